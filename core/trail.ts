import { NO_PREVIOUS, type RecordEntry, recordEntryHash } from './entry.ts';
import { sha256 as portableSha256, type Sha256 } from './hashing.ts';
import type { Receipt } from './receipt.ts';

/**
 * What is wrong with the export of a whole trail, at which sequence.
 *
 * - `foreign`: an entry or a receipt of another record
 * - `gap`: an entry is missing before this one, or two have changed places
 * - `altered`: the entry does not follow the one before it
 * - `cut-off`: a receipt promises an entry that the export does not have
 * - `forked`: a receipt, or another export, has another entry at this sequence
 */
export interface TrailFault {
  readonly kind: 'foreign' | 'gap' | 'altered' | 'cut-off' | 'forked';
  readonly sequence: number;
}

/**
 * Checks an export by itself and against the receipts that its reader kept. Alone it shows alteration, gaps and
 * re-ordering; with a receipt, a cut-off end; that two readers were shown different trails, only the two together.
 *
 * @param receipts verified (`verifyReceipt`), by the operator
 */
export function findTrailFaults(
  entries: readonly RecordEntry[],
  receipts: readonly Receipt[],
  sha256: Sha256 = portableSha256,
): TrailFault[] {
  const faults: TrailFault[] = [];
  const [first] = entries;
  const hashes = entries.map((entry) => recordEntryHash(entry, sha256));
  for (const [index, { recordId, sequence, previous }] of entries.entries()) {
    if (recordId !== first?.recordId) faults.push({ kind: 'foreign', sequence });
    else if (sequence !== index) faults.push({ kind: 'gap', sequence });
    else if (previous !== (hashes[index - 1] ?? NO_PREVIOUS)) faults.push({ kind: 'altered', sequence });
  }
  for (const { recordId, sequence, entryHash } of receipts) {
    const at = entries.findIndex((entry) => entry.sequence === sequence);
    if (first !== undefined && recordId !== first.recordId) faults.push({ kind: 'foreign', sequence });
    else if (at < 0) faults.push({ kind: 'cut-off', sequence });
    else if (hashes[at] !== entryHash) faults.push({ kind: 'forked', sequence });
  }
  return faults;
}

/** Where two exports of one record part, or null when one is the beginning of the other. */
export function findFork(
  a: readonly RecordEntry[],
  b: readonly RecordEntry[],
  sha256: Sha256 = portableSha256,
): TrailFault | null {
  const sequence = a.findIndex((entry, index) => {
    const other = b[index];
    return other !== undefined && recordEntryHash(entry, sha256) !== recordEntryHash(other, sha256);
  });
  return sequence < 0 ? null : { kind: 'forked', sequence };
}
