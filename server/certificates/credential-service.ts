import { decodeCredential } from '../../core/credential.ts';
import { redactCredential } from '../../core/disclosure.ts';
import type { RecordId } from '../../core/ids.ts';
import type { Trx } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import { invalidField } from '../http/validate.ts';
import { toBytes } from '../records/bytes.ts';
import { sha256 } from '../records/recorder.ts';
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

/**
 * The credential without the fields to be hidden, and without the code that would show them; issuer's signature and
 * commitment hold all the same.
 * @param hide paths as `consignee` or `items.0.hsCode`
 * @throws invalid_request that names a path that cannot be hidden
 */
export function redact(credential: string, hide: readonly string[]): string {
  if (hide.length === 0) return credential;
  const { disclosed } = decodeCredential(credential, sha256);
  const unknown = hide.filter((path) => !disclosed.includes(path));
  if (unknown.length > 0) {
    const named = unknown.slice(0, 20).map((path) => path.slice(0, 100));
    const detail = `Cannot be hidden: ${named.join(', ')}. Can be hidden: ${disclosed.join(', ')}.`;
    throw invalidField('/hide', detail, 'query');
  }
  return redactCredential(credential, hide, sha256);
}

export const recordIdBytes = (recordId: RecordId | null): Buffer | null =>
  recordId === null ? null : toBytes(recordId);
