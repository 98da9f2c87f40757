import { toHex } from '../../../core/bytes.ts';
import { type Es256Signer, signDigest } from '../../../core/es256.ts';
import { RecordId } from '../../../core/ids.ts';
import {
  REVOCATION_REASONS,
  type Revocation,
  type RevocationReason,
  revocationDigest,
} from '../../../core/typed-data.ts';
import { insertChainAct } from '../../anchoring/index.ts';
import type { AppContext } from '../../context.ts';
import type { Trx } from '../../database/database.ts';
import { genesisOf } from '../../records/genesis.ts';
import { recordStore } from '../../records/record-store.ts';
import { type CertificateRow, certificateStore } from '../certificate-store.ts';
import { revokeWrapped } from '../tradetrust/wrapping-service.ts';

/** How and by whom a certificate ends for good. */
export interface Ending {
  readonly reason: RevocationReason;
  /** Takes its place. */
  readonly successor: { readonly id: string; readonly recordId: Buffer } | null;
  /** Of the chamber's issuing key: it signs the event and the act for the chain. */
  readonly signer: Es256Signer;
  readonly by: { readonly organisationId: string; readonly name: string };
  readonly at: Date;
}

/**
 * Revokes a certificate, or has it superseded: its state, its record, the act for the chain, the event in its trail.
 * As the system; the caller holds the certificate's lock and has asked the state machine.
 * @returns the receipts of the events appended
 */
export async function endCertificate(
  { recorder, domain, documentStores }: Pick<AppContext, 'recorder' | 'domain' | 'documentStores'>,
  trx: Trx,
  certificate: CertificateRow,
  { reason, successor, signer, by, at }: Ending,
): Promise<string[]> {
  const state = successor === null ? 'revoked' : 'superseded';
  const recordBytes = recordIdOf(certificate);
  const revocation: Revocation = {
    recordId: RecordId.of(recordBytes),
    reason,
    successor: successor === null ? null : RecordId.of(successor.recordId),
  };
  const signature = toHex(await signDigest(signer, revocationDigest(domain, revocation)));
  await certificateStore.setDecided(trx, certificate.id, {
    state,
    decision: { reason, by: by.name },
    ...(successor !== null && { successorId: successor.id }),
  });
  const [record] = await recordStore.lock(trx, [recordBytes]);
  if (record === undefined) throw new Error(`The certificate ${certificate.id} has no record.`);
  await recordStore.setStatus(trx, recordBytes, {
    status: state,
    reason: REVOCATION_REASONS[reason],
    successor: successor?.recordId ?? null,
  });
  const issuer = { jwk: signer.jwk, signature };
  await insertChainAct(trx, { act: 'revocation', genesis: genesisOf(record), revocation, issuer }, [
    recordBytes,
  ]);
  await revokeWrapped(trx, { documentStores }, recordBytes);
  const recorded = await recorder.append(trx, [
    {
      recordId: revocation.recordId,
      type: 'org.openpouch.certificate.revoked',
      data: { reason, successor: revocation.successor },
      signer,
      actor: by,
      time: at,
    },
  ]);
  return recorded.map((one) => one.receipt);
}

export function recordIdOf({ id, recordId }: Pick<CertificateRow, 'id' | 'recordId'>): Buffer {
  if (recordId === null) throw new Error(`The certificate ${id} was issued without a record.`);
  return recordId;
}
