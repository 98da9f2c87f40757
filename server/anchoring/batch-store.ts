import { sql } from 'kysely';
import type { Trx } from '../database/database.ts';

/** An event that is in no batch yet: what its entry is made of. */
export interface UnbatchedEvent {
  readonly id: number;
  readonly recordId: Buffer;
  readonly sequence: number;
  readonly previous: Buffer;
  readonly bodyCommitment: Buffer;
}

export interface BatchRow {
  readonly number: number;
  readonly size: number;
  readonly root: Buffer;
  readonly previousRoot: Buffer;
  readonly header: Buffer;
  readonly rootSignature: string;
  readonly transactionId: number;
  readonly createdAt: Date;
}

/** Where an event lies in its batch; `path`: its audit path, nodes of 32 bytes one after the other, bottom up. */
export interface EventPosition {
  readonly id: number;
  readonly leafIndex: number;
  readonly path: Buffer;
}

/** SQL of batches and of the events' places in them. As the system. */
export const batchStore = {
  /** By id, which within a record is by sequence: whoever appends holds the record's lock. */
  unbatched(trx: Trx, after: number, limit: number): Promise<UnbatchedEvent[]> {
    return trx
      .selectFrom('events')
      .select(['id', 'record_id as recordId', 'sequence', 'previous', 'body_commitment as bodyCommitment'])
      .where('batch_number', 'is', null)
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .execute();
  },

  /** Whether at least `count` events wait. */
  async waits(trx: Trx, count: number): Promise<boolean> {
    const row = await trx
      .selectFrom('events')
      .select('id')
      .where('batch_number', 'is', null)
      .orderBy('id')
      .offset(count - 1)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  },

  last(trx: Trx): Promise<{ number: number; root: Buffer } | undefined> {
    return trx
      .selectFrom('batches')
      .select(['number', 'root'])
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst();
  },

  async insert(trx: Trx, batch: BatchRow): Promise<void> {
    await trx
      .insertInto('batches')
      .values({
        number: batch.number,
        size: batch.size,
        root: batch.root,
        previous_root: batch.previousRoot,
        header: batch.header,
        root_signature: batch.rootSignature,
        transaction_id: batch.transactionId,
        created_at: batch.createdAt,
      })
      .execute();
  },

  /** @throws when one of the events is in a batch already. */
  async place(trx: Trx, batchNumber: number, positions: readonly EventPosition[]): Promise<void> {
    const { numAffectedRows } = await sql`
      UPDATE events SET batch_number = ${batchNumber}, leaf_index = p.leaf_index, path = p.path
      FROM unnest(${positions.map((it) => it.id)}::bigint[], ${positions.map((it) => it.leafIndex)}::integer[],
        ${positions.map((it) => it.path)}::bytea[]) AS p(id, leaf_index, path)
      WHERE events.id = p.id AND events.batch_number IS NULL`.execute(trx);
    if (Number(numAffectedRows) !== positions.length)
      throw new Error('Events were batched by another process.');
  },

  /** Batches whose transaction came to nothing. */
  unanchored(trx: Trx): Promise<{ number: number; root: Buffer }[]> {
    return trx
      .selectFrom('batches')
      .innerJoin('chain_transactions', 'chain_transactions.id', 'batches.transaction_id')
      .select(['batches.number', 'batches.root'])
      .where('chain_transactions.state', '=', 'failed')
      .orderBy('batches.number')
      .execute();
  },

  async setTransaction(trx: Trx, batchNumber: number, transactionId: number): Promise<void> {
    await trx
      .updateTable('batches')
      .set({ transaction_id: transactionId })
      .where('number', '=', batchNumber)
      .execute();
  },
};
