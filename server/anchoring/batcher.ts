import { setImmediate as turn } from 'node:timers/promises';
import { signBatchRoot } from '../../core/batch-root.ts';
import { encodeBatchHeader, encodeRecordEntry, NO_PREVIOUS_ROOT } from '../../core/entry.ts';
import type { Es256Signer } from '../../core/es256.ts';
import { BatchRoot, Commitment, EntryHash, RecordId } from '../../core/ids.ts';
import { buildTreeAsync } from '../../core/merkle.ts';
import { signerIdOfJwk } from '../../core/signer.ts';
import type { Deployment } from '../../core/trust.ts';
import type { Database } from '../database/database.ts';
import { toBytes } from '../records/bytes.ts';
import { sha256 } from '../records/recorder.ts';
import { anchorCall } from './act-calls.ts';
import { batchStore, type EventPosition } from './batch-store.ts';
import { chainActStore } from './chain-act-store.ts';
import type { Outbox } from './outbox.ts';

export interface BatcherOptions {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly deployment: Deployment;
  /** Signs the roots. */
  readonly operator: Es256Signer;
  /** Events in one batch at most. */
  readonly batchSize: number;
  readonly now: () => Date;
}

export interface Batcher {
  /** Puts the events that wait into one batch. @returns how many. */
  batch(): Promise<number>;
  /** Gives a new transaction to batches whose own came to nothing. @returns how many. */
  anchorAgain(): Promise<number>;
}

const ROWS = 1_000;

/**
 * One RFC 6962 tree over the events that are in none, leaf 0 being the header; root, paths and the raw signed
 * transaction are written in one database transaction (protocol §5). Reading, hashing and writing go in slices of a
 * few milliseconds, so that requests are served in between.
 */
export function createBatcher(options: BatcherOptions): Batcher {
  const { database, outbox, deployment, operator, batchSize, now } = options;
  const operatorId = signerIdOfJwk(operator.jwk, deployment.verifiers);

  return {
    async batch() {
      const { ids, entries } = await readEntries(database, batchSize);
      if (ids.length === 0) return 0;
      // Whoever signed an entry was accredited in an earlier transaction: seen here if the entry was seen above.
      if (await database.asSystem((trx) => chainActStore.accreditationWaits(trx))) return 0;
      const last = await database.asSystem((trx) => batchStore.last(trx));
      const number = (last?.number ?? 0) + 1;
      const previousRoot = last === undefined ? NO_PREVIOUS_ROOT : BatchRoot.of(last.root);
      const size = ids.length + 1;
      const header = encodeBatchHeader({ operator: operatorId, number, previousRoot, count: size });
      const tree = await buildTreeAsync([header, ...entries], { sha256 });
      const rootSignature = await signBatchRoot({ number, size, root: tree.root, previousRoot }, operator);
      const quoted = await outbox.quote(anchorCall(tree.root, deployment));

      await database.asSystem(async (trx) => {
        const transactionId = await outbox.enqueue(trx, 'anchor', quoted);
        await batchStore.insert(trx, {
          number,
          size,
          root: toBytes(tree.root),
          previousRoot: toBytes(previousRoot),
          header: Buffer.from(header),
          rootSignature,
          transactionId,
          createdAt: now(),
        });
        for (let from = 0; from < ids.length; from += ROWS) {
          const positions: EventPosition[] = [];
          for (const [offset, id] of ids.slice(from, from + ROWS).entries()) {
            const leafIndex = from + offset + 1;
            positions.push({ id, leafIndex, path: Buffer.from(tree.pathBytes(leafIndex)) });
            if (offset % 100 === 99) await turn();
          }
          await batchStore.place(trx, number, positions);
        }
      });
      return ids.length;
    },

    async anchorAgain() {
      const batches = await database.asSystem((trx) => batchStore.unanchored(trx));
      for (const { number, root } of batches) {
        const quoted = await outbox.quote(anchorCall(BatchRoot.of(root), deployment));
        await database.asSystem(async (trx) => {
          await batchStore.setTransaction(trx, number, await outbox.enqueue(trx, 'anchor', quoted));
        });
      }
      return batches.length;
    },
  };
}

async function readEntries(
  database: Database,
  most: number,
): Promise<{ ids: number[]; entries: Uint8Array[] }> {
  const ids: number[] = [];
  const entries: Uint8Array[] = [];
  for (let more = true; more; ) {
    const limit = Math.min(ROWS, most - ids.length);
    const rows = await database.asSystem((trx) => batchStore.unbatched(trx, ids.at(-1) ?? 0, limit));
    for (const [index, row] of rows.entries()) {
      ids.push(row.id);
      entries.push(
        encodeRecordEntry({
          recordId: RecordId.of(row.recordId),
          sequence: row.sequence,
          previous: EntryHash.of(row.previous),
          bodyCommitment: Commitment.of(row.bodyCommitment),
        }),
      );
      if (index % 100 === 99) await turn();
    }
    more = rows.length === limit && ids.length < most;
  }
  return { ids, entries };
}
