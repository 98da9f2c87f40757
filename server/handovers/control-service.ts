import type { ProofBundle } from '../../core/bundle.ts';
import { toHex, utf8 } from '../../core/bytes.ts';
import { type ControlStatement, signControl } from '../../core/control.ts';
import { Commitment, EntryHash, RecordId } from '../../core/ids.ts';
import { canonicalJson } from '../../core/json.ts';
import type { Principal } from '../access/scopes.ts';
import type { AppContext } from '../context.ts';
import { elevated, type Trx } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import { organisationStore } from '../organisations/index.ts';
import { recordStore } from '../records/record-store.ts';
import { sha256 } from '../records/recorder.ts';
import { acting, requireActive, requireOwner, seenRecord } from '../sharing/index.ts';
import { type BuildRecordBundle, redactBundle } from '../verification/index.ts';

type Context = Pick<AppContext, 'keyring' | 'recorder' | 'now'>;

/** What whoever asked for it wants to read in it, and how long it is to say something. */
export interface ControlWish extends Pick<ControlStatement, 'purpose' | 'challenge'> {
  readonly validMinutes: number;
  /** Fields of a certificate that it is not to show, as `hideSchema` has them. */
  readonly hide: string | undefined;
}

/**
 * The owner of a record proves that it is in control (docs/protocol.md, 14): a proof bundle with its statement, signed
 * with the owner key and, for the name, with the identity key. The trail tells that it was given, not what for.
 * @throws not_found, not_owner, wrong_state, invalid_request
 */
export async function stateControl(
  trx: Trx,
  { keyring, recorder, now }: Context,
  buildRecordBundle: BuildRecordBundle,
  { principal, recordId, wish }: { principal: Principal; recordId: RecordId; wish: ControlWish },
): Promise<{ proof: ProofBundle; until: string; receipts: string[] }> {
  const { recordId: id } = await seenRecord(trx, recordId);
  const record = { type: 'record' } as const;
  const bundle = redactBundle(await buildRecordBundle(trx, recordId, { subject: record }), wish.hide);
  return elevated(trx, async (trx) => {
    const [record] = await recordStore.lock(trx, [id]);
    if (record === undefined) throw problem('not_found', { what: 'record' });
    requireOwner(record, principal);
    requireActive(record, 'a statement of control');
    const at = now();
    const statement: ControlStatement = {
      recordId: RecordId.of(id),
      content: Commitment.of(record.content),
      head: { sequence: record.headSequence, entryHash: EntryHash.of(record.headHash) },
      sequence: record.chainSequence,
      time: at.toISOString(),
      until: new Date(at.getTime() + wish.validMinutes * 60_000).toISOString(),
      ...{ purpose: wish.purpose, challenge: wish.challenge },
    };
    const owner = keyring.signer(await organisationStore.keyById(trx, record.ownerKeyId));
    const key = await organisationStore.currentKey(trx, principal.organisationId, 'identity');
    const subject = {
      type: 'control' as const,
      owner: await signControl(statement, owner),
      identity: await signControl(statement, keyring.signer(key)),
    };
    const vouchers = [...new Set([...bundle.vouchers, ...(key.voucher === null ? [] : [key.voucher])])];
    const by = await acting(trx, keyring, principal, at);
    const recorded = await recorder.append(trx, [
      by.event(RecordId.of(id), 'org.openpouch.record.control-stated', {
        until: statement.until,
        statement: toHex(sha256(utf8(canonicalJson(statement)))),
      }),
    ]);
    return {
      proof: { ...bundle, vouchers, subject },
      until: statement.until,
      receipts: recorded.map((event) => event.receipt),
    };
  });
}
