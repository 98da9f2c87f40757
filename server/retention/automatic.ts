import type { AppContext } from '../context.ts';
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
      const before = new Date(Date.UTC(at.getUTCFullYear() - shortestYears, 0, 1));
      const found = await erasureStore.candidates(trx, { after, before, limit: atOnce });
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
