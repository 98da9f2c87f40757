import { RecordId } from '../../../core/ids.ts';
import type { AppContext } from '../../context.ts';
import { certificateStore } from '../certificate-store.ts';
import { validityStore } from './validity-store.ts';

type ExpiryContext = Pick<AppContext, 'database' | 'recorder' | 'operator' | 'logger' | 'now'>;

/** In one transaction. */
const atOnce = 200;
const everyMs = 600_000;

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

/** Looks every ten minutes. @returns ends it */
export function watchExpiry(context: ExpiryContext): () => void {
  const look = (): void => {
    expireDue(context).catch((err: unknown) =>
      context.logger.warn({ err }, 'expired certificates were not ended'),
    );
  };
  const timer = setInterval(look, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
