import list from './code-lists/countries.json' with { type: 'json' };

/** ISO 3166-1 alpha-2, in alphabetical order. */
export const countryCodes: readonly string[] = list.codes;
const countries: ReadonlySet<string> = new Set(list.codes);
const members: ReadonlySet<string> = new Set(list.unionMembers);

export const isCountry = (code: string): boolean => countries.has(code);

/** Whose goods read "European Union – Belgium" in box 3 (Regulation 2454/93, Annex 12). */
export const isUnionMember = (code: string): boolean => members.has(code);

/** What box 3 may name: a country, or the union, for which ISO 3166-1 reserves `EU`. */
export const isOrigin = (code: string): boolean => code === 'EU' || isCountry(code);
