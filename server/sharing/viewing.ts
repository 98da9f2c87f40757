import { RecordId } from '../../core/ids.ts';
import type { Principal } from '../access/scopes.ts';
import type { AppContext } from '../context.ts';
import { elevated, type Trx } from '../database/database.ts';
import { recordStore } from '../records/record-store.ts';

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
      if (await recordStore.hasEvent(trx, recordId, viewedType, organisationId)) return;
      await elevated(trx, async () => {
        // Two first readings at the same time: the second waits here and then finds the first.
        await recordStore.lock(trx, [recordId]);
        if (await recordStore.hasEvent(trx, recordId, viewedType, organisationId)) return;
        const id = RecordId.of(recordId);
        const actor = { organisationId, name: principal.name };
        await recorder.append(trx, [
          { recordId: id, type: viewedType, data: { organisationId }, signer: operator, actor, time: now() },
        ]);
      });
    },
  };
}
