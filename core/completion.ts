import type { ProofBundle } from './bundle.ts';
import { recordEntryHash } from './entry.ts';
import type { EntryHash, RecordId } from './ids.ts';
import { type AuditPath, verifyPath } from './merkle.ts';
import type { Verdict } from './verdict.ts';
import { findProof, type VerifyInput } from './verify-file.ts';

/** An entry whose batch was not known when its proof was made. */
export interface OpenEntry {
  readonly sequence: number;
  readonly entryHash: EntryHash;
}

/**
 * Asks an installation, which learns these hashes and nothing else.
 * @returns by sequence; of what it does not know, or has not sealed either, nothing
 */
export type AskPaths = (
  recordId: RecordId,
  entries: readonly OpenEntry[],
) => Promise<ReadonlyMap<number, AuditPath>>;

/**
 * Whether the proof that was judged waits for paths that others may know by now. It need not be `pending`: whose issuer's
 * key has ended since seems to be sealed too late.
 */
export const lacksPaths = ({ facts }: Verdict): boolean =>
  facts !== null && facts.chain !== null && neededOf(facts).some(({ root }) => root === null);

/**
 * What `judge` says of a proof; of one that was taken before it was sealed, what it says once the audit paths of today
 * are put in (protocol §6). Whoever names a path is not believed: it must lead from the entry to the root that it names,
 * and whether that root is anchored the chain says.
 * @param ask may fail: then the verdict stays as it was
 */
export async function verifyCompleted(
  input: VerifyInput,
  ask: AskPaths,
  judge: (input: VerifyInput) => Promise<Verdict>,
): Promise<Verdict> {
  return judgedAgain(await judge(input), () => Promise.resolve(input), ask, judge);
}

/** The same for what was judged already; only what lacks paths is read once more. */
export async function judgedAgain(
  verdict: Verdict,
  read: () => Promise<VerifyInput>,
  ask: AskPaths,
  judge: (input: VerifyInput) => Promise<Verdict>,
): Promise<Verdict> {
  const next = lacksPaths(verdict) ? await completed(await read(), ask) : null;
  return next === null ? verdict : judge(next);
}

/** The proof with the paths that it lacks; null where it lacks none, or none is known. */
export async function completed(input: VerifyInput, ask: AskPaths): Promise<VerifyInput | null> {
  const { found } = findProof(input);
  if (found === null) return null;
  const { bundle, file } = found;
  const open = openEntries(bundle);
  if (open.length === 0) return null;
  const paths = await ask(bundle.recordId, open).catch(() => new Map<number, AuditPath>());
  let isCompleted = false;
  const events = bundle.events.map((event) => {
    const entry = open.find(({ sequence }) => sequence === event.sequence);
    const anchor = paths.get(event.sequence);
    if (entry === undefined || anchor === undefined || !verifyPath(entry.entryHash, anchor)) return event;
    isCompleted = true;
    return { ...event, anchor: { ...anchor, path: [...anchor.path] } };
  });
  return isCompleted ? { bundle: { ...bundle, events }, ...(file !== null && { file }) } : null;
}

const openEntries = ({ recordId, events, subject }: ProofBundle): OpenEntry[] =>
  neededOf({ events, subject })
    .filter(({ anchor }) => anchor === null)
    .map((event) => ({
      sequence: event.sequence,
      entryHash: recordEntryHash({ recordId, ...event }),
    }));

/** The events that must be sealed: the first, and the one that the proof is about. */
function neededOf<T extends { readonly sequence: number }>({
  events,
  subject,
}: Pick<ProofBundle, 'subject'> & { readonly events: readonly T[] }): readonly T[] {
  const needed = [0, ...('sequence' in subject ? [subject.sequence] : [])];
  return events.filter(({ sequence }) => needed.includes(sequence));
}
