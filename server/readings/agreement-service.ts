import { RecordId } from '../../core/ids.ts';
import type { Principal } from '../access/scopes.ts';
import type { AppContext } from '../context.ts';
import { elevated, type Trx } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import { invalidField } from '../http/validate.ts';
import { newId } from '../keys/signing-session.ts';
import { organisationStore } from '../organisations/index.ts';
import { pouchStore } from '../pouches/index.ts';
import { recordAccessStore, recordStore } from '../records/record-store.ts';
import { acting } from '../sharing/index.ts';
import { type Agreement, readingReceiptStore } from './reading-receipt-store.ts';

type Context = Pick<AppContext, 'keyring' | 'recorder' | 'now'>;
export type Answer =
  | { readonly state: 'agreed'; readonly scope: 'pouch' | 'organisation' }
  | { readonly state: 'refused' };

/** All functions take a transaction under the acting organisation's row-level security. */
export interface AgreementService {
  /**
   * Who shares a pouch asks one of its readers for receipts.
   * @throws not_found, forbidden (without the right to share), invalid_request, already_exists
   */
  ask(
    trx: Trx,
    principal: Principal,
    pouchId: string,
    readerId: string,
  ): Promise<{ id: string; receipts: string[] }>;
  /**
   * By the reader that was asked.
   * @throws not_found, forbidden, wrong_state; not_permitted_party when it keeps its identity key itself: what it reads is
   * given out without waiting for its signature
   */
  answer(trx: Trx, principal: Principal, id: string, answer: Answer): Promise<{ receipts: string[] }>;
  /** By either side, also before it was answered. @throws not_found, wrong_state */
  end(trx: Trx, principal: Principal, id: string): Promise<{ receipts: string[] }>;
}

const events = {
  asked: 'org.openpouch.share.receipt-requested',
  agreed: 'org.openpouch.share.receipt-agreed',
  refused: 'org.openpouch.share.receipt-refused',
  ended: 'org.openpouch.share.receipt-ended',
} as const;

export function createAgreementService({ keyring, recorder, now }: Context): AgreementService {
  const tell = async (
    trx: Trx,
    principal: Principal,
    { id, recordId, readerId, askerId }: Pick<Agreement, 'id' | 'recordId' | 'readerId' | 'askerId'>,
    told: { state: Agreement['state']; scope?: string; at: Date },
  ): Promise<string[]> => {
    const by = await acting(trx, keyring, principal, told.at);
    const recorded = await recorder.append(trx, [
      by.event(RecordId.of(recordId), events[told.state], {
        ...{ agreementId: id, organisationId: readerId, askedBy: askerId },
        ...(told.scope !== undefined && { scope: told.scope }),
      }),
    ]);
    return recorded.map(({ receipt }) => receipt);
  };

  const found = async (trx: Trx, id: string): Promise<Agreement> => {
    const agreement = await readingReceiptStore.find(trx, id);
    if (agreement === undefined) throw problem('not_found', { what: 'agreement' });
    return agreement;
  };
  /** As it is under the lock of the pouch. */
  const locked = async (trx: Trx, { id, recordId }: Agreement): Promise<Agreement> => {
    await recordStore.lock(trx, [recordId]);
    return found(trx, id);
  };

  return {
    async ask(trx, principal, pouchId, readerId) {
      const pouch = await pouchStore.find(trx, pouchId);
      if (pouch === undefined) throw problem('not_found', { what: 'pouch' });
      const { recordId } = pouch;
      return elevated(trx, async (trx) => {
        const at = now();
        const [record] = await recordStore.lock(trx, [recordId]);
        const { organisationId: askerId } = principal;
        const rights = await recordAccessStore.rightsOf(trx, recordId, askerId);
        if (!rights.has('view')) throw problem('not_found', { what: 'pouch' });
        if (!rights.has('share')) throw problem('forbidden', { needs: 'the right to share the pouch' });
        const theirs = await recordAccessStore.rightsOf(trx, recordId, readerId);
        if (readerId === askerId || readerId === record?.ownerOrganisationId || !theirs.has('download'))
          throw invalidField(
            '/organisationId',
            'It is shared with nobody of this name for downloading.',
            'body',
            {
              code: 'not_held',
            },
          );
        const agreement = { id: newId(), recordId, askerId, readerId, askedAt: at };
        const isAgreed = (await readingReceiptStore.askers(trx, recordId, readerId)).includes(askerId);
        if (isAgreed || !(await readingReceiptStore.ask(trx, agreement)))
          throw problem('already_exists', { what: 'agreement on receipts', field: 'organisation' });
        const receipts = await tell(trx, principal, agreement, { state: 'asked', at });
        return { id: agreement.id, receipts };
      });
    },

    async answer(trx, principal, id, answer) {
      const seen = await found(trx, id);
      if (seen.readerId !== principal.organisationId)
        throw problem('forbidden', { needs: 'to be whom it was asked of' });
      return elevated(trx, async (trx) => {
        const at = now();
        const agreement = await locked(trx, seen);
        if (agreement.state !== 'asked') throw wrongState(agreement, 'an answer');
        const key = await organisationStore.currentKey(trx, seen.readerId, 'identity');
        if (answer.state === 'agreed' && key.sealedPrivate === null)
          throw problem('not_permitted_party', {
            why: 'it keeps its identity key itself, and would have to sign each time',
          });
        await readingReceiptStore.setState(trx, id, { ...answer, at });
        return { receipts: await tell(trx, principal, agreement, { ...answer, at }) };
      });
    },

    async end(trx, principal, id) {
      const seen = await found(trx, id);
      return elevated(trx, async (trx) => {
        const at = now();
        const agreement = await locked(trx, seen);
        if (!['asked', 'agreed'].includes(agreement.state)) throw wrongState(agreement, 'ending it');
        await readingReceiptStore.setState(trx, id, { state: 'ended', at });
        return { receipts: await tell(trx, principal, agreement, { state: 'ended', at }) };
      });
    },
  };
}

const wrongState = ({ state }: Agreement, act: string) =>
  problem('wrong_state', { what: 'agreement', state, act });
