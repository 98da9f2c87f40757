import { useFormat, useText } from '../text/text.tsx';
import { closedBecause } from '../trail/event-words.ts';
import type { Hand } from './hands.ts';
import classes from './journey.module.css';
import { usePartyName } from './party-name.tsx';

/** One or two sentences: with whom it is, since when, and who has to act. */
export function Whereabouts({ hands }: { readonly hands: readonly Hand[] }) {
  const last = hands.at(-1);
  const before = hands.at(-2);
  if (last === undefined) return null;
  return (
    <p className={classes.whereabouts}>
      {last.part === 'offered' && before !== undefined && (
        <>
          <Sentence hand={before} />{' '}
        </>
      )}
      <Sentence hand={last} />
    </p>
  );
}

function Sentence({ hand }: { readonly hand: Hand }) {
  const text = useText();
  const format = useFormat();
  const who = usePartyName(hand.party);
  const why = hand.part === 'closed' ? closedBecause(hand.why ?? null, text) : null;
  const said = text.journey.sentences[hand.part](who, hand.from === null ? '' : format.dateTime(hand.from));
  return why === null ? said : `${said} ${text.ui.sentence(why)}`;
}
