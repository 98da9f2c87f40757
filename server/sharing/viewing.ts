import { RecordId } from '../../core/ids.ts';
import type { Principal } from '../access/scopes.ts';
import type { AppContext } from '../context.ts';
import { elevated, type Trx } from '../database/database.ts';
import { toldWithinMs } from '../records/lately.ts';
import { type RecordRow, recordStore } from '../records/record-store.ts';

export interface ViewingService {
  /**
   * Records that somebody read the record's contents or its trail: once an hour for each person or system. Not of the
   * owner's people, nor of a certificate's issuer's: what they read is their own. Under the reader's row-level security.
   */
  viewed(trx: Trx, principal: Principal, record: { recordId: Buffer | null }): Promise<void>;
}

const viewedTypes = {
  certificate: 'org.openpouch.certificate.viewed',
  pouch: 'org.openpouch.pouch.viewed',
} as const;

/** Whether it reads what is its own. What is erased shows nothing, and its trail is over. */
const isOwnReading = (record: RecordRow, organisationId: string): boolean =>
  record.ownerOrganisationId === organisationId ||
  (record.kind === 'certificate' && record.issuerOrganisationId === organisationId);

export function createViewingService({
  recorder,
  operator,
  now,
}: Pick<AppContext, 'recorder' | 'operator' | 'now'>): ViewingService {
  return {
    async viewed(trx, principal, { recordId }) {
      if (recordId === null) return;
      const { organisationId, name, id: personId } = principal;
      const record = await recordStore.find(trx, recordId);
      if (record === undefined || record.erasedAt !== null || isOwnReading(record, organisationId)) return;
      const type = viewedTypes[record.kind];
      const time = now();
      const since = new Date(time.getTime() - toldWithinMs);
      if (await recordStore.hasEventOf(trx, recordId, type, personId, since)) return;
      await elevated(trx, async () => {
        // Two first readings at the same time: the second waits here and then finds the first.
        const [locked] = await recordStore.lock(trx, [recordId]);
        if (locked === undefined || locked.erasedAt !== null) return;
        if (await recordStore.hasEventOf(trx, recordId, type, personId, since)) return;
        const actor = { organisationId, name, personId };
        await recorder.append(trx, [
          { recordId: RecordId.of(recordId), type, data: { organisationId }, signer: operator, actor, time },
        ]);
      });
    },
  };
}
