import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { isCountry, isOrigin } from '../../../core/countries.ts';
import { at, listAt, textAt } from './read-draft.ts';

/**
 * Trade rules that change by date and destination: data, not code (docs/certificates.md says how one is added). Each
 * is judged on the day of the application.
 */

const origins = z.array(z.string().refine(isOrigin, 'ISO 3166-1 alpha-2, or EU')).min(1);
const countries = z.array(z.string().refine(isCountry, 'ISO 3166-1 alpha-2')).min(1);

/** All members hold. Origin and HS code are looked for in the same item. */
const conditionSchema = z
  .strictObject({
    origins: origins.optional(),
    destinations: countries.optional(),
    /** Of consignor, principal, consignee and importer. */
    parties: countries.optional(),
    /** Beginnings of codes: 2 digits or more. */
    hsCodes: z
      .array(z.string().regex(/^\d{2,10}$/))
      .min(1)
      .optional(),
  })
  .refine((condition) => Object.values(condition).some(Boolean), 'at least one condition');
type Condition = z.infer<typeof conditionSchema>;

export const noticeSchema = z
  .strictObject({
    /** Stable: words in other languages are found by it. */
    code: z.string().regex(/^[a-z][a-z0-9_]{2,60}$/),
    effect: z.enum(['warns', 'blocks']),
    /** First and last day. */
    from: z.iso.date(),
    until: z.iso.date().optional(),
    /** One of these. */
    when: z.array(conditionSchema).min(1),
    /** What makes it right: these words in the remarks, and this reference. */
    unless: z
      .strictObject({
        remark: z.string().min(1),
        reference: z.enum(['purchaseOrder', 'contract', 'credit', 'acid']).optional(),
      })
      .optional(),
    detail: z.string().min(1).max(1_000),
    source: z.string().min(1).max(500),
  })
  .refine(({ from, until }) => until === undefined || from <= until, 'from is not after until');
export type TradeNotice = z.infer<typeof noticeSchema>;

const noticesSchema = z
  .array(noticeSchema)
  .refine((all) => new Set(all.map(({ code }) => code)).size === all.length, 'each code once');

/** @throws when one of the notices is none */
export const parseNotices = (json: string): readonly TradeNotice[] => noticesSchema.parse(JSON.parse(json));

/** Read and checked when the server starts. */
export const tradeNotices = parseNotices(
  readFileSync(new URL('trade-notices.json', import.meta.url), 'utf8'),
);

export interface NoticeFinding {
  readonly notice: TradeNotice;
  /** Where in the application: parts of a JSON pointer. */
  readonly path: readonly (string | number)[];
}

/** @param on the day of the application, `YYYY-MM-DD` */
export function noticesFor(
  application: unknown,
  on: string,
  notices: readonly TradeNotice[] = tradeNotices,
): NoticeFinding[] {
  return notices
    .filter(({ from, until }) => from <= on && (until === undefined || on <= until))
    .filter(({ unless }) => unless === undefined || !isMadeRight(application, unless))
    .flatMap((notice) => {
      // The first alternative that holds says it; the others would say it again.
      const found = notice.when.map((condition) => placesOf(application, condition)).find(isSome) ?? [];
      return found.map((path) => ({ notice, path }));
    });
}

const isSome = (list: readonly unknown[]): boolean => list.length > 0;

function isMadeRight(
  application: unknown,
  { remark, reference }: NonNullable<TradeNotice['unless']>,
): boolean {
  const isSaid = textAt(application, 'remarks')?.includes(remark) ?? false;
  return isSaid && (reference === undefined || textAt(application, 'references', reference) !== undefined);
}

type Path = (string | number)[];

/** Where the condition holds; nowhere when it does not. */
function placesOf(application: unknown, condition: Condition): Path[] {
  const places: Path[] = [];
  if (condition.destinations !== undefined) {
    if (!condition.destinations.includes(textAt(application, 'destinationCountry') ?? '')) return [];
    places.push(['destinationCountry']);
  }
  if (condition.parties !== undefined) {
    const found = partyNames.find((name) =>
      condition.parties?.includes(textAt(application, name, 'address', 'country') ?? ''),
    );
    if (found === undefined) return [];
    places.push([found, 'address', 'country']);
  }
  if (condition.origins !== undefined || condition.hsCodes !== undefined) {
    const found = goodsPlaces(application, condition);
    if (found.length === 0) return [];
    return found;
  }
  return places;
}

const partyNames = ['consignor', 'onBehalfOf', 'consignee', 'importer'] as const;

function goodsPlaces(application: unknown, { origins, hsCodes }: Condition): Path[] {
  const named = listAt(application, 'origins');
  if (hsCodes === undefined) {
    const index = named.findIndex((origin) => origins?.includes(String(origin)));
    return index === -1 ? [] : [['origins', index]];
  }
  return listAt(application, 'items').flatMap((item, index): Path[] => {
    // An item without an origin of its own has that of box 3.
    const own = textAt(item, 'origin');
    const of = own === undefined ? named : [own];
    const isOfOrigin = origins === undefined || of.some((origin) => origins.includes(String(origin)));
    const code = String(at(item, 'hsCode') ?? '');
    return isOfOrigin && hsCodes.some((start) => code.startsWith(start)) ? [['items', index, 'hsCode']] : [];
  });
}
