import { RecordId } from '../../../core/ids.ts';
import type { AppContext } from '../../context.ts';
import { certificateStore } from '../certificate-store.ts';
import { validityStore } from './validity-store.ts';

type ExpiryContext = Pick<AppContext, 'database' | 'recorder' | 'operator' | 'logger' | 'now'>;

/** In one transaction. */
const atOnce = 200;
const everyMs = 600_000;
const leastMs = 50;

/**
 * Ends the certificates whose time is over in their country of destination; the operator says so in their trails.
 * Several processes may do it at once.
 * @returns how many
 */
export async function expireDue({ database, recorder, operator, now }: ExpiryContext): Promise<number> {
  for (let total = 0; ; ) {
    const count = await database.asSystem(async (trx) => {
      const time = now();
      const due = await validityStore.lockExpired(trx, time, atOnce);
      for (const { id } of due) await certificateStore.setState(trx, id, 'expired');
      await recorder.append(
        trx,
        due.map(({ recordId }) => ({
          recordId: RecordId.of(recordId),
          type: 'org.openpouch.certificate.expired',
          data: {},
          signer: operator,
          actor: { organisationId: undefined, name: 'OpenPouch' },
          time,
        })),
      );
      return due.length;
    });
    total += count;
    if (count < atOnce) return total;
  }
}

/**
 * Looks at the start and again when the next certificate expires, so that every list says it from that moment on; every
 * ten minutes at the least, for what another process issued.
 * @returns ends it
 */
export function watchExpiry(context: ExpiryContext): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const look = async (): Promise<void> => {
    let next = everyMs;
    try {
      await expireDue(context);
      const at = await context.database.asSystem((trx) => validityStore.nextExpiry(trx));
      // What another process is ending right now is still there: not again at once.
      if (at !== undefined) next = Math.max(leastMs, at.getTime() - context.now().getTime());
    } catch (err) {
      context.logger.warn({ err }, 'expired certificates were not ended');
    }
    if (isStopped) return;
    timer = setTimeout(look, Math.min(next, everyMs));
    timer.unref();
  };
  void look();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}
