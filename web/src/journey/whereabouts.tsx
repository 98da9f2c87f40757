import { useFormat, useText } from '../text/text.tsx';
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
  const { journey: words } = useText();
  const format = useFormat();
  const who = usePartyName(hand.party);
  return words.sentences[hand.part](who, hand.from === null ? '' : format.dateTime(hand.from));
}
