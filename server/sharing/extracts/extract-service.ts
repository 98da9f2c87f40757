import { RecordId } from '../../../core/ids.ts';
import type { Principal } from '../../access/scopes.ts';
import type { AppContext } from '../../context.ts';
import { elevated, type Trx } from '../../database/database.ts';
import { problem } from '../../http/problem.ts';
import { invalidField } from '../../http/validate.ts';
import { organisationStore } from '../../organisations/index.ts';
import { toldLately } from '../../records/lately.ts';
import { recordAccessStore, recordStore } from '../../records/record-store.ts';
import { actingOn, actingWith, type Consent, onConsent } from '../acting.ts';
import { isWhole, onlyPortion, type Portion, portionData } from '../portions/portion.ts';
import { checkPortion, requireGiver, requireMayGive } from '../portions/portion-checks.ts';
import { type PortionView, portionViews } from '../portions/portion-views.ts';
import { seenRecord } from '../record-rights.ts';
import { type Extract, extractStore } from './extract-store.ts';

type Context = Pick<AppContext, 'database' | 'keyring' | 'recorder' | 'operator' | 'now'>;

export interface ExtractWish {
  readonly organisationId: string;
  readonly portion: Portion;
  readonly rights: readonly string[];
  readonly endsAt: Date | undefined;
}

type Changed = Promise<{ extract: Extract; receipts: string[] }>;

/** A part of a record for an organisation that does not see the rest of it. */
export interface ExtractService {
  /** @throws not_found, forbidden, invalid_request, not_permitted_party, already_exists, limit_reached */
  grant(trx: Trx, principal: Principal, recordId: RecordId, wish: ExtractWish, consent?: Consent): Changed;
  /** By who gave it, or the owner. @throws not_found, forbidden */
  end(trx: Trx, principal: Principal, recordId: RecordId, id: string): Changed;
  /** One that the principal was given. @throws not_found */
  received(trx: Trx, principal: Principal, id: string): Promise<Extract>;
  /** What it shows, which the trail then tells. @throws not_found when who gave it may no longer */
  open(principal: Principal, extract: Extract): Promise<PortionView>;
  /** Tells the trail of a reading: once an hour for each person and the same. As the giver. */
  told(trx: Trx, principal: Principal, extract: Extract, of?: DocumentRead): Promise<void>;
}

interface DocumentRead {
  readonly documentId: string;
  readonly version: number;
}

const most = 500;

export function createExtractService({
  database,
  keyring,
  recorder,
  operator,
  now,
}: Context): ExtractService {
  const told: ExtractService['told'] = async (trx, principal, extract, of) => {
    await requireGiver(trx, extract.recordId, extract.givenBy, extract.rights, 'extract');
    await elevated(trx, async (trx) => {
      await recordStore.lock(trx, [extract.recordId]);
      // It may have been ended while this waited.
      if ((await extractStore.find(trx, extract.id)) === undefined)
        throw problem('not_found', { what: 'extract' });
      const { organisationId, name, id: personId } = principal;
      const by = actingWith(operator, { organisationId, name, personId }, now());
      const event = by.event(RecordId.of(extract.recordId), 'org.openpouch.share.extract-read', {
        ...{ extractId: extract.id, by: organisationId },
        ...of,
      });
      const isSame = (data: Readonly<Record<string, unknown>>) =>
        data['extractId'] === extract.id &&
        data['documentId'] === of?.documentId &&
        data['version'] === of?.version;
      if (!(await toldLately(trx, event, isSame))) await recorder.append(trx, [event]);
    });
  };

  return {
    async grant(trx, principal, recordId, { organisationId, portion, rights, endsAt }, consent) {
      const record = await seenRecord(trx, recordId);
      const at = now();
      if (isWhole(portion)) throw invalidField('', 'Say which documents, or which fields to hide.');
      if (endsAt !== undefined && endsAt <= at)
        throw invalidField('/endsAt', 'This is in the past.', 'body', { code: 'in_the_past' });
      if ((await organisationStore.find(trx, organisationId)) === undefined)
        throw invalidField('/organisationId', 'There is no such organisation.', 'body', {
          code: 'no_such_organisation',
        });
      await requireMayGive(trx, record.recordId, principal.organisationId, rights);
      await checkPortion(trx, record, portion);
      return elevated(trx, async (trx) => {
        const [locked] = await recordStore.lock(trx, [record.recordId]);
        if (locked === undefined) throw problem('not_found', { what: 'record' });
        await requireMayGive(trx, record.recordId, principal.organisationId, rights);
        const seen = await recordAccessStore.rightsOf(trx, record.recordId, organisationId);
        if (seen.size > 0) throw problem('not_permitted_party', { why: 'it sees all of it already' });
        const there = await extractStore.ofRecord(trx, record.recordId);
        if (there.length >= most)
          throw problem('limit_reached', { limit: most, what: 'extracts of this record' });
        const id = await extractStore.insert(trx, {
          ...{ recordId: record.recordId, organisationId, givenBy: principal.organisationId, rights },
          ...{ ...onlyPortion(portion), createdAt: at, endsAt: endsAt ?? null },
        });
        const by = onConsent(await actingOn(trx, keyring, principal, locked, at), consent);
        const recorded = await recorder.append(trx, [
          by.event(recordId, 'org.openpouch.share.extract-granted', {
            ...{ extractId: id, organisationId, rights: [...rights], endsAt: endsAt?.toISOString() ?? null },
            ...portionData(portion),
          }),
        ]);
        return { extract: await found(trx, id), receipts: recorded.map(({ receipt }) => receipt) };
      });
    },

    async end(trx, principal, recordId, id) {
      const record = await seenRecord(trx, recordId);
      return elevated(trx, async (trx) => {
        const at = now();
        const [locked] = await recordStore.lock(trx, [record.recordId]);
        const extract = await extractStore.find(trx, id);
        if (locked === undefined || extract === undefined || !extract.recordId.equals(record.recordId))
          throw problem('not_found', { what: 'extract' });
        if (![locked.ownerOrganisationId, extract.givenBy].includes(principal.organisationId))
          throw problem('forbidden', { needs: 'to own the record, or to have given this' });
        await extractStore.end(trx, id, at);
        const by = await actingOn(trx, keyring, principal, locked, at);
        const { organisationId } = extract;
        const recorded = await recorder.append(trx, [
          by.event(recordId, 'org.openpouch.share.extract-ended', { extractId: id, organisationId }),
        ]);
        return { extract, receipts: recorded.map(({ receipt }) => receipt) };
      });
    },

    async received(trx, { organisationId }, id) {
      const extract = await found(trx, id);
      if (extract.organisationId !== organisationId) throw problem('not_found', { what: 'extract' });
      return extract;
    },

    open: (principal, extract) =>
      database.as({ organisationId: extract.givenBy }, async (trx) => {
        await requireGiver(trx, extract.recordId, extract.givenBy, extract.rights, 'extract');
        const record = await seenRecord(trx, RecordId.of(extract.recordId));
        const shown = await portionViews.portion(trx, record, extract, extract.rights);
        await told(trx, principal, extract);
        return shown;
      }),

    told,
  };
}

async function found(trx: Trx, id: string): Promise<Extract> {
  const extract = await extractStore.find(trx, id);
  if (extract === undefined) throw problem('not_found', { what: 'extract' });
  return extract;
}
