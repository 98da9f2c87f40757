import { RecordId } from '../../core/ids.ts';
import type { AppContext } from '../context.ts';
import { recordStore } from '../records/record-store.ts';
import { stateAt } from './handover.ts';
import { handoverStore } from './handover-store.ts';
import { endOffer, involved } from './offers.ts';

type Context = Pick<AppContext, 'database' | 'recorder' | 'operator' | 'logger' | 'now'>;

/** One pass takes so many; each is a transaction of its own, for it locks what it holds. */
const atOnce = 100;
const everyMs = 60_000;

/**
 * Puts away the offers that nobody answered in time, and says so in their trails, of which both sides are told. An offer
 * that is over counts as such from its end on, whether or not somebody has come by. Several processes may do it at once.
 * @returns how many
 */
export async function expireOffers({ database, recorder, operator, now }: Context): Promise<number> {
  let total = 0;
  for (;;) {
    const due = await database.asSystem((trx) => handoverStore.due(trx, now(), atOnce));
    for (const { id } of due) {
      total += await database.asSystem(async (trx) => {
        const seen = await handoverStore.find(trx, id);
        if (seen === undefined) return 0;
        const records = await recordStore.lock(trx, involved(seen));
        const handover = await handoverStore.find(trx, id);
        const time = now();
        if (handover === undefined || !['offered', 'agreed'].includes(handover.state)) return 0;
        if (stateAt(handover, records, time) !== 'expired') return 0;
        await handoverStore.answer(trx, id, { state: 'expired', at: time });
        await endOffer(trx, handover, time);
        await recorder.append(
          trx,
          records
            .filter(({ erasedAt }) => erasedAt === null)
            .map(({ recordId }) => ({
              ...{ recordId: RecordId.of(recordId), type: 'org.openpouch.handover.expired' },
              data: { handoverId: id },
              signer: operator,
              actor: { organisationId: undefined, name: 'OpenPouch' },
              time,
            })),
        );
        return 1;
      });
    }
    if (due.length < atOnce) return total;
  }
}

/** Looks every minute. @returns ends it */
export function watchOffers(context: Context): () => void {
  const look = (): void => {
    expireOffers(context).catch((err: unknown) =>
      context.logger.warn({ err }, 'expired offers were not put away'),
    );
  };
  const timer = setInterval(look, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
