import { RecordId } from '../../core/ids.ts';
import type { JsonObject } from '../../core/json.ts';
import type { Principal } from '../access/scopes.ts';
import type { AppContext } from '../context.ts';
import { elevated, type Trx } from '../database/database.ts';
import { giveReceipts } from '../readings/index.ts';
import { toldLately } from '../records/lately.ts';
import { recordStore } from '../records/record-store.ts';
import { actingWith, requireDownload } from '../sharing/index.ts';
import type { DocumentVersion } from './document-store.ts';
import { readingStore } from './reading-store.ts';

/**
 * The operator records that somebody else than the owner gets files: once an hour for each person and the same. Where its
 * organisation agreed to receipts, it signs the first time of each version.
 */
export interface ReadingService {
  /** @throws not_found, forbidden when the share has ended since it was found readable */
  recordDownload(trx: Trx, principal: Principal, version: DocumentVersion): Promise<void>;
  /** A pouch as a whole, with these versions. @throws as `recordDownload` */
  recordArchive(
    trx: Trx,
    principal: Principal,
    recordId: Buffer,
    versions: readonly DocumentVersion[],
  ): Promise<void>;
}

export function createReadingService({
  keyring,
  recorder,
  operator,
  now,
}: Pick<AppContext, 'keyring' | 'recorder' | 'operator' | 'now'>): ReadingService {
  const record = (
    trx: Trx,
    principal: Principal,
    recordId: Buffer,
    told: {
      readonly type: 'org.openpouch.document.downloaded' | 'org.openpouch.pouch.downloaded';
      readonly data: JsonObject;
      readonly isSame: (data: JsonObject) => boolean;
      readonly versions: readonly DocumentVersion[];
    },
  ): Promise<void> =>
    elevated(trx, async (trx) => {
      const [locked] = await recordStore.lock(trx, [recordId]);
      await requireDownload(trx, principal, recordId);
      const { organisationId, name } = principal;
      if (locked?.ownerOrganisationId === organisationId) return;
      const by = actingWith(operator, { organisationId, name }, now());
      const event = by.event(RecordId.of(recordId), told.type, told.data);
      if (await toldLately(trx, event, told.isSame)) return;
      const [recorded] = await recorder.append(trx, [event]);
      if (recorded === undefined) throw new Error('An event that was appended is gone.');
      const opened = await readingStore.insert(
        trx,
        told.versions.map(({ documentId, version }) => ({
          ...{ documentId, version, organisationId, recordId },
          ...{ eventSequence: recorded.sequence, readBy: name, readAt: by.time },
        })),
      );
      await giveReceipts(trx, { keyring, recorder }, principal, { recordId, opened, at: by.time });
    });

  return {
    recordDownload: (trx, principal, version) => {
      const { recordId, documentId, version: number } = version;
      return record(trx, principal, recordId, {
        type: 'org.openpouch.document.downloaded',
        data: { documentId, version: number, by: principal.organisationId },
        isSame: (data) => data['documentId'] === documentId && data['version'] === number,
        versions: [version],
      });
    },

    recordArchive: (trx, principal, recordId, versions) => {
      const told = versions.map(({ documentId, version }) => ({ documentId, version }));
      return record(trx, principal, recordId, {
        type: 'org.openpouch.pouch.downloaded',
        data: { by: principal.organisationId, documents: told },
        isSame: (data) => JSON.stringify(data['documents']) === JSON.stringify(told),
        versions,
      });
    },
  };
}
