import type { AppContext } from '../context.ts';
import { type ClaimedDelivery, deliveryStore } from './delivery-store.ts';
import { endpointStore } from './endpoint-store.ts';
import type { Outcome, Poster } from './post.ts';
import { sealOf } from './secret.ts';
import { webhookHeaders } from './signature.ts';

export interface WebhookSender {
  /** Sends what is due, as much as fits, without waiting for the answers. @returns how much it began */
  work(): Promise<number>;
  /** Waits for the answers that are still to come. */
  settled(): Promise<void>;
}

type SenderContext = Pick<AppContext, 'database' | 'logger' | 'now' | 'sealer'>;

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
/** Ten attempts over three days, as the Standard Webhooks specification has them. */
const pauses = [
  5 * second,
  5 * minute,
  0.5 * hour,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];
/** Of this process at the same time, to all endpoints together. */
const mostTogether = 128;
/** Longer than an attempt can last: whoever finds it due then knows that its sender is gone. */
const leaseMs = minute;
/** Whoever failed for so long was away: what waits is sent at once when it is there again. */
const awayMs = 5 * minute;

/**
 * How long after its n-th attempt a delivery is tried again, so much longer or shorter that not all come at once.
 * @param random from 0 to 1
 * @returns undefined: no more
 */
export function pauseAfter(attempts: number, random: number): number | undefined {
  const pause = pauses[attempts - 1];
  return pause === undefined ? undefined : Math.round(pause * (0.9 + 0.2 * random));
}

/** @param done told when an answer has come: there may be room for more */
export function createWebhookSender(
  { database, logger, now, sealer }: SenderContext,
  poster: Poster,
  done: () => void,
): WebhookSender {
  const underWay = new Map<Promise<void>, string>();

  const send = async (delivery: ClaimedDelivery): Promise<void> => {
    const { id, endpointId, organisationId, url, body, previousUntil } = delivery;
    const at = now();
    const sealed = [
      delivery.sealedSecret,
      ...(delivery.sealedPrevious !== null && previousUntil !== null && previousUntil > at
        ? [delivery.sealedPrevious]
        : []),
    ];
    const secrets = sealed.map((one) =>
      Buffer.from(sealer.open(one, sealOf(organisationId))).toString('utf8'),
    );
    const outcome = await poster.post(url, body, webhookHeaders({ id, at, body }, secrets));
    await settle(delivery, { ...outcome, at: now() });
    logger.debug({ delivery: id, endpoint: endpointId, ...outcome }, 'webhook');
  };

  const settle = (delivery: ClaimedDelivery, outcome: Outcome & { at: Date }): Promise<void> =>
    database.asSystem(async (trx) => {
      const { endpointId, attempts, failingSince } = delivery;
      const { status, at } = outcome;
      if (status !== null && status >= 200 && status < 300) {
        await deliveryStore.tried(trx, delivery, outcome, { state: 'delivered' });
        if (failingSince === null) return;
        await endpointStore.setFailing(trx, endpointId, null);
        // Shorter than that it may be one event that it does not take: others would use up its attempts.
        if (at.getTime() - failingSince.getTime() > awayMs) await deliveryStore.hurry(trx, endpointId, at);
        return;
      }
      if (status === 410) {
        await deliveryStore.tried(trx, delivery, outcome, { state: 'missed' });
        await endpointStore.setGone(trx, endpointId);
        await deliveryStore.miss(trx, endpointId, at);
        return;
      }
      const pause = pauseAfter(attempts, Math.random());
      const then =
        pause === undefined ? ({ state: 'failed' } as const) : { nextAt: new Date(at.getTime() + pause) };
      await deliveryStore.tried(trx, delivery, outcome, then);
      if (failingSince === null) await endpointStore.setFailing(trx, endpointId, at);
    });

  return {
    async work() {
      const room = mostTogether - underWay.size;
      if (room <= 0) return 0;
      const at = now();
      const claimed = await database.asSystem((trx) =>
        deliveryStore.claim(trx, {
          ...{ now: at, until: new Date(at.getTime() + leaseMs), limit: room },
          busy: [...new Set(underWay.values())],
        }),
      );
      for (const delivery of claimed) {
        const sending = send(delivery)
          // What was not written down is sent again when its time is over.
          .catch((err: unknown) => logger.warn({ err, delivery: delivery.id }, 'a webhook was interrupted'))
          .finally(() => {
            underWay.delete(sending);
            done();
          });
        underWay.set(sending, delivery.endpointId);
      }
      return claimed.length;
    },
    async settled() {
      await Promise.all(underWay.keys());
    },
  };
}
