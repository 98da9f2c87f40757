import type { RecordId } from '../../../core/ids.ts';
import type { SpokenLanguage } from '../../../core/spoken-languages.ts';
import type { Principal } from '../../access/scopes.ts';
import type { AppContext } from '../../context.ts';
import { elevated, type Trx } from '../../database/database.ts';
import { problem } from '../../http/problem.ts';
import { invalidField } from '../../http/validate.ts';
import { recordStore } from '../../records/record-store.ts';
import { actingOn } from '../acting.ts';
import { isWhole, onlyPortion, type Portion, portionData, readingRights } from '../portions/portion.ts';
import { checkPortion, requireMayGive } from '../portions/portion-checks.ts';
import { seenRecord } from '../record-rights.ts';
import { type Invitation, invitationStore } from './invitation-store.ts';

type Context = Pick<AppContext, 'keyring' | 'recorder' | 'now'>;

export interface InvitationWish {
  readonly email: string;
  readonly language: SpokenLanguage;
  readonly portion: Portion;
  readonly rights: readonly string[];
  readonly shareEndsAt: Date | undefined;
}

type Changed = Promise<{ invitation: Invitation; receipts: string[] }>;

/** Sharing with somebody who may have no account yet, by a letter with a link that works once. */
export interface InvitationService {
  /** @throws not_found, forbidden, invalid_request, already_exists, limit_reached */
  invite(trx: Trx, principal: Principal, recordId: RecordId, wish: InvitationWish): Changed;
  /** Another letter with another link. @throws not_found, limit_reached */
  sendAgain(trx: Trx, principal: Principal, recordId: RecordId, id: string): Promise<Invitation>;
  /** @throws not_found */
  withdraw(trx: Trx, principal: Principal, recordId: RecordId, id: string): Changed;
}

const dayMs = 24 * 3600 * 1000;
const openDays = 14;
/** Nobody is to write to strangers by us without end. */
const most = { ofRecord: 20, letters: 5, lettersADay: 100 };

export function createInvitationService({ keyring, recorder, now }: Context): InvitationService {
  const requireLetter = async (trx: Trx, { organisationId }: Principal, at: Date): Promise<void> => {
    const since = new Date(at.getTime() - dayMs);
    if ((await invitationStore.lettersSince(trx, organisationId, since)) >= most.lettersADay)
      throw problem('limit_reached', { limit: most.lettersADay, what: 'letters of invitation today' });
  };

  const expiryOf = (at: Date, shareEndsAt: Date | null): Date => {
    const otherwise = at.getTime() + openDays * dayMs;
    return new Date(Math.min(otherwise, shareEndsAt?.getTime() ?? otherwise));
  };

  return {
    async invite(trx, principal, recordId, { email, language, portion, rights, shareEndsAt = null }) {
      const record = await seenRecord(trx, recordId);
      const at = now();
      if (shareEndsAt !== null && shareEndsAt <= at)
        throw invalidField('/endsAt', 'This is in the past.', 'body', { code: 'in_the_past' });
      checkRights(record.kind, portion, rights);
      await checkPortion(trx, record, portion);
      return elevated(trx, async (trx) => {
        const [locked] = await recordStore.lock(trx, [record.recordId]);
        if (locked === undefined) throw problem('not_found', { what: 'record' });
        await requireMayGive(trx, record.recordId, principal.organisationId, rights);
        const open = await invitationStore.ofRecord(trx, record.recordId);
        const isOurs = (one: Invitation) => one.organisationId === principal.organisationId;
        if (open.filter(isOurs).some((one) => one.email === email))
          throw problem('already_exists', { what: 'invitation to this record', field: 'e-mail' });
        if (open.length >= most.ofRecord)
          throw problem('limit_reached', { limit: most.ofRecord, what: 'open invitations to this record' });
        await requireLetter(trx, principal, at);
        const id = await invitationStore.insert(trx, {
          ...{ recordId: record.recordId, organisationId: principal.organisationId, madeBy: principal.name },
          ...{ email, language, ...onlyPortion(portion), rights, shareEndsAt },
          ...{ createdAt: at, expiresAt: expiryOf(at, shareEndsAt) },
        });
        const by = await actingOn(trx, keyring, principal, locked, at);
        const recorded = await recorder.append(trx, [
          // To whom is between who invites and who is invited.
          by.event(recordId, 'org.openpouch.share.invitation-made', {
            ...{ invitationId: id, rights: [...rights], endsAt: shareEndsAt?.toISOString() ?? null },
            ...portionData(portion),
          }),
        ]);
        return { invitation: await own(trx, principal, locked.recordId, id), receipts: receiptsOf(recorded) };
      });
    },

    async sendAgain(trx, principal, recordId, id) {
      const record = await seenRecord(trx, recordId);
      return elevated(trx, async (trx) => {
        await recordStore.lock(trx, [record.recordId]);
        const at = now();
        const { letters, shareEndsAt } = await own(trx, principal, record.recordId, id);
        if (letters >= most.letters)
          throw problem('limit_reached', { limit: most.letters, what: 'letters of this invitation' });
        await requireLetter(trx, principal, at);
        await invitationStore.sendAgain(trx, id, { at, expiresAt: expiryOf(at, shareEndsAt) });
        return own(trx, principal, record.recordId, id);
      });
    },

    async withdraw(trx, principal, recordId, id) {
      const record = await seenRecord(trx, recordId);
      return elevated(trx, async (trx) => {
        const at = now();
        const [locked] = await recordStore.lock(trx, [record.recordId]);
        const invitation = await own(trx, principal, record.recordId, id);
        await invitationStore.end(trx, id, at, null);
        const by = await actingOn(trx, keyring, principal, locked ?? record, at);
        const recorded = await recorder.append(trx, [
          by.event(recordId, 'org.openpouch.share.invitation-withdrawn', { invitationId: id }),
        ]);
        return { invitation, receipts: receiptsOf(recorded) };
      });
    },
  };
}

/** An open one that the principal's organisation made. @throws not_found */
async function own(trx: Trx, principal: Principal, recordId: Buffer, id: string): Promise<Invitation> {
  const found = await invitationStore.find(trx, id);
  if (found?.organisationId !== principal.organisationId || !found.recordId.equals(recordId))
    throw problem('not_found', { what: 'invitation' });
  return found;
}

function checkRights(kind: 'certificate' | 'pouch', portion: Portion, rights: readonly string[]): void {
  const reading: readonly string[] = readingRights;
  const isReading = !isWhole(portion);
  const index = rights.findIndex((right) => isReading && !reading.includes(right));
  if (index >= 0) throw invalidField(`/rights/${index}`, 'A part of a record is seen and downloaded.');
  const adding = kind === 'certificate' ? rights.indexOf('add') : -1;
  if (adding >= 0)
    throw invalidField(`/rights/${adding}`, 'Nothing can be added to a certificate.', 'body', {
      code: 'nothing_to_add',
    });
}

const receiptsOf = (recorded: readonly { readonly receipt: string }[]) =>
  recorded.map(({ receipt }) => receipt);
