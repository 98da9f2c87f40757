import type { RevocationReason } from '../../../core/typed-data.ts';
import type { Principal } from '../../access/scopes.ts';
import type { AppContext } from '../../context.ts';
import { elevated, type Trx } from '../../database/database.ts';
import { invalidField } from '../../http/validate.ts';
import { organisationStore } from '../../organisations/index.ts';
import { isInForce, stateAfter } from '../certificate.ts';
import { lockAs } from '../certificate-service.ts';
import { type CertificateRow, certificateStore } from '../certificate-store.ts';
import { endCertificate, recordIdOf } from './ending.ts';

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

type RevocationContext = Pick<AppContext, 'keyring' | 'recorder' | 'domain' | 'documentStores' | 'now'>;

export function createRevocationService(context: RevocationContext): RevocationService {
  const { keyring, now } = context;
  return {
    async revoke(trx, principal, id, { reason, successorId }) {
      const certificate = await lockAs(trx, principal, id, 'chamberId');
      stateAfter(certificate.state, successorId === undefined ? 'revoke' : 'supersede');
      const successor = successorId === undefined ? null : await findSuccessor(trx, certificate, successorId);
      const key = await organisationStore.currentKey(trx, principal.organisationId, 'issuing');
      const { organisationId, name } = principal;
      const ending = {
        ...{ reason, successor, signer: keyring.signer(key), at: now() },
        by: { organisationId, name },
      };
      return elevated(trx, () => endCertificate(context, trx, certificate, ending));
    },
  };
}

/** @throws invalid_request unless it is another issued certificate of the same chamber. */
async function findSuccessor(
  trx: Trx,
  certificate: CertificateRow,
  successorId: string,
): Promise<{ id: string; recordId: Buffer }> {
  const successor = await certificateStore.find(trx, successorId);
  const fits =
    successor?.chamberId === certificate.chamberId &&
    isInForce(successor.state) &&
    successor.id !== certificate.id;
  if (!fits) {
    throw invalidField('/successorId', 'The id of another certificate that you issued and that is in force.');
  }
  return { id: successor.id, recordId: recordIdOf(successor) };
}
