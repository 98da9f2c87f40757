import { EntryHash, RecordId } from '../../core/ids.ts';
import type { Principal } from '../access/scopes.ts';
import { insertChainAct } from '../anchoring/index.ts';
import type { AppContext } from '../context.ts';
import { elevated, type Trx } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import { organisationStore, takeOwnerKeys } from '../organisations/index.ts';
import { recordStore } from '../records/record-store.ts';
import { actingWith, requireActive, requireOwner, seenRecord } from '../sharing/index.ts';
import { agreementOf, signAgreement, signedHandovers } from './handover-signing.ts';
import { refuseWhileOffered } from './offers.ts';

type Context = Pick<AppContext, 'keyring' | 'recorder' | 'domain' | 'now'>;

/**
 * The owner hands a record over to a fresh key of its own: nothing changes but that what the earlier key signed is void.
 * So a record also comes out of custody, or back into it.
 * @throws not_found, not_owner, wrong_state, handover_open; signature_needed when its holder has no fresh key enrolled
 */
export async function renewKey(
  trx: Trx,
  { keyring, recorder, domain, now }: Context,
  { organisationId, name }: Principal,
  recordId: RecordId,
): Promise<{ receipts: string[] }> {
  const { recordId: id } = await seenRecord(trx, recordId);
  return elevated(trx, async (trx) => {
    const at = now();
    const [record] = await recordStore.lock(trx, [id]);
    if (record === undefined) throw problem('not_found', { what: 'record' });
    requireOwner(record, { organisationId });
    requireActive(record, 'renewing its key');
    await refuseWhileOffered(trx, [id], at);

    const identity = await organisationStore.currentKey(trx, organisationId, 'identity');
    const { holderId } = identity;
    const from = await organisationStore.keyById(trx, record.ownerKeyId);
    const owner = { organisationId, held: holderId !== null, holderId };
    const [to] = await takeOwnerKeys(trx, keyring, owner, 1);
    if (to === undefined || to.id === from.id)
      throw problem('signature_needed', { why: 'no fresh key is enrolled for it' });
    const agreement = agreementOf([{ record, from, to, head: EntryHash.of(record.headHash) }], domain, at);
    const sign = { keyring, domain };
    const signatures = {
      to: await signAgreement(agreement, [to], sign),
      from: await signAgreement(agreement, [from], sign),
    };
    const handovers = signedHandovers([record], agreement, signatures);
    const by = actingWith(keyring.signer(identity), { organisationId, name }, at);
    const recorded = await recorder.append(trx, [
      by.event(RecordId.of(id), 'org.openpouch.record.key-renewed', {
        handovers: agreement.handovers,
        signatures: handovers.map((one) => ({ from: one.from, to: one.to })),
      }),
    ]);
    await insertChainAct(trx, { act: 'handover', handovers }, [id]);
    const { chainSequence } = record;
    const owned = { recordId: id, keyId: to.id, chainSequence: chainSequence + 1 };
    await recordStore.setOwners(trx, organisationId, [owned]);
    return { receipts: recorded.map(({ receipt }) => receipt) };
  });
}
