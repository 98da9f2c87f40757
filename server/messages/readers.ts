import type { Principal } from '../access/scopes.ts';
import type { Trx } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import { recordAccessStore } from '../records/record-store.ts';

/** The organisations that see a record as it is now; a former owner sees it as it was. */
export async function fullReaders(trx: Trx, recordId: Buffer): Promise<ReadonlySet<string>> {
  const rows = await recordAccessStore.ofRecord(trx, recordId);
  return new Set(rows.filter(({ seenUntil }) => seenUntil === null).map((row) => row.organisationId));
}

/** @throws not_found when the principal does not see the record, forbidden when it sees it only as it was */
export async function requireFullReader(trx: Trx, principal: Principal, recordId: Buffer): Promise<void> {
  const own = (await recordAccessStore.ofRecord(trx, recordId)).filter(
    (row) => row.organisationId === principal.organisationId,
  );
  if (own.length === 0) throw problem('not_found', { what: 'pouch' });
  if (own.every(({ seenUntil }) => seenUntil !== null))
    throw problem('forbidden', { needs: 'to see the pouch as it is now' });
}
