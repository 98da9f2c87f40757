import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import type { Pouch } from '../api/pouches.ts';
import { useText } from '../text/text.tsx';
import { Notice } from '../ui/notice.tsx';

/** Which pouches were made of parts of this one, and of which it was itself a part. */
export function PartsAround({ pouch: { parts, partOf } }: { readonly pouch: Pouch }) {
  const { part: words } = useText().handovers;
  const sentences = [
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
