import { decodeEvent } from '../../../core/event.ts';
import { RecordId } from '../../../core/ids.ts';
import type { Outcome } from '../../../core/verdict.ts';
import type { Principal } from '../../access/scopes.ts';
import type { AppContext } from '../../context.ts';
import type { Trx } from '../../database/database.ts';
import { organisationStore } from '../../organisations/index.ts';
import { toBytes } from '../../records/bytes.ts';
import { recordStore } from '../../records/record-store.ts';
import { type Acting, actingWith } from '../../sharing/index.ts';
import { verificationStore } from '../verification-store.ts';

const verifiedType = 'org.openpouch.record.verified';
/** As one by one: asking again and again makes no trail long (docs/protocol.md, 4). */
const windowMs = 3_600_000;

export interface Found {
  readonly recordId: RecordId;
  readonly outcome: Outcome;
  readonly block: { readonly number: number; readonly time: number } | null;
}

export type RecordContext = Pick<AppContext, 'keyring' | 'operator' | 'recorder' | 'now'>;

/** A forgery says nothing of the record that it names, and what could not be decided nothing at all. */
const tellsNothing: ReadonlySet<Outcome> = new Set(['invalid', 'indeterminate']);

/**
 * Tells the trails of the records which organisation verified them and what it was answered, many in one transaction.
 * As the system; the records stay locked until its end.
 * @returns those that there are
 */
export async function recordVerified(
  trx: Trx,
  context: RecordContext,
  principal: Principal,
  found: readonly Found[],
): Promise<ReadonlySet<RecordId>> {
  const { recorder, now } = context;
  const wanted = new Map(
    found.filter(({ outcome }) => !tellsNothing.has(outcome)).map((one) => [one.recordId, one]),
  );
  const rows = await recordStore.lock(trx, [...wanted.keys()].map(toBytes));
  const known = new Set(rows.map((row) => RecordId.of(row.recordId)));
  if (known.size === 0) return known;
  const at = now();
  const told = await toldSince(trx, rows, principal, new Date(at.getTime() - windowMs));
  const by = await actingFor(trx, context, principal, at);
  const drafts = [...wanted.values()].flatMap(({ recordId, outcome, block }) =>
    known.has(recordId) && !told.has(`${recordId} ${outcome}`)
      ? [by.event(recordId, verifiedType, { outcome, block })]
      : [],
  );
  if (drafts.length > 0) await recorder.append(trx, drafts);
  return known;
}

/** With its identity key; by the operator where the organisation holds that itself: an access needs no consent. */
async function actingFor(
  trx: Trx,
  { keyring, operator }: RecordContext,
  { organisationId, name }: Principal,
  at: Date,
): Promise<Acting> {
  const key = await organisationStore.currentKey(trx, organisationId, 'identity');
  const signer = key.sealedPrivate === null ? operator : keyring.signer(key);
  return actingWith(signer, { organisationId, name }, at);
}

async function toldSince(
  trx: Trx,
  rows: readonly { readonly recordId: Buffer }[],
  { organisationId, name }: Principal,
  since: Date,
): Promise<ReadonlySet<string>> {
  const ids = rows.map((row) => row.recordId);
  const events = await verificationStore.bodiesSince(
    trx,
    ids,
    { type: verifiedType, organisationId, name },
    since,
  );
  return new Set(
    events.flatMap(({ recordId, jws }) =>
      jws === null ? [] : [`${RecordId.of(recordId)} ${decodeEvent(jws).body.data['outcome']}`],
    ),
  );
}
