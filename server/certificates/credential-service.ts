import type { RecordId } from '../../core/ids.ts';
import type { Trx } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import { toBytes } from '../records/bytes.ts';
import { type CertificateRow, certificateStore } from './certificate-store.ts';

/** A certificate that was issued: it has a record and a credential. */
export interface Issued extends CertificateRow {
  readonly recordId: Buffer;
  readonly credential: string;
  readonly number: string;
  readonly verificationCode: string;
}

/** @throws not_found, and wrong_state for one that was not issued. Under row-level security. */
export async function findIssued(trx: Trx, id: string): Promise<Issued> {
  const certificate = await certificateStore.find(trx, id);
  if (certificate === undefined) throw problem('not_found', { what: 'certificate' });
  const { recordId, credential, number, verificationCode } = certificate;
  if (recordId === null || credential === null || number === null || verificationCode === null) {
    throw problem('wrong_state', {
      what: 'certificate',
      state: certificate.state.replace('_', ' '),
      act: 'reading what was issued',
    });
  }
  return { ...certificate, recordId, credential, number, verificationCode };
}

export const recordIdBytes = (recordId: RecordId | null): Buffer | null =>
  recordId === null ? null : toBytes(recordId);
