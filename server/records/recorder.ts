import { sql } from 'kysely';
import type { Hex } from '../../core/bytes.ts';
import { NO_PREVIOUS, recordEntryHash } from '../../core/entry.ts';
import type { Es256Signer } from '../../core/es256.ts';
import { bodyCommitment, eventBody, signEvent } from '../../core/event.ts';
import type { EventType } from '../../core/event-types.ts';
import { EntryHash, RecordId } from '../../core/ids.ts';
import type { JsonObject } from '../../core/json.ts';
import { signReceipt } from '../../core/receipt.ts';
import type { Trx } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import { newId, newSalt } from '../keys/signing-session.ts';
import { hexOf, toBytes } from './bytes.ts';
import { recordStore } from './record-store.ts';
import { sha256 } from './sha256.ts';

export { sha256 };

/** Something that happened to a record, said and signed by whoever acted. */
export interface EventDraft {
  readonly recordId: RecordId;
  /** e.g. `org.openpouch.handover.offered` */
  readonly type: EventType;
  readonly data: JsonObject;
  readonly signer: Es256Signer;
  /** Whose act it is, for the trail's reader; undefined where the operator's own system acts. */
  readonly actor: {
    readonly organisationId: string | undefined;
    readonly name: string;
    /** The user or API client; unless told, whoever sent the request, where this is its own organisation's act. */
    readonly personId?: string | undefined;
  };
  readonly time: Date;
}

const personOf = ({ organisationId, personId }: EventDraft['actor']) =>
  sql<
    string | null
  >`coalesce(${personId ?? null}::uuid, CASE WHEN ${organisationId ?? null}::uuid = acting_organisation()
    THEN nullif(current_setting('openpouch.person', true), '')::uuid END)`;

/** Where in its trail an event stands, and the operator's signed promise to anchor it. */
export interface Recorded {
  readonly recordId: RecordId;
  readonly sequence: number;
  readonly entryHash: EntryHash;
  readonly receipt: string;
}

export interface Recorder {
  /** The first events of records that do not exist yet; the caller inserts the records with these heads, then calls `insert`. */
  prepareFirst(drafts: readonly EventDraft[]): Promise<PreparedEvent[]>;
  /** Writes prepared events. As the system. */
  insert(trx: Trx, prepared: readonly PreparedEvent[]): Promise<void>;
  /**
   * Appends to the trails of existing records, in the order given; locks each record. As the system.
   * A record that is named twice gets both events, one after the other.
   * @throws wrong_state when one of them is erased
   */
  append(trx: Trx, drafts: readonly EventDraft[]): Promise<Recorded[]>;
}

export interface PreparedEvent extends Recorded {
  readonly draft: EventDraft;
  readonly previous: EntryHash;
  readonly bodyCommitment: Hex;
  readonly salt: Hex;
  readonly jws: string;
}

/** @param operator signs the receipts */
export function createRecorder(operator: Es256Signer): Recorder {
  const prepare = async (
    draft: EventDraft,
    sequence: number,
    previous: EntryHash,
  ): Promise<PreparedEvent> => {
    const source =
      draft.actor.organisationId === undefined
        ? 'urn:openpouch:operator'
        : `urn:uuid:${draft.actor.organisationId}`;
    const body = eventBody({
      id: newId(),
      source,
      type: draft.type,
      subject: draft.recordId,
      time: draft.time,
      data: draft.data,
    });
    const jws = await signEvent(body, draft.signer);
    const salt = newSalt();
    const commitment = bodyCommitment(salt, jws, sha256);
    const entryHash = recordEntryHash(
      { recordId: draft.recordId, sequence, previous, bodyCommitment: commitment },
      sha256,
    );
    const receipt = await signReceipt(
      { recordId: draft.recordId, sequence, entryHash, time: draft.time.toISOString() },
      operator,
    );
    return {
      recordId: draft.recordId,
      draft,
      sequence,
      previous,
      entryHash,
      bodyCommitment: commitment,
      salt,
      jws,
      receipt,
    };
  };

  const insert = async (trx: Trx, prepared: readonly PreparedEvent[]): Promise<void> => {
    if (prepared.length === 0) return;
    await trx
      .insertInto('events')
      .values(
        prepared.map((event) => ({
          record_id: toBytes(event.recordId),
          sequence: event.sequence,
          previous: toBytes(event.previous),
          entry_hash: toBytes(event.entryHash),
          body_commitment: toBytes(event.bodyCommitment),
          body_salt: toBytes(event.salt),
          jws: event.jws,
          type: event.draft.type,
          actor_organisation_id: event.draft.actor.organisationId ?? null,
          actor_name: event.draft.actor.name,
          actor_person_id: personOf(event.draft.actor),
          time: event.draft.time,
        })),
      )
      .execute();
  };

  return {
    prepareFirst: (drafts) => Promise.all(drafts.map((draft) => prepare(draft, 0, NO_PREVIOUS))),
    insert,
    async append(trx, drafts) {
      const ids = [...new Set(drafts.map((draft) => draft.recordId))];
      const rows = await recordStore.lock(trx, ids.map(toBytes));
      // Whatever happens to a record is told in its trail: what is erased ends here, for all features.
      const erased = rows.find((row) => row.erasedAt !== null);
      if (erased !== undefined)
        throw problem('wrong_state', { what: erased.kind, state: 'erased', act: 'this' });
      const heads = new Map(
        rows.map((row) => [
          hexOf(row.recordId),
          { sequence: row.headSequence, hash: EntryHash.of(row.headHash) },
        ]),
      );
      const prepared: PreparedEvent[] = [];
      for (const draft of drafts) {
        const head = heads.get(draft.recordId);
        if (head === undefined) throw new Error(`There is no record ${draft.recordId} to append to.`);
        const event = await prepare(draft, head.sequence + 1, head.hash);
        heads.set(draft.recordId, { sequence: event.sequence, hash: event.entryHash });
        prepared.push(event);
      }
      await insert(trx, prepared);
      await recordStore.setHeads(
        trx,
        [...heads].map(([id, head]) => ({
          recordId: toBytes(RecordId.parse(id)),
          sequence: head.sequence,
          hash: toBytes(head.hash),
        })),
      );
      return prepared;
    },
  };
}
