import type { Principal } from '../../access/scopes.ts';
import type { Trx } from '../../database/database.ts';
import { problem } from '../../http/problem.ts';
import { type RecordRow, recordAccessStore, recordStore } from '../../records/record-store.ts';
import { type CertificateState, isInForce, wrongState } from '../certificate.ts';
import type { RenditionKind } from './form-page.ts';
import type { Rendition } from './rendition-store.ts';

/** Who gets the original, and who a copy that says whose it is (docs/decisions/0022). */

type Reader = Pick<Principal, 'organisationId'>;

/** The party in control, or the chamber that issued it, for the owner. */
export const isOwnerOrIssuer = (record: RecordRow, { organisationId }: Reader): boolean =>
  [record.ownerOrganisationId, record.issuerOrganisationId].includes(organisationId);

/**
 * Whoever may download a certificate has copies of it, also once it has expired or is closed: it may have to keep one.
 * @throws not_owner, forbidden, wrong_state
 */
export async function requireMayRender(
  trx: Trx,
  reader: Reader,
  record: RecordRow,
  { state, kind }: { state: CertificateState; kind: RenditionKind },
): Promise<void> {
  if (!isOwnerOrIssuer(record, reader)) {
    if (kind !== 'copy') throw problem('not_owner');
    const held = (await recordAccessStore.ofRecord(trx, record.recordId)).filter(
      ({ organisationId }) => organisationId === reader.organisationId,
    );
    // A former owner has what was made in its time.
    if (!held.some(({ seenUntil }) => seenUntil === null)) throw problem('not_owner');
    if (!held.some(({ rights, seenUntil }) => seenUntil === null && rights.includes('download')))
      throw problem('forbidden', { needs: 'the right to download, which the owner gives' });
  }
  const isKept = kind === 'copy' && ['active', 'closed'].includes(record.status);
  if (!isInForce(state) && !isKept) throw wrongState(state, 'rendering');
  if (kind === 'duplicate' && reader.organisationId !== record.issuerOrganisationId)
    throw problem('forbidden', { needs: 'the chamber that issued it' });
}

/** @throws forbidden: original and duplicate are for the owner and the chamber */
export async function requireMayHave(trx: Trx, reader: Reader, { kind, recordId }: Rendition): Promise<void> {
  if (kind === 'copy') return;
  const record = await recordStore.find(trx, recordId);
  if (record === undefined) throw problem('not_found', { what: 'record' });
  if (!isOwnerOrIssuer(record, reader))
    throw problem('forbidden', {
      needs: `control of the certificate, for its ${kind}: other readers have a copy made of it`,
    });
}
