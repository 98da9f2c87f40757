import { expect } from 'chai';
import fc from 'fast-check';
import { NO_PREVIOUS, type RecordEntry, recordEntryHash } from '../../../core/entry.ts';
import { Commitment, RecordId } from '../../../core/ids.ts';
import type { Receipt } from '../../../core/receipt.ts';
import { findFork, findTrailFaults } from '../../../core/trail.ts';

const id = RecordId.of(new Uint8Array(32).fill(1));

/** A trail whose bodies are told apart by a number each. */
function trailOf(bodies: readonly number[], recordId = id): RecordEntry[] {
  const entries: RecordEntry[] = [];
  for (const [sequence, body] of bodies.entries()) {
    const before = entries.at(-1);
    const previous = before === undefined ? NO_PREVIOUS : recordEntryHash(before);
    const bodyCommitment = Commitment.of(new Uint8Array(32).fill(body));
    entries.push({ recordId, sequence, previous, bodyCommitment });
  }
  return entries;
}
const receiptFor = (entry: RecordEntry): Receipt => ({
  recordId: entry.recordId,
  sequence: entry.sequence,
  entryHash: recordEntryHash(entry),
  time: '2025-11-10T09:00:00.000Z',
});
const bodiesArbitrary = fc.array(fc.nat({ max: 255 }), { minLength: 2, maxLength: 12 });

describe('trail', () => {
  it('finds no fault in a whole trail and its receipts', () => {
    fc.assert(
      fc.property(bodiesArbitrary, (bodies) => {
        const entries = trailOf(bodies);
        expect(findTrailFaults(entries, entries.map(receiptFor))).to.deep.equal([]);
      }),
    );
  });

  it('finds a missing entry, wherever it was', () => {
    fc.assert(
      fc.property(bodiesArbitrary, fc.nat(), (bodies, at) => {
        const missing = at % (bodies.length - 1);
        const faults = findTrailFaults(trailOf(bodies).toSpliced(missing, 1), []);
        expect(faults[0]).to.deep.equal({ kind: 'gap', sequence: missing + 1 });
      }),
    );
  });

  it('finds an altered entry by the one behind it, and the last one only by a receipt', () => {
    const entries = trailOf([1, 2, 3]);
    const altered = (at: number) =>
      entries.map((entry, index) =>
        index === at ? { ...entry, bodyCommitment: Commitment.of(new Uint8Array(32)) } : entry,
      );
    expect(findTrailFaults(altered(1), [])).to.deep.equal([{ kind: 'altered', sequence: 2 }]);
    expect(findTrailFaults(altered(2), [])).to.deep.equal([]);
    expect(findTrailFaults(altered(2), entries.map(receiptFor))).to.deep.equal([
      { kind: 'forked', sequence: 2 },
    ]);
  });

  it('finds another order and another record', () => {
    const [first, second, third] = trailOf([1, 2, 3]) as [RecordEntry, RecordEntry, RecordEntry];
    expect(findTrailFaults([first, third, second], []).map((fault) => fault.kind)).to.deep.equal([
      'gap',
      'gap',
    ]);
    const foreign = trailOf([1, 2], RecordId.of(new Uint8Array(32)))[1] as RecordEntry;
    expect(findTrailFaults([first, foreign], [receiptFor(foreign)]).map((fault) => fault.kind)).to.deep.equal(
      ['foreign', 'foreign'],
    );
  });

  it('finds an end that was cut off, with a receipt', () => {
    const entries = trailOf([1, 2, 3]);
    const receipts = entries.map(receiptFor);
    expect(findTrailFaults(entries.slice(0, 2), [])).to.deep.equal([]);
    expect(findTrailFaults(entries.slice(0, 2), receipts)).to.deep.equal([{ kind: 'cut-off', sequence: 2 }]);
  });

  it('finds where two readers were shown different trails', () => {
    expect(findFork(trailOf([1, 2, 3]), trailOf([1, 4]))).to.deep.equal({ kind: 'forked', sequence: 1 });
    expect(findFork(trailOf([1, 2, 3]), trailOf([1, 2]))).to.equal(null);
  });
});
