import { mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  type FileError,
  hsFile,
  isHsEdition,
  type NamedBytes,
  type ReadList,
  readHs,
  readUnlocode,
  unlocodeFile,
  writeList,
} from '../server/codes/index.ts';
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

interface Told {
  /** The command's exit code. */
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** What the command does with these parameters, in this environment. @throws Error when a file cannot be read or written */
export function codeList(
  parameters: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Told {
  const option = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...parameters],
    allowPositionals: true,
    options: { edition: option, source: option, date: option, help: { type: 'boolean', short: 'h' } },
  });
  const [list, ...paths] = positionals;
  const { edition, source, date = new Date().toISOString().slice(0, 10) } = values;
  if (values.help === true) return { code: 0, out: usage, err: '' };
  if (list === undefined || paths.length === 0 || source === undefined)
    return refused('Name the list, its files and --source.');
  const folder = readConfig(environment).codeListsDir;
  const files = paths.map((path): NamedBytes => ({ file: basename(path), bytes: readFileSync(path) }));
  const kept: string[] = [];
  const missing: string[] = [];
  const keep = (name: string, file: string, of: string, { entries, left }: ReadList, expected: number) => {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    writeList(join(folder, file), { edition: of, source, date }, entries);
    kept.push(`${name} ${of}: ${entries.length} entries; ${left} lines of the files are not taken.`);
    if (entries.length < expected)
      missing.push(`${name} ${of} has ${expected} entries or more: is a file missing?`);
  };
  const done = (): Told => ({
    code: 0,
    out: lines([...kept, `Kept in ${folder}. The server reads it when it next starts.`]),
    err: lines(missing),
  });

  if (list === 'unlocode') {
    if (edition === undefined || !/^\d{4}-\d$/.test(edition)) return refused('--edition is like 2026-1.');
    const read = readUnlocode(files);
    if (read.errors.length > 0) return wrong(read.errors);
    if (read.entries.length === 0) return refused('There is no place in these files.');
    keep('UN/LOCODE', unlocodeFile, edition, read, whole.unlocode);
    return done();
  }
  if (list === 'hs') {
    const [file, ...more] = files;
    if (file === undefined || more.length > 0) return refused('The Harmonized System is one file.');
    if (edition !== undefined && !isHsEdition(edition))
      return refused('--edition is 2012, 2017, 2022 or 2028.');
    const { lists, errors } = readHs(file, edition);
    if (errors.length > 0) return wrong(errors);
    if (lists.size === 0 || [...lists.values()].some(({ entries }) => entries.length === 0))
      return refused('There is no subheading of six digits in this file.');
    for (const [of, read] of lists) keep('Harmonized System', hsFile(of), of, read, whole.hs);
    return done();
  }
  return refused(`There is no list ${list}: unlocode or hs.`);
}

const lines = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('');
const refused = (why: string): Told => ({ code: 64, out: '', err: `${why}\n\n${usage}` });

function wrong(errors: readonly FileError[]): Told {
  const told = errors.slice(0, mostTold).map(({ file, line, detail }) => `${file}:${line}: ${detail}`);
  const rest = errors.length > mostTold ? [`… and ${errors.length - mostTold} more.`] : [];
  return { code: 1, out: '', err: lines([...told, ...rest, 'Nothing was taken.']) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { code, out, err } = codeList(process.argv.slice(2), process.env);
    process.stdout.write(out);
    process.stderr.write(err);
    process.exitCode = code;
  } catch (error) {
    if (!(error instanceof ConfigurationError || (error instanceof Error && 'code' in error))) throw error;
    console.error(error.message);
    process.exitCode = 64;
  }
}
