import { RecordId } from '../../../core/ids.ts';
import type { Principal } from '../../access/scopes.ts';
import type { AppContext } from '../../context.ts';
import { elevated, type Trx } from '../../database/database.ts';
import { problem } from '../../http/problem.ts';
import { invalidField } from '../../http/validate.ts';
import { recordStore } from '../../records/record-store.ts';
import { actingOn } from '../acting.ts';
import { onlyPortion, type Portion, portionData } from '../portions/portion.ts';
import { checkPortion, requireMayGive } from '../portions/portion-checks.ts';
import { seenRecord } from '../record-rights.ts';
import { codeHashOf, type LinkSecrets, newLinkSecrets, secretHashOf } from './link-secrets.ts';
import { type Link, linkStore } from './link-store.ts';

type Context = Pick<AppContext, 'keyring' | 'recorder' | 'now'>;

export interface LinkWish {
  readonly label: string;
  readonly portion: Portion;
  readonly rights: readonly string[];
  readonly expiresAt: Date | undefined;
}

/** Links with which somebody without an account reads a record, or a part of it, who also knows the code. */
export interface LinkService {
  /** @throws not_found, forbidden, invalid_request, limit_reached */
  make(
    trx: Trx,
    principal: Principal,
    recordId: RecordId,
    wish: LinkWish,
  ): Promise<{ link: Link; secrets: LinkSecrets; receipts: string[] }>;
  /** By who made it, or the owner; who reads with it reads no further. @throws not_found, forbidden */
  end(
    trx: Trx,
    principal: Principal,
    recordId: RecordId,
    id: string,
  ): Promise<{ link: Link; receipts: string[] }>;
}

const dayMs = 24 * 3600 * 1000;
const days = { otherwise: 7, most: 90 };
/** Of one record at a time. */
const mostLinks = 50;

export function createLinkService({ keyring, recorder, now }: Context): LinkService {
  return {
    async make(trx, principal, recordId, { label, portion, rights, expiresAt }) {
      const record = await seenRecord(trx, recordId);
      const at = now();
      const ends = checkEnd(expiresAt, at);
      await requireMayGive(trx, record.recordId, principal.organisationId, rights);
      await checkPortion(trx, record, portion);
      return elevated(trx, async (trx) => {
        const [locked] = await recordStore.lock(trx, [record.recordId]);
        if (locked === undefined) throw problem('not_found', { what: 'record' });
        await requireMayGive(trx, record.recordId, principal.organisationId, rights);
        if ((await linkStore.ofRecord(trx, record.recordId)).length >= mostLinks)
          throw problem('limit_reached', { limit: mostLinks, what: 'links to this record' });
        const secrets = newLinkSecrets();
        const id = await linkStore.insert(trx, {
          ...{ recordId: record.recordId, givenBy: principal.organisationId, madeBy: principal.name, label },
          ...{ ...onlyPortion(portion), rights, createdAt: at, expiresAt: ends },
          ...{ secretHash: secretHashOf(secrets.secret), codeHash: codeHashOf(secrets) },
        });
        const by = await actingOn(trx, keyring, principal, locked, at);
        const recorded = await recorder.append(trx, [
          by.event(recordId, 'org.openpouch.share.link-made', {
            ...{ linkId: id, label, rights: [...rights], expiresAt: ends.toISOString() },
            ...portionData(portion),
          }),
        ]);
        return { link: await found(trx, id), secrets, receipts: recorded.map(({ receipt }) => receipt) };
      });
    },

    async end(trx, principal, recordId, id) {
      const record = await seenRecord(trx, recordId);
      return elevated(trx, async (trx) => {
        const [locked] = await recordStore.lock(trx, [record.recordId]);
        const link = await found(trx, id);
        if (locked === undefined || !link.recordId.equals(record.recordId))
          throw problem('not_found', { what: 'link' });
        if (![locked.ownerOrganisationId, link.givenBy].includes(principal.organisationId))
          throw problem('forbidden', { needs: 'to own the record, or to have made this link' });
        const at = now();
        await linkStore.end(trx, id, at);
        const by = await actingOn(trx, keyring, principal, locked, at);
        const recorded = await recorder.append(trx, [
          by.event(RecordId.of(link.recordId), 'org.openpouch.share.link-ended', {
            linkId: id,
            label: link.label,
          }),
        ]);
        return { link, receipts: recorded.map(({ receipt }) => receipt) };
      });
    },
  };
}

async function found(trx: Trx, id: string): Promise<Link> {
  const link = await linkStore.find(trx, id);
  if (link === undefined) throw problem('not_found', { what: 'link' });
  return link;
}

function checkEnd(wished: Date | undefined, now: Date): Date {
  const ends = wished ?? new Date(now.getTime() + days.otherwise * dayMs);
  if (ends <= now) throw invalidField('/expiresAt', 'This is in the past.', 'body', { code: 'in_the_past' });
  if (ends.getTime() > now.getTime() + days.most * dayMs)
    throw invalidField('/expiresAt', `A link lasts for at most ${days.most} days.`, 'body', {
      ...{ code: 'too_far', limit: days.most },
    });
  return ends;
}
