import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { createLineList, type LineList } from './line-list.ts';

/** Where a list is from: the first line of its file, as JSON. */
const headSchema = z.strictObject({
  /** UN/LOCODE has 2026-1, the Harmonized System a year. */
  edition: z.string().regex(/^\d{4}(-\d)?$/, 'an edition such as 2026-1 or 2022'),
  source: z.string().trim().min(1).max(300),
  /** When it was published, or else brought in. */
  date: z.iso.date(),
  entries: z.int().min(1),
});
export type ListHead = z.infer<typeof headSchema>;

export interface KeptList extends ListHead, LineList {}

/** @param entries ascending by code @throws z.ZodError when the head is none */
export function writeList(
  path: string,
  head: Omit<ListHead, 'entries'>,
  entries: readonly (readonly string[])[],
): ListHead {
  const said = headSchema.parse({ ...head, entries: entries.length });
  // A server that starts meanwhile reads the old one whole, or the new one whole.
  const file = openSync(`${path}.new`, 'w', 0o644);
  writeSync(file, `${[JSON.stringify(said), ...entries.map((cells) => cells.join('\t'))].join('\n')}\n`);
  fsyncSync(file);
  closeSync(file);
  renameSync(`${path}.new`, path);
  return said;
}

/** @returns undefined when there is no such file. @throws Error that names the file and what is wrong with it */
export function readList(path: string): KeptList | undefined {
  const text = readIfThere(path);
  if (text === undefined) return undefined;
  const [first = '', ...lines] = text.split('\n');
  const wrong = (what: string, cause?: unknown) =>
    new Error(`${path}: ${what}. Bring the list in again: npm run code-list`, { cause });
  // Whatever has an end of line at its end was written whole.
  if (lines.pop() !== '') throw wrong('it ends too early');
  const head = headSchema.safeParse(toJson(first));
  if (!head.success) throw wrong('its first line does not say where it is from', head.error);
  if (lines.length !== head.data.entries)
    throw wrong(`it has ${lines.length} entries and not ${head.data.entries}`);
  const disorder = lines.findIndex(
    (line, index) => !line.includes('\t') || (index > 0 && codeOf(lines[index - 1]) >= codeOf(line)),
  );
  if (disorder !== -1) throw wrong(`line ${disorder + 2} is no entry, or not in order`);
  return { ...head.data, ...createLineList(lines) };
}

const codeOf = (line = ''): string => line.split('\t', 1)[0] ?? '';

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
