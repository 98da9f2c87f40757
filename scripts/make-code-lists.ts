/**
 * Makes core/code-lists/*.json from the packages that keep them: `node scripts/make-code-lists.ts`. A test compares;
 * so a package is brought up to date, this is run, and the difference is read before it is committed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { iso31661 } from 'iso-3166';
import { REC_20_2, REC_20_3, REC_21_3 } from 'un-ece-recommendation';

const require = createRequire(import.meta.url);
const folder = new URL('../core/code-lists/', import.meta.url);

interface Coded {
  readonly code: string;
  readonly name?: string;
}
interface Currency {
  readonly code: string;
  readonly digits: number;
}
interface Containment {
  readonly supplemental: { readonly territoryContainment: { EU: { readonly _contains: string[] } } };
}

/** `name version`, as it stands in the lists. */
function versionOf(name: string): string {
  const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as {
    packages: Record<string, { version: string } | undefined>;
  };
  return `${name} ${lock.packages[`node_modules/${name}`]?.version ?? ''}`;
}

/** `source` and `date`: published when the package says so, else taken on the day on which this version came. */
function sourceOf(list: string, source: string) {
  const before = JSON.parse(readFileSync(new URL(`${list}.json`, folder), 'utf8')) as Partial<Sourced>;
  const isSame = before.source === source && before.date !== undefined;
  return { source, date: isSame ? before.date : new Date().toISOString().slice(0, 10) };
}

interface Sourced {
  readonly source: string;
  readonly date: string;
}

const byCode = (a: readonly unknown[], b: readonly unknown[]) => (String(a[0]) < String(b[0]) ? -1 : 1);

/** Countries; Kosovo has no code of ISO 3166, and XK in the Union's trade (Geonomenclature) and in CLDR. */
function countries() {
  const assigned = iso31661.filter(({ state }) => state === 'assigned').map(({ alpha2 }) => alpha2);
  const containment = require('cldr-core/supplemental/territoryContainment.json') as Containment;
  return {
    name: 'ISO 3166-1 alpha-2, with XK; members of the European Union',
    ...sourceOf('countries', `${versionOf('iso-3166')}; ${versionOf('cldr-core')}`),
    codes: [...assigned, 'XK'].sort(),
    unionMembers: [...containment.supplemental.territoryContainment.EU._contains].sort(),
  };
}

/** Currencies with the digits after their point. Codes for metals, funds and tests (X…) pay no invoice. */
function currencies() {
  const all = require('currency-codes/data.js') as readonly Currency[];
  const published = require('currency-codes/iso-4217-publish-date.js') as string;
  const money = all.filter(({ code }) => !code.startsWith('X') || /^X(AF|CD|OF|PF|CG)$/.test(code));
  return {
    name: 'ISO 4217',
    source: versionOf('currency-codes'),
    date: published,
    codes: money.map(({ code, digits }) => [code, digits]).sort(byCode),
  };
}

/** UN/ECE Recommendation 20: what is in force, and what earlier revisions had and is still met (NPR). */
function units() {
  const current = new Set(REC_20_3.map(({ code }: Coded) => code));
  const pair = ({ code, name }: Coded) => [code, name ?? code];
  return {
    name: 'UN/ECE Recommendation 20, units of measure',
    ...sourceOf('units', versionOf('un-ece-recommendation')),
    codes: REC_20_3.map(pair).sort(byCode),
    withdrawn: REC_20_2.filter(({ code }: Coded) => !current.has(code))
      .map(pair)
      .sort(byCode),
  };
}

/** UN/ECE Recommendation 21; the list for invoices writes an X before each code. */
const packageKinds = () => ({
  name: 'UN/ECE Recommendation 21, kinds of packages',
  ...sourceOf('package-kinds', versionOf('un-ece-recommendation')),
  codes: REC_21_3.map(({ code, name }: Coded) => [code.slice(1), name ?? code]).sort(byCode),
});

/** UN/LOCODE: the seaports of it that are listed, not all 116,000 places. */
function ports() {
  const all = require('sea-ports/lib/ports.json') as Readonly<Record<string, { readonly name: string }>>;
  return {
    name: 'UN/LOCODE, seaports',
    ...sourceOf('ports', versionOf('sea-ports')),
    codes: Object.entries(all)
      .filter(([code]) => /^[A-Z]{2}[A-Z2-9]{3}$/.test(code))
      .map(([code, { name }]) => [code, name.trim()])
      .sort(byCode),
  };
}

export const codeLists: Readonly<Record<string, () => object>> = {
  countries,
  currencies,
  units,
  'package-kinds': packageKinds,
  ports,
};

/** One entry a line, so that a difference can be read. */
export function written(list: object): string {
  const members = Object.entries(list).map(([name, value]) =>
    Array.isArray(value)
      ? `  ${JSON.stringify(name)}: [\n${value.map((one) => `    ${JSON.stringify(one)}`).join(',\n')}\n  ]`
      : `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  return `{\n${members.join(',\n')}\n}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, make] of Object.entries(codeLists)) {
    writeFileSync(new URL(`${name}.json`, folder), written(make()));
  }
}
