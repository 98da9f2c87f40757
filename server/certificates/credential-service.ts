import { decodeCredential, presentCredential } from '../../core/credential.ts';
import { RecordId } from '../../core/ids.ts';
import type { Principal } from '../access/scopes.ts';
import type { AppContext } from '../context.ts';
import { elevated, type Trx } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import { invalidField } from '../http/validate.ts';
import { toBytes } from '../records/bytes.ts';
import { recordStore } from '../records/record-store.ts';
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
 * The credential without the fields to be hidden; issuer's signature and commitment hold all the same.
 * @param hide paths as `consignee` or `items.0.hsCode`; a path hides what lies below it.
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
  return presentCredential(credential, (path) => !hide.includes(path), sha256);
}

export interface ViewingService {
  /** Records that an organisation that is neither owner nor issuer read the certificate, once for each. */
  viewed(trx: Trx, principal: Principal, certificate: { recordId: Buffer | null }): Promise<void>;
}

const viewedType = 'org.openpouch.certificate.viewed';

export function createViewingService({
  recorder,
  operator,
  now,
}: Pick<AppContext, 'recorder' | 'operator' | 'now'>): ViewingService {
  return {
    async viewed(trx, principal, { recordId }) {
      if (recordId === null) return;
      const organisationId = principal.organisationId;
      const record = await recordStore.find(trx, recordId);
      if (
        record === undefined ||
        [record.ownerOrganisationId, record.issuerOrganisationId].includes(organisationId)
      )
        return;
      if (await certificateStore.hasEvent(trx, recordId, viewedType, organisationId)) return;
      await elevated(trx, async () => {
        // Two first readings at the same time: the second waits here and then finds the first.
        await recordStore.lock(trx, [recordId]);
        if (await certificateStore.hasEvent(trx, recordId, viewedType, organisationId)) return;
        const id = RecordId.of(recordId);
        const actor = { organisationId, name: principal.name };
        await recorder.append(trx, [
          { recordId: id, type: viewedType, data: { organisationId }, signer: operator, actor, time: now() },
        ]);
      });
    },
  };
}

export const recordIdBytes = (recordId: RecordId | null): Buffer | null =>
  recordId === null ? null : toBytes(recordId);
