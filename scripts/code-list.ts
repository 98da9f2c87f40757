import { mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type FileError,
  hsFile,
  isHsEdition,
  type ListHead,
  type NamedBytes,
  readHs,
  readUnlocode,
  unlocodeFile,
  writeList,
} from '../server/code-lists/index.ts';
import { ConfigurationError, readConfig } from '../server/config.ts';

const usage = `Brings a code list in, which the server reads when it next starts:

  npm run code-list -- unlocode CodeListPart1.csv CodeListPart2.csv CodeListPart3.csv --edition 2026-1 --source "UNECE, unece.org/…"
  npm run code-list -- hs FILE --edition 2022 --source "…"

unlocode   UN/LOCODE as UNECE publishes it: all of its files together, ISO-8859-1 or UTF-8
hs         the Harmonized System: a CSV with the headers code, description and, for several editions in one file, edition

  --edition   2026-1; 2012, 2017, 2022 or 2028
  --source    where the files are from, in words: it stands beside what is judged by them
  --date      when they were published, 2026-07-01; today unless told

Takes all or nothing: what is wrong is told by file and line. Your right to use the files is between you and their publisher.
Exit: 0 taken · 1 something is wrong in the files · 64 usage
`;

/** More lines than a person reads; what is wrong with them is mostly one thing. */
const mostTold = 20;
/** UN/LOCODE has some 116,000, each edition of the Harmonized System above 5,000. */
const whole = { unlocode: 100_000, hs: 5_000 };

function main(): number {
  const option = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { edition: option, source: option, date: option, help: { type: 'boolean', short: 'h' } },
  });
  const [list, ...paths] = positionals;
  const { edition, source, date = new Date().toISOString().slice(0, 10) } = values;
  if (values.help === true || list === undefined) {
    process.stdout.write(usage);
    return values.help === true ? 0 : 64;
  }
  if (paths.length === 0 || source === undefined) return refuse('Name the files, and --source.');
  const files = paths.map((path): NamedBytes => ({ file: basename(path), bytes: readFileSync(path) }));
  const folder = readConfig(process.env).codeListsDir;
  const keep = (name: string, of: string, entries: readonly (readonly string[])[]): ListHead => {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    return writeList(join(folder, name), { edition: of, source, date }, entries);
  };
  const tell = ({ entries, edition: of }: ListHead, what: string, left: number, expected: number): void => {
    console.log(`${what} ${of}: ${entries} entries; ${left} lines of the files are not taken.`);
    if (entries < expected) console.warn(`${what} ${of} has ${expected} entries or more: is a file missing?`);
  };

  if (list === 'unlocode') {
    if (edition === undefined || !/^\d{4}-\d$/.test(edition)) return refuse('--edition is like 2026-1.');
    const { entries, left, errors } = readUnlocode(files);
    if (errors.length > 0) return complain(errors);
    if (entries.length === 0) return refuse('There is no place in these files.');
    tell(keep(unlocodeFile, edition, entries), 'UN/LOCODE', left, whole.unlocode);
  } else if (list === 'hs') {
    const [file, ...more] = files;
    if (file === undefined || more.length > 0) return refuse('The Harmonized System is one file.');
    if (edition !== undefined && !isHsEdition(edition))
      return refuse('--edition is 2012, 2017, 2022 or 2028.');
    const { lists, errors } = readHs(file, edition);
    if (errors.length > 0) return complain(errors);
    if (lists.size === 0 || [...lists.values()].some(({ entries }) => entries.length === 0))
      return refuse('There is no subheading of six digits in this file.');
    for (const [of, { entries, left }] of lists)
      tell(keep(hsFile(of), of, entries), 'Harmonized System', left, whole.hs);
  } else return refuse(`There is no list ${list}: unlocode or hs.`);
  console.log(`Kept in ${folder}. The server reads it when it next starts.`);
  return 0;
}

function refuse(why: string): number {
  console.error(`${why}\n\n${usage}`);
  return 64;
}

function complain(errors: readonly FileError[]): number {
  for (const { file, line, detail } of errors.slice(0, mostTold)) console.error(`${file}:${line}: ${detail}`);
  if (errors.length > mostTold) console.error(`… and ${errors.length - mostTold} more.`);
  console.error('Nothing was taken.');
  return 1;
}

try {
  process.exitCode = main();
} catch (error) {
  if (!(error instanceof ConfigurationError) && !(error instanceof Error && 'code' in error)) throw error;
  console.error(error.message);
  process.exitCode = 64;
}
