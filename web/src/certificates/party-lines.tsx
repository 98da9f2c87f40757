import { useFormat, useText } from '../text/text.tsx';
import classes from './party-lines.module.css';
import { present, textAt } from './read-goods.ts';

/** Who it is and where, each line in its own script's direction. */
export function PartyLines({ party }: { readonly party: unknown }) {
  const format = useFormat();
  const { application } = useText();
  const name = textAt(party, 'name');
  if (name === undefined) return null;
  const country = textAt(party, 'address.country');
  const scheme = textAt(party, 'id.scheme');
  const city = present([textAt(party, 'address.postcode'), textAt(party, 'address.city')]).join(' ');
  const lines = present([
    textAt(party, 'address.line1'),
    textAt(party, 'address.line2'),
    city,
    textAt(party, 'address.subdivision'),
    country === undefined ? undefined : format.country(country),
    scheme === undefined
      ? undefined
      : `${application.schemes[scheme] ?? scheme} ${textAt(party, 'id.value') ?? ''}`,
  ]);
  return (
    <span className={classes.party}>
      <strong>
        <bdi>{name}</bdi>
      </strong>
      {lines.map((line) => (
        <span key={line}>
          <bdi>{line}</bdi>
        </span>
      ))}
    </span>
  );
}
