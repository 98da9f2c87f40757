import { toHex } from '../../core/bytes.ts';
import { signDigest } from '../../core/es256.ts';
import { RecordId } from '../../core/ids.ts';
import {
  REVOCATION_REASONS,
  type Revocation,
  type RevocationReason,
  revocationDigest,
} from '../../core/typed-data.ts';
import type { Principal } from '../access/scopes.ts';
import { insertChainAct } from '../anchoring/index.ts';
import type { AppContext } from '../context.ts';
import { elevated, type Trx } from '../database/database.ts';
import { invalidField } from '../http/validate.ts';
import { organisationStore } from '../organisations/index.ts';
import { genesisOf } from '../records/genesis.ts';
import { recordStore } from '../records/record-store.ts';
import { isInForce, stateAfter } from './certificate.ts';
import { lockAs } from './certificate-service.ts';
import { type CertificateRow, certificateStore } from './certificate-store.ts';

export interface RevocationWish {
  readonly reason: RevocationReason;
  /** Another certificate of the same chamber that takes this one's place. */
  readonly successorId: string | undefined;
}

export interface RevocationService {
  /**
   * Ends a certificate for good, also one that was handed over or whose issuing key was rotated: the chamber's
   * current issuing key signs the event and the act for the chain.
   * @returns the receipts of the events appended
   */
  revoke(trx: Trx, principal: Principal, id: string, wish: RevocationWish): Promise<string[]>;
}

type RevocationContext = Pick<AppContext, 'keyring' | 'recorder' | 'domain' | 'now'>;

export function createRevocationService({
  keyring,
  recorder,
  domain,
  now,
}: RevocationContext): RevocationService {
  return {
    async revoke(trx, principal, id, { reason, successorId }) {
      const certificate = await lockAs(trx, principal, id, 'chamberId');
      const state = successorId === undefined ? 'revoked' : 'superseded';
      stateAfter(certificate.state, successorId === undefined ? 'revoke' : 'supersede');
      const successor = successorId === undefined ? null : await findSuccessor(trx, certificate, successorId);
      const key = await organisationStore.currentKey(trx, principal.organisationId, 'issuing');
      const signer = keyring.signer(key);
      const recordBytes = recordIdOf(certificate);
      const revocation: Revocation = {
        recordId: RecordId.of(recordBytes),
        reason,
        successor: successor === null ? null : RecordId.of(successor),
      };
      const signature = toHex(await signDigest(signer, revocationDigest(domain, revocation)));
      const decision = { reason, by: principal.name };
      await certificateStore.setDecided(trx, id, {
        state,
        decision,
        ...(successorId !== undefined && { successorId }),
      });
      return elevated(trx, async () => {
        const [record] = await recordStore.lock(trx, [recordBytes]);
        if (record === undefined) throw new Error(`The certificate ${id} has no record.`);
        await recordStore.setStatus(trx, recordBytes, {
          status: state,
          reason: REVOCATION_REASONS[reason],
          successor,
        });
        const issuer = { jwk: signer.jwk, signature };
        await insertChainAct(trx, { act: 'revocation', genesis: genesisOf(record), revocation, issuer }, [
          recordBytes,
        ]);
        const recorded = await recorder.append(trx, [
          {
            recordId: revocation.recordId,
            type: 'org.openpouch.certificate.revoked',
            data: { reason, successor: revocation.successor },
            signer,
            actor: { organisationId: principal.organisationId, name: principal.name },
            time: now(),
          },
        ]);
        return recorded.map((one) => one.receipt);
      });
    },
  };
}

/** @throws invalid_request unless it is another issued certificate of the same chamber. */
async function findSuccessor(trx: Trx, certificate: CertificateRow, successorId: string): Promise<Buffer> {
  const successor = await certificateStore.find(trx, successorId);
  const fits =
    successor?.chamberId === certificate.chamberId &&
    isInForce(successor.state) &&
    successor.id !== certificate.id;
  if (!fits) {
    const detail = 'The id of another certificate that you issued and that is in force.';
    throw invalidField('/successorId', detail, 'body', { code: 'not_in_force' });
  }
  return recordIdOf(successor);
}

function recordIdOf(certificate: CertificateRow): Buffer {
  if (certificate.recordId === null)
    throw new Error(`The certificate ${certificate.id} was issued without a record.`);
  return certificate.recordId;
}
