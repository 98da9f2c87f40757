import type { Trx } from '../database/database.ts';
import type { RecordStatus } from '../database/tables.ts';
import { problem } from '../http/problem.ts';
import { hexOf } from '../records/bytes.ts';
import { type RecordRow, recordStore } from '../records/record-store.ts';
import { pouchStore } from './pouch-store.ts';

/**
 * Locks a record and, of a pouch, the certificates that its owner owns with it, in the order of their ids as
 * everybody does. As the system.
 * @returns both as they are under the lock
 * @throws changed_meanwhile when a certificate came in while this waited for the lock
 */
export async function lockWithCertificates(
  trx: Trx,
  { recordId, kind }: Pick<RecordRow, 'recordId' | 'kind'>,
): Promise<{ record: RecordRow; certificates: readonly { recordId: Buffer; status: RecordStatus }[] }> {
  const owned = () => (kind === 'pouch' ? pouchStore.ownedWith(trx, recordId) : Promise.resolve([]));
  const locked = await recordStore.lock(trx, [recordId, ...(await owned()).map((one) => one.recordId)]);
  const record = locked.find((one) => one.recordId.equals(recordId));
  if (record === undefined) throw problem('not_found', { what: 'record' });
  const certificates = await owned();
  const known = new Set(locked.map((one) => hexOf(one.recordId)));
  if (certificates.some((one) => !known.has(hexOf(one.recordId)))) throw problem('changed_meanwhile');
  return { record, certificates };
}
