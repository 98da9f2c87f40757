import { join } from 'node:path';
import countries from '../../core/code-lists/countries.json' with { type: 'json' };
import currencies from '../../core/code-lists/currencies.json' with { type: 'json' };
import documentTypes from '../../core/code-lists/document-types.json' with { type: 'json' };
import incoterms from '../../core/code-lists/incoterms.json' with { type: 'json' };
import criteria from '../../core/code-lists/origin-criteria.json' with { type: 'json' };
import packageKinds from '../../core/code-lists/package-kinds.json' with { type: 'json' };
import ports from '../../core/code-lists/ports.json' with { type: 'json' };
import transportModes from '../../core/code-lists/transport-modes.json' with { type: 'json' };
import units from '../../core/code-lists/units.json' with { type: 'json' };
import { type KeptList, readList } from './kept-list.ts';
import { createLineList, type LineList } from './line-list.ts';
import { type HsEdition, hsEditions } from './read-hs.ts';

/** The lists that `GET /codes` has, by the name that they have there. */
export const listNames = [
  ...(['countries', 'currencies', 'units', 'package-kinds', 'ports', 'hs', 'incoterms'] as const),
  ...(['transport-modes', 'document-types', 'origin-criteria'] as const),
] as const;
export type ListName = (typeof listNames)[number];

/** A list with where it is from. */
export interface SourcedList extends LineList {
  readonly name: string;
  readonly source: string;
  readonly edition: string | null;
  readonly date: string;
}

/** All code lists of a running server: ours, and those that its operator brought in. */
export interface CodeLists {
  /** @param edition of the Harmonized System; the one in force unless said. @returns undefined for one that is not here */
  list(name: ListName, edition?: HsEdition): SourcedList | undefined;
  /** UN/LOCODE whole, where the operator brought it in; else the seaports that come with the server. */
  readonly ports: SourcedList;
  readonly hasAllPlaces: boolean;
  /** Editions of the Harmonized System that the operator brought in. */
  readonly hs: ReadonlyMap<HsEdition, SourcedList>;
}

export const unlocodeFile = 'unlocode.tsv';
export const hsFile = (edition: HsEdition): string => `hs-${edition}.tsv`;

/**
 * Reads what the operator brought in (`npm run code-list`), once, when the server starts.
 *
 * @param folder that may be missing
 * @param year of today, in which editions of the Harmonized System are in force
 * @throws Error that names a file which is not whole
 */
export function readCodeLists(folder: string, year: number): CodeLists {
  const places = readList(join(folder, unlocodeFile));
  const whole = places && sourced('UN/LOCODE', places);
  const seaports = fromRows(ports);
  const kept = hsEditions.flatMap((edition): (readonly [HsEdition, SourcedList])[] => {
    const list = readList(join(folder, hsFile(edition)));
    return list === undefined ? [] : [[edition, sourced('Harmonized System', list)]];
  });
  const hs = new Map(kept);
  const current = kept.filter(([edition]) => Number(edition) <= year).at(-1) ?? kept[0];
  const ours: Readonly<Record<Exclude<ListName, 'hs'>, SourcedList>> = {
    countries: fromRows({
      ...countries,
      codes: countries.codes.map((code) => [code, inEnglish.region(code)]),
    }),
    currencies: fromRows({
      ...currencies,
      codes: currencies.codes.map(([code = '']) => [code, inEnglish.currency(String(code))]),
    }),
    units: fromRows(units),
    'package-kinds': fromRows(packageKinds),
    ports: whole ?? seaports,
    incoterms: fromRows({ ...incoterms, codes: incoterms.codes.map((code) => [code, code]) }),
    'transport-modes': fromRows(transportModes),
    'document-types': fromRows(documentTypes),
    'origin-criteria': fromRows(criteria),
  };
  return {
    list(name, edition) {
      if (name !== 'hs') return ours[name];
      return edition === undefined ? current?.[1] : hs.get(edition);
    },
    ports: ours.ports,
    hasAllPlaces: whole !== undefined,
    hs,
  };
}

const regions = new Intl.DisplayNames('en', { type: 'region' });
const money = new Intl.DisplayNames('en', { type: 'currency' });
/** Of lists that keep codes alone, the platform has the names (CLDR). */
const inEnglish = {
  region: (code: string): string => regions.of(code) ?? code,
  currency: (code: string): string => money.of(code) ?? code,
};

const sourced = (name: string, list: KeptList): SourcedList => ({ ...list, name });

interface Rows {
  readonly name: string;
  readonly source: string;
  readonly date: string;
  readonly codes: readonly (readonly (string | number)[])[];
}

function fromRows({ name, source, date, codes }: Rows): SourcedList {
  const lines = codes.map(([code = '', called = '']) => `${code}\t${called}`);
  const ordered = lines.toSorted((a, b) => (codeOf(a) < codeOf(b) ? -1 : 1));
  return { ...createLineList(ordered), name, source, date, edition: null };
}

const codeOf = (line: string): string => line.split('\t', 1)[0] ?? '';
