import type { Trx } from '../database/database.ts';

/** A record that is being erased. */
export interface ErasedRecord {
  readonly recordId: Buffer;
  /** Of the certificate or the pouch that it is. */
  readonly subjectId: string;
  /** Organisations that may see it. */
  readonly readers: readonly string[];
  /** Ids of the CloudEvents in its trail. */
  readonly eventIds: readonly string[];
}

/**
 * Removes what a feature keeps of a record where no foreign key says so; all rows that a foreign key ties to the record
 * go by themselves (server/retention/foreign-keys-store.ts). Called before they do, as the system, in the transaction of the
 * erasure.
 * @returns CIDs of files that nothing needs any more
 */
export type EraseBelongings = (trx: Trx, record: ErasedRecord) => Promise<readonly string[]>;
