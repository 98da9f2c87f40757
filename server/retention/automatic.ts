import { sql } from 'kysely';
import type { AppContext } from '../context.ts';
import type { Trx } from '../database/database.ts';
import { hexOf } from '../records/bytes.ts';
import type { EventDraft } from '../records/recorder.ts';
import { erasureStore } from './erasure-store.ts';
import { holdStore } from './hold-store.ts';
import { isKept, retentionOf } from './retention.ts';
import { lawTerms } from './terms.ts';

type Context = Pick<AppContext, 'database' | 'recorder' | 'now'>;

const atOnce = 200;

/** No record that ended later than this can be due: the shortest of the terms has not passed. */
const shortestYears = Math.min(...lawTerms.map(({ years }) => years));

interface Candidate {
  readonly recordId: Buffer;
  readonly ownerId: string;
  readonly waitingDays: number;
}

/**
 * Of organisations that want it: what has ended, and need no longer be kept, is announced to be erased as if somebody had
 * asked for it. The operator says so in the trails.
 */
export async function askForDue(
  { database, recorder, now }: Context,
  announcement: (recordId: Buffer, dueAt: Date, time: Date) => EventDraft,
): Promise<void> {
  for (let after: Buffer = Buffer.alloc(0); ; ) {
    const last = await database.asSystem(async (trx) => {
      const at = now();
      const found = await candidates(trx, after, at);
      const ids = found.map(({ recordId }) => recordId);
      const retention = await retentionOf(trx, ids);
      const held = new Set((await holdStore.inForce(trx, ids)).map((hold) => hexOf(hold.recordId)));
      for (const { recordId, ownerId, waitingDays } of found) {
        const terms = retention.get(hexOf(recordId));
        // Where no term is known nobody can say that it is over.
        if (terms?.kept == null || isKept(terms, at) || held.has(hexOf(recordId))) continue;
        const dueAt = new Date(at.getTime() + waitingDays * 24 * 3_600_000);
        await erasureStore.insert(trx, { recordId, organisationId: ownerId, asked: null, at, dueAt });
        await recorder.append(trx, [announcement(recordId, dueAt, at)]);
      }
      return found.length < atOnce ? undefined : ids.at(-1);
    });
    if (last === undefined) return;
    after = last;
  }
}

async function candidates(trx: Trx, after: Buffer, at: Date): Promise<Candidate[]> {
  const before = new Date(Date.UTC(at.getUTCFullYear() - shortestYears, 0, 1));
  const { rows } = await sql<Candidate>`
    SELECT r.record_id AS "recordId", r.owner_organisation_id AS "ownerId", s.waiting_days AS "waitingDays"
    FROM retention_settings s JOIN records r ON r.owner_organisation_id = s.organisation_id
    WHERE s.automatic AND r.ended_at < ${before} AND r.erased_at IS NULL AND r.record_id > ${after}
      AND NOT EXISTS (SELECT FROM erasures e WHERE e.record_id = r.record_id AND e.state <> 'withdrawn')
      AND NOT EXISTS (SELECT FROM handovers h WHERE h.record_id = r.record_id AND h.state = 'offered')
    ORDER BY r.record_id LIMIT ${atOnce} FOR UPDATE OF r SKIP LOCKED`.execute(trx);
  return rows;
}
