import { isUnionMember } from '../../../core/countries.ts';
import type { ActOf } from '../../../core/event-types.ts';
import { RecordId } from '../../../core/ids.ts';
import { isObject } from '../../../core/json.ts';
import type { Principal } from '../../access/scopes.ts';
import type { AppContext } from '../../context.ts';
import { elevated, type Trx } from '../../database/database.ts';
import { problem } from '../../http/problem.ts';
import { organisationStore } from '../../organisations/index.ts';
import { acting } from '../../sharing/index.ts';
import { recordIdOf } from '../after-issuing/ending.ts';
import { type CertificateAct, type CertificateState, stateAfter } from '../certificate.ts';
import { type CertificateRow, certificateStore } from '../certificate-store.ts';

/** What customs of the country of destination find. */
export const findings = {
  verified: 'verify',
  disputed: 'dispute',
  refused: 'refuse',
  acquitted: 'acquit',
} as const satisfies Partial<Record<CertificateState, CertificateAct>>;
export type Finding = keyof typeof findings;

/** Each in a transaction under the acting organisation's row-level security. @returns the receipts of the events */
export interface ExaminationService {
  /** @throws forbidden unless it is customs of the country of destination, or of the union that it is in */
  examine(
    trx: Trx,
    principal: Principal,
    id: string,
    said: { finding: Finding; reason: string | undefined },
  ): Promise<string[]>;
  /** The chamber stands by what was disputed. */
  confirm(trx: Trx, principal: Principal, id: string, reason: string): Promise<string[]>;
}

export function createExaminationService({
  keyring,
  recorder,
  now,
}: Pick<AppContext, 'keyring' | 'recorder' | 'now'>): ExaminationService {
  /** As the system: customs do not own the certificate, and nobody else writes its state. */
  const become = (
    trx: Trx,
    principal: Principal,
    id: string,
    { act, type, reason }: { act: CertificateAct; type: ActOf<'certificate'>; reason: string | undefined },
  ): Promise<string[]> =>
    elevated(trx, async () => {
      const [certificate] = await certificateStore.lock(trx, [id]);
      if (certificate === undefined) throw problem('not_found', { what: 'certificate' });
      await certificateStore.setState(trx, id, stateAfter(certificate.state, act));
      const by = await acting(trx, keyring, principal, now());
      const recordId = RecordId.of(recordIdOf(certificate));
      const event = by.event(recordId, `org.openpouch.certificate.${type}`, {
        ...(reason !== undefined && { reason }),
      });
      return (await recorder.append(trx, [event])).map(({ receipt }) => receipt);
    });

  return {
    async examine(trx, principal, id, { finding, reason }) {
      const certificate = await seen(trx, id);
      const customs = await organisationStore.find(trx, principal.organisationId);
      if (!isDestination(customs?.country ?? '', certificate))
        throw problem('forbidden', { needs: 'to be customs of the country of destination' });
      return become(trx, principal, id, { act: findings[finding], type: finding, reason });
    },

    async confirm(trx, principal, id, reason) {
      const certificate = await seen(trx, id);
      if (certificate.chamberId !== principal.organisationId)
        throw problem('not_found', { what: 'certificate' });
      return become(trx, principal, id, { act: 'confirm', type: 'confirmed', reason });
    },
  };
}

/** @throws not_found */
async function seen(trx: Trx, id: string): Promise<CertificateRow> {
  const certificate = await certificateStore.find(trx, id);
  if (certificate === undefined) throw problem('not_found', { what: 'certificate' });
  return certificate;
}

/** Goods are cleared into the union in any of its members. */
function isDestination(country: string, { application }: CertificateRow): boolean {
  const destination = isObject(application) ? application['destinationCountry'] : undefined;
  return (
    country === destination ||
    (isUnionMember(country) && typeof destination === 'string' && isUnionMember(destination))
  );
}
