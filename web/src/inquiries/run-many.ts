import { toHex } from '../../../core/bytes.ts';
import { readHole } from '../../../core/rendition.ts';
import type { Outcome } from '../../../core/verdict.ts';
import { type Brief, type Item, verifyMany } from '../api/inquiries.ts';
import type { TrustSettings } from '../verification/read-trust.ts';
import { verifyExhibit } from '../verification/run.ts';
import { type Numbered, readList } from './read-list.ts';

/** What a person put in: a file, or what is printed on a certificate. */
export type Given = { readonly name: string } & (Numbered | { readonly file: File });

/** `unknown`: nothing with this number and code, or no such file; `unreadable`: the file says nothing. */
export type Found = Outcome | 'unknown' | 'unreadable';

export interface Result {
  readonly name: string;
  readonly found: Found;
  readonly certificate: Brief['certificate'];
  readonly isWatched: boolean;
}

/** So many files are read, and asked about, together. */
const together = 50;

/** The files and lists that were dropped: of a list its lines, of anything else the file. */
export async function readGiven(files: readonly File[]): Promise<Given[]> {
  const read = files.map(async (file): Promise<Given[]> => {
    if (!/\.(csv|txt|tsv)$/i.test(file.name)) return [{ name: file.name, file }];
    return readList(await file.text()).map((line) => ({ name: line.number, ...line }));
  });
  return (await Promise.all(read)).flat();
}

/**
 * Judges files in this page and numbers by the server, which also writes down that they were verified; results come in
 * no order but with their place. Ends when `signal` says so.
 */
export async function* runMany(
  given: readonly Given[],
  options: {
    readonly settings: TrustSettings | undefined;
    readonly watch: boolean;
    readonly signal: AbortSignal;
  },
): AsyncGenerator<{ readonly place: number; readonly result: Result }> {
  for (let from = 0; from < given.length && !options.signal.aborted; from += together) {
    const items: Item[] = [];
    const places: number[] = [];
    const local = new Map<number, Outcome>();
    for (const [index, one] of given.slice(from, from + together).entries()) {
      const place = from + index;
      // The server keeps the name beside what is watched.
      const { item, outcome } = await prepare(one, one.name.slice(0, 100), options.settings);
      if (outcome !== null) local.set(place, outcome);
      // A forgery is known for one here: nothing is to be written into the trail of what it imitates.
      if (outcome === 'invalid' || item === null)
        yield { place, result: judged(one.name, outcome ?? 'unreadable') };
      else {
        items.push(item);
        places.push(place);
      }
    }
    if (items.length === 0) continue;
    for await (const answer of verifyMany(items, options)) {
      const place = places[answer.position - 1] ?? -1;
      const name = given[place]?.name ?? '';
      if ('error' in answer) {
        yield { place, result: judged(name, answer.error.code === 'not_found' ? 'unknown' : 'unreadable') };
        continue;
      }
      const { outcome, certificate } = answer.verdict;
      const found = local.get(place) ?? outcome;
      yield { place, result: { name, found, certificate, isWatched: answer.watch !== null } };
    }
  }
}

const judged = (name: string, found: Found): Result => ({ name, found, certificate: null, isWatched: false });

/** What the server is asked, and what this page found out by itself of a file with its proof. */
async function prepare(
  given: Given,
  id: string,
  settings: TrustSettings | undefined,
): Promise<{ item: Item | null; outcome: Outcome | null }> {
  if (!('file' in given)) return { item: { id, number: given.number, code: given.code }, outcome: null };
  const { file } = given;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const bundle = proofIn(bytes);
  if (bundle === null) {
    const digest = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
    return { item: { id, digest }, outcome: null };
  }
  if (settings === undefined) return { item: { id, bundle }, outcome: null };
  const exhibit = isText(bytes) ? { document: null, bundle: file } : { document: file, bundle: null };
  const { outcome } = await verifyExhibit(exhibit, settings);
  return { item: { id, bundle }, outcome };
}

const isText = (bytes: Uint8Array): boolean =>
  new TextDecoder().decode(bytes.subarray(0, 64)).trimStart().startsWith('{');

/** The proof bundle that a file is or carries. */
function proofIn(bytes: Uint8Array): object | null {
  try {
    const text = isText(bytes) ? new TextDecoder().decode(bytes) : readHole(bytes)?.text;
    const value: unknown = text === undefined ? null : JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
