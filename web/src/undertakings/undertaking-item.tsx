import type { Undertaking, UndertakingState } from '../api/undertakings.ts';
import { useMay, useMe } from '../app/session.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { Mark, type Tone } from '../ui/mark.tsx';
import { ChamberActs } from './chamber-acts.tsx';
import { ExporterActs } from './exporter-acts.tsx';
import { Signatories } from './signatories.tsx';
import classes from './undertakings.module.css';

const tones: Readonly<Record<UndertakingState, Tone>> = {
  given: 'wait',
  accepted: 'good',
  refused: 'bad',
  withdrawn: 'still',
  replaced: 'still',
  expired: 'still',
};

/** Whether anything can still be done about it. */
export const isOpen = ({ state }: Undertaking): boolean => state === 'given' || state === 'accepted';

/** One undertaking: the other side, until when, who may sign, and what this side can do about it. */
export function UndertakingItem({ undertaking }: { readonly undertaking: Undertaking }) {
  const { undertakings: words, ui } = useText();
  const format = useFormat();
  const me = useMe();
  const mayAdminister = useMay('organisation:administer');
  const { exporter, chamber, state, givenBy, givenAt, endsAt } = undertaking;
  const isOurs = exporter.id === me.organisation.id;
  const reason = undertaking.history.find(({ act }) => act === 'refused')?.reason;
  return (
    <li className={classes.item}>
      <div className={classes.words}>
        <p className={classes.name}>
          {isOurs ? chamber.legalName : exporter.legalName}
          <Mark tone={tones[state]}>{words.states[state]}</Mark>
        </p>
        <p className={classes.quiet}>
          {format.inLine([words.givenBy(givenBy, format.date(givenAt)), words.until(format.date(endsAt))])}
        </p>
        <Signatories undertaking={undertaking} mayRemove={isOurs && mayAdminister && isOpen(undertaking)} />
        {reason != null && <p>{ui.labelled(words.reason, reason)}</p>}
        <details className={classes.more}>
          <summary>{words.details}</summary>
          <blockquote className={classes.text} lang={undertaking.language}>
            {undertaking.text}
          </blockquote>
          <History undertaking={undertaking} />
        </details>
      </div>
      {isOpen(undertaking) &&
        (isOurs ? (
          mayAdminister && <ExporterActs undertaking={undertaking} />
        ) : (
          <ChamberActs undertaking={undertaking} />
        ))}
    </li>
  );
}

function History({ undertaking: { history, givenBy, givenAt } }: { readonly undertaking: Undertaking }) {
  const { undertakings: words } = useText();
  const format = useFormat();
  return (
    <ol className={classes.history}>
      <li>{words.givenBy(givenBy, format.dateTime(givenAt))}</li>
      {history.map(({ act, by, at, signatory }) => (
        <li key={act + at + (signatory?.id ?? '')}>
          {act === 'signatory_removed'
            ? words.removed(signatory?.name ?? '', by, format.dateTime(at))
            : words.acts[act](by, format.dateTime(at))}
        </li>
      ))}
    </ol>
  );
}
