import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { useFormat, useText } from '../text/text.tsx';
import { stepHash } from '../trail/step-address.ts';
import {
  CertificateIcon,
  CloseIcon,
  DocumentIcon,
  type IconProps,
  OrganisationIcon,
  SealedIcon,
  WaitingIcon,
  WrongIcon,
} from '../ui/icons.tsx';
import type { Hand, Part } from './hands.ts';
import classes from './journey.module.css';
import { usePartyName } from './party-name.tsx';

const icons: Readonly<Record<Part, (props: IconProps) => ReactNode>> = {
  draft: DocumentIcon,
  applied: DocumentIcon,
  decides: WaitingIcon,
  returned: CloseIcon,
  issued: CertificateIcon,
  owned: OrganisationIcon,
  owns: OrganisationIcon,
  offered: WaitingIcon,
  closed: SealedIcon,
  revoked: WrongIcon,
  holds: OrganisationIcon,
  ended: SealedIcon,
  lapsed: WrongIcon,
};

/** The parties one after the other, from left to right, on narrow screens from above; each with its proof. */
export function ChainOfHands({ hands }: { readonly hands: readonly Hand[] }) {
  const { journey: words } = useText();
  return (
    <figure className={classes.chain}>
      <figcaption className="visually-hidden">{words.hands}</figcaption>
      <ol className={classes.hands}>
        {hands.map((hand) => (
          <HandItem key={`${hand.part} ${hand.step}`} hand={hand} />
        ))}
      </ol>
    </figure>
  );
}

function HandItem({ hand }: { readonly hand: Hand }) {
  const { journey: words } = useText();
  const { search } = useLocation();
  const name = usePartyName(hand.party);
  const Icon = icons[hand.part];
  return (
    <li className={classes.hand} data-part={hand.part}>
      <span className={classes.node}>
        <Icon size={18} />
      </span>
      <div className={classes.about}>
        <p className={classes.party}>{name}</p>
        <p className={classes.part}>{words.parts[hand.part]}</p>
        <p className={classes.time}>
          {hand.from !== null && <When {...hand} from={hand.from} />}
          {hand.step !== null && (
            <Link
              to={{ search, hash: stepHash(hand.step) }}
              className={classes.proof ?? ''}
              aria-label={words.proofOf(words.parts[hand.part], name)}
            >
              {words.proof}
            </Link>
          )}
        </p>
      </div>
    </li>
  );
}

function When({ part, from, until }: Pick<Hand, 'part' | 'until'> & { readonly from: string }) {
  const { journey: words } = useText();
  const format = useFormat();
  if (part === 'owns' || part === 'decides') return words.since(format.dateTime(from));
  if (part === 'owned' && until === null) return words.from(format.dateTime(from));
  if (until === null) return words.on(format.dateTime(from));
  return part === 'offered'
    ? words.until(format.dateTime(until))
    : words.fromTo(format.dateTime(from), format.dateTime(until));
}
