import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { isOrigin, isUnionMember } from '../../core/countries.ts';

/**
 * How long the law wants trade documents to be kept, by kind and by country: data, not code (docs/retention.md says
 * how one is added). Each runs from the end of the calendar year.
 */

/** A document type by UNCL 1001, `other`, `certificate` for a certificate that is a record itself, `*` for each. */
export const termTypeSchema = z.string().regex(/^(\*|certificate|other|\d{1,3})$/);

export const termSchema = z.strictObject({
  /** Stable: words in other languages are found by it. */
  code: z.string().regex(/^[a-z][a-z0-9_]{2,60}$/),
  /** Where whoever keeps it is established; EU for each member state. */
  countries: z.array(z.string().refine(isOrigin, 'ISO 3166-1 alpha-2, or EU')).min(1),
  types: z.array(termTypeSchema).min(1),
  years: z.int().min(1).max(100),
  title: z.string().min(1).max(200),
  source: z.string().min(1).max(500),
  /** In force since. */
  since: z.iso.date(),
});
export type Term = z.output<typeof termSchema>;

const termsSchema = z
  .array(termSchema)
  .refine((all) => new Set(all.map(({ code }) => code)).size === all.length, 'each code once');

/** @throws when one of the terms is none */
export const parseTerms = (json: string): readonly Term[] => termsSchema.parse(JSON.parse(json));

/** Read and checked when the server starts. */
export const lawTerms = parseTerms(readFileSync(new URL('retention-terms.json', import.meta.url), 'utf8'));

/** What is kept: a certificate, or the documents of one type in a pouch. */
export interface Kept {
  readonly type: string;
  /** Of the latest of them. */
  readonly recordedAt: Date;
}

/** An organisation's own term. */
export interface OwnTerm {
  readonly organisationId: string;
  readonly type: string;
  readonly years: number;
}

/** Until when, and why: a term of the law with the country that it was found for, or an organisation's own. */
export interface KeptUntil {
  /** Last day, `2036-12-31`. */
  readonly until: string;
  readonly years: number;
  readonly law: Term | null;
  readonly own: OwnTerm | null;
}

/** Each country, and the union for its members. */
export const jurisdictionsOf = (countries: readonly string[]): ReadonlySet<string> =>
  new Set([...countries, ...(countries.some(isUnionMember) ? ['EU'] : [])]);

export interface KeepingRules {
  readonly jurisdictions: ReadonlySet<string>;
  readonly own: readonly OwnTerm[];
  /** When the record ended; null while it has not. */
  readonly endedAt: Date | null;
}

/**
 * The longest of the terms that fit, from the end of the year in which it was recorded or, if that was later, the
 * record ended.
 * @returns null when no term is known for it
 */
export function keptUntil(
  { type, recordedAt }: Kept,
  { jurisdictions, own, endedAt }: KeepingRules,
  law: readonly Term[] = lawTerms,
): KeptUntil | null {
  const from = Math.max(recordedAt.getTime(), endedAt?.getTime() ?? 0);
  const year = new Date(from).getUTCFullYear();
  const fits = (types: readonly string[]) => types.includes('*') || types.includes(type);
  const day = new Date(from).toISOString().slice(0, 10);
  const found: KeptUntil[] = [
    ...law
      .filter(
        ({ countries, types, since }) =>
          since <= day && fits(types) && countries.some((it) => jurisdictions.has(it)),
      )
      .map((term) => ({ until: lastDay(year, term.years), years: term.years, law: term, own: null })),
    ...own
      .filter((term) => fits([term.type]))
      .map((term) => ({ until: lastDay(year, term.years), years: term.years, law: null, own: term })),
  ];
  return longest(found);
}

/** The first of those that end last. */
export const longest = <T extends { readonly until: string }>(all: readonly (T | null)[]): T | null =>
  all.reduce((best, one) => (one !== null && (best === null || one.until > best.until) ? one : best), null);

const lastDay = (year: number, years: number): string => `${year + years}-12-31`;
