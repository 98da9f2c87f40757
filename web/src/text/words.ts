/**
 * Words found by a code that comes from the data. Another language must have each code that English has; a code that
 * nobody knows has none, and whoever asks says what then.
 */
export type ByCode<Code extends string, Words = string> = Readonly<Record<Code, Words>> &
  Readonly<Record<string, Words>>;

export const byCode = <Code extends string, Words = string>(
  words: Readonly<Record<Code, Words>>,
): ByCode<Code, Words> => words as ByCode<Code, Words>;

/** Who did it, and whom or what it was about where the event names one. */
export type EventWords = (who: string, about: string | null) => string;

export const eventWords = <Code extends string>(words: Readonly<Record<Code, EventWords>>) =>
  byCode<Code, EventWords>(words);

type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

/** Chooses the form that the language has for this count (CLDR): in French `one` also says nothing and a half. */
export function pluralIn(locale: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(locale);
  return (count, forms) => forms[rules.select(count)] ?? forms.other;
}
