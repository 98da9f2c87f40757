import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import type { Pouch } from '../api/pouches.ts';
import { useText } from '../text/text.tsx';
import { Notice } from '../ui/notice.tsx';

/** Which pouches were made of parts of this one, of which it was itself a part, and what takes the place of what. */
export function PartsAround({ pouch: { parts, partOf, replaces, replacedBy } }: { readonly pouch: Pouch }) {
  const { handovers, pouches } = useText();
  const { part: words } = handovers;
  const { replacement } = pouches;
  const sentences = [
    ...(replaces === null ? [] : [{ about: { ...replaces, pouch: replaces }, say: replacement.replaces }]),
    ...(replacedBy === null
      ? []
      : [{ about: { ...replacedBy, pouch: replacedBy }, say: replacement.replacedBy }]),
    ...(partOf === null ? [] : [{ about: partOf, say: words.from }]),
    ...parts.map((about) => ({
      about,
      say: (title: string) => words.taken(words.contents(about.documents, about.certificates), title),
    })),
  ];
  if (sentences.length === 0) return null;
  return (
    <Notice tone="still">
      {sentences.map(({ about: { recordId, pouch }, say }) => (
        <p key={recordId} style={{ margin: 0 }}>
          {pouch === null ? (
            say(words.unseen)
          ) : (
            <Anchor component={Link} to={`/pouches/${pouch.id}`}>
              {say(pouch.title)}
            </Anchor>
          )}
        </p>
      ))}
    </Notice>
  );
}
