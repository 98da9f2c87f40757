import { EntryHash, RecordId } from '../../core/ids.ts';
import { CLOSING_REASONS, type ClosingReason } from '../../core/typed-data.ts';
import type { Principal } from '../access/scopes.ts';
import { insertChainAct } from '../anchoring/index.ts';
import { revokeWrapped } from '../certificates/index.ts';
import type { AppContext } from '../context.ts';
import { elevated, type Trx } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import { invalidField } from '../http/validate.ts';
import { organisationStore } from '../organisations/index.ts';
import { recordStore } from '../records/record-store.ts';
import { acting, requireActive, requireOwner, seenRecord } from '../sharing/index.ts';
import { signClosing } from './handover-signing.ts';
import { refuseWhileOffered } from './offers.ts';

type Context = Pick<AppContext, 'keyring' | 'recorder' | 'domain' | 'documentStores' | 'now'>;

/** The reasons that an owner gives; moving to another registry is the operator's act for all records at once. */
export const ownersReasons = [
  'switchedToPaper',
  'surrendered',
  'acquitted',
] as const satisfies readonly ClosingReason[];

export interface Closing {
  readonly reason: (typeof ownersReasons)[number];
  /** The office or bank that it was surrendered to, as the owner names it. */
  readonly surrenderedTo?: string | undefined;
}

/**
 * The owner ends a record for good: it stays to be read and shared for reading, and can neither be handed over nor
 * added to.
 * @throws invalid_request, not_found, not_owner, wrong_state, handover_open
 */
export async function closeRecord(
  trx: Trx,
  { keyring, recorder, domain, documentStores, now }: Context,
  principal: Principal,
  recordId: RecordId,
  { reason, surrenderedTo }: Closing,
): Promise<{ receipts: string[] }> {
  if (surrenderedTo !== undefined && reason !== 'surrendered')
    throw invalidField('/surrenderedTo', 'It is not surrendered, by the reason given.', 'body', {
      code: 'inconsistent',
    });
  const { recordId: id } = await seenRecord(trx, recordId);
  return elevated(trx, async (trx) => {
    const at = now();
    const [record] = await recordStore.lock(trx, [id]);
    if (record === undefined) throw problem('not_found', { what: 'record' });
    requireOwner(record, principal);
    requireActive(record, 'closing it');
    await refuseWhileOffered(trx, [id], at);

    const owner = await organisationStore.keyById(trx, record.ownerKeyId);
    const head = EntryHash.of(record.headHash);
    const act = await signClosing(record, owner, reason, { keyring, domain, now: at, head });
    const by = await acting(trx, keyring, principal, at);
    const recorded = await recorder.append(trx, [
      by.event(RecordId.of(id), 'org.openpouch.record.closed', {
        ...{ reason, ...(surrenderedTo !== undefined && { surrenderedTo }) },
        closing: act.closing,
        signature: act.owner,
      }),
    ]);
    await recordStore.setStatus(trx, id, {
      status: 'closed',
      reason: CLOSING_REASONS[reason],
      successor: null,
    });
    await insertChainAct(trx, act, [id]);
    await revokeWrapped(trx, { documentStores }, id);
    return { receipts: recorded.map((event) => event.receipt) };
  });
}
