import type { RecordId } from '../../core/ids.ts';
import type { Principal } from '../access/scopes.ts';
import type { Trx } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import { toBytes } from '../records/bytes.ts';
import { type AccessRight, type RecordRow, recordAccessStore, recordStore } from '../records/record-store.ts';

/**
 * The record as the principal sees it: call it under the principal's row-level security.
 * @throws not_found, the same for a record of others and for none at all
 */
export async function seenRecord(trx: Trx, recordId: RecordId): Promise<RecordRow> {
  const record = await recordStore.find(trx, toBytes(recordId));
  if (record === undefined) throw problem('not_found', { what: 'record' });
  return record;
}

/** @throws not_owner */
export function requireOwner(record: RecordRow, principal: Pick<Principal, 'organisationId'>): void {
  if (record.ownerOrganisationId !== principal.organisationId) throw problem('not_owner');
}

/** @throws wrong_state when the record is closed, revoked or superseded */
export function requireActive(record: RecordRow, act: string): void {
  if (record.status !== 'active')
    throw problem('wrong_state', { what: record.kind, state: record.status, act });
}

/** @throws not_found when the principal does not see the record, forbidden when it may see it and not have its contents */
export async function requireDownload(
  trx: Trx,
  principal: Pick<Principal, 'organisationId'>,
  recordId: Buffer,
): Promise<void> {
  const rights = await recordAccessStore.rightsOf(trx, recordId, principal.organisationId);
  if (!rights.has('view')) throw problem('not_found', { what: 'record' });
  if (!rights.has('download'))
    throw problem('forbidden', { needs: 'the right to download, which the owner gives' });
}

/** In the order in which an answer lists them. */
export const accessRights = [
  'view',
  'download',
  'add',
  'share',
  'offer',
] as const satisfies readonly AccessRight[];

export const inOrder = (rights: Iterable<string>): AccessRight[] => {
  const held = new Set(rights);
  return accessRights.filter((right) => held.has(right));
};
