import { z } from 'zod';

/** One or several words of a list, with commas between: `?state=issued,revoked`. */
export function severalOf<const W extends string>(words: readonly [W, ...W[]]) {
  const word = z.enum(words);
  return z
    .string()
    .regex(
      new RegExp(`^(${words.join('|')})(,(${words.join('|')}))*$`),
      `of ${words.join(', ')}, with commas`,
    )
    .transform((text): readonly W[] => z.array(word).parse([...new Set(text.split(','))]))
    .meta({ description: `One or several of ${words.join(', ')}, with commas.` });
}
