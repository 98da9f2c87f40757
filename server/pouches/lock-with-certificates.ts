import type { Trx } from '../database/database.ts';
import type { RecordStatus } from '../database/tables.ts';
import { problem } from '../http/problem.ts';
import { hexOf } from '../records/bytes.ts';
import { type RecordRow, recordStore } from '../records/record-store.ts';
import { pouchStore } from './pouch-store.ts';

export interface WithCertificates {
  readonly record: RecordRow;
  readonly certificates: readonly { recordId: Buffer; status: RecordStatus }[];
}

/**
 * Locks records and, of pouches, the certificates that their owner owns with them, in the order of their ids as everybody
 * does. As the system.
 * @returns all as they are under the lock, in the order asked for
 * @throws changed_meanwhile when a certificate came in while this waited for the lock
 */
export async function lockAllWithCertificates(
  trx: Trx,
  records: readonly Pick<RecordRow, 'recordId' | 'kind'>[],
): Promise<WithCertificates[]> {
  const pouches = records.filter(({ kind }) => kind === 'pouch').map(({ recordId }) => recordId);
  const owned = () => pouchStore.ownedWithEach(trx, pouches);
  const ids = [...records, ...(await owned())].map(({ recordId }) => recordId);
  const locked = new Map((await recordStore.lock(trx, ids)).map((one) => [hexOf(one.recordId), one]));
  const certificates = await owned();
  if (certificates.some((one) => !locked.has(hexOf(one.recordId)))) throw problem('changed_meanwhile');
  return records.map(({ recordId }) => {
    const record = locked.get(hexOf(recordId));
    if (record === undefined) throw problem('not_found', { what: 'record' });
    return { record, certificates: certificates.filter((one) => one.pouch.equals(recordId)) };
  });
}

/** The same of one. */
export async function lockWithCertificates(
  trx: Trx,
  wanted: Pick<RecordRow, 'recordId' | 'kind'>,
): Promise<WithCertificates> {
  const [locked] = await lockAllWithCertificates(trx, [wanted]);
  if (locked === undefined) throw problem('not_found', { what: 'record' });
  return locked;
}
