import { setTimeout } from 'node:timers/promises';
import type { AppContext } from '../context.ts';
import { runStore } from '../verification/index.ts';
import { watchStore } from '../watches/index.ts';
import { createGuard, createPoster, createWebhookSender, deliver, deliveryStore } from '../webhooks/index.ts';
import { derive, derivedAtOnce } from './derive.ts';
import { letterStore } from './letter-store.ts';
import { createLetters } from './letters.ts';
import type { MailPort } from './mail.ts';
import { noticeStore } from './notice-store.ts';

/** Tells whom it concerns what happened; any number of processes may do it at once. */
export interface NoticeRunner {
  start(): void;
  /** Something may have happened. */
  wake(): void;
  /** Ends after the step under way; what is not done stays in the database. */
  stop(): Promise<void>;
}

type RunnerContext = Pick<
  AppContext,
  'database' | 'logger' | 'now' | 'publicUrl' | 'sealer' | 'webhooksAnywhere'
>;

/** Without being woken it looks so often: for what is due again, and what another process left. */
const idleMs = 1_000;
/** What happens within this time is told together. */
const gatherMs = 50;
const day = 86_400_000;
const kept = {
  ...{ notices: 365 * day, letters: 30 * day, delivered: 7 * day, undelivered: 30 * day },
  ...{ watchChanges: 365 * day, verificationRuns: 365 * day },
};

/** @param besides sends letters that tell of no notice, as `Letters.work` */
export function createNoticeRunner(
  context: RunnerContext,
  mail: MailPort,
  besides: (mail: MailPort) => Promise<boolean> = async () => false,
): NoticeRunner {
  const { database, logger, now, publicUrl, webhooksAnywhere } = context;
  const loops: Loop[] = [];
  const wakeAll = () => {
    for (const loop of loops) loop.wake();
  };
  const poster = createPoster(createGuard({ anywhere: webhooksAnywhere }));
  const sender = createWebhookSender(context, poster, () => sending.wake());
  const letters = createLetters(context, mail);

  const told = createLoop(async () => {
    const at = now();
    const taken = await database.asSystem((trx) =>
      derive(trx, {
        now: at,
        deliver: (trx, outgoing) => deliver(trx, outgoing, { publicUrl: publicUrl(), now: at }),
      }),
    );
    if (taken !== undefined && taken > 0) {
      sending.wake();
      writing.wake();
    }
    return taken === derivedAtOnce;
  }, logger);
  const sending = createLoop(async () => (await sender.work()) > 0, logger);
  const writing = createLoop(() => letters.work(), logger);
  const forgetting = createLoop(() => forget(context), logger, 3_600_000);
  const inviting = createLoop(() => besides(mail), logger);
  loops.push(told, sending, writing, forgetting, inviting);

  return {
    start() {
      for (const loop of loops) loop.start();
    },
    wake() {
      told.wake();
      inviting.wake();
    },
    async stop() {
      const ended = loops.map((loop) => loop.stop());
      wakeAll();
      await Promise.all(ended);
      poster.close();
      await sender.settled();
      mail.close();
    },
  };
}

async function forget({ database, now }: Pick<RunnerContext, 'database' | 'now'>): Promise<false> {
  const before = (ms: number) => new Date(now().getTime() - ms);
  await database.asSystem(async (trx) => {
    await noticeStore.forget(trx, before(kept.notices));
    await letterStore.forget(trx, before(kept.letters));
    await watchStore.forget(trx, { ended: now(), changes: before(kept.watchChanges) });
    await runStore.forget(trx, before(kept.verificationRuns));
    await deliveryStore.forget(trx, { delivered: before(kept.delivered), others: before(kept.undelivered) });
  });
  return false;
}

interface Loop {
  start(): void;
  wake(): void;
  stop(): Promise<void>;
}

/** Does its work again and again: at once while there is more, when woken, and every so often. */
function createLoop(
  work: () => Promise<boolean>,
  logger: RunnerContext['logger'],
  pauseMs: number = idleMs,
): Loop {
  let running: Promise<void> | undefined;
  let isStopping = false;
  let isWoken = false;
  let alarm = new AbortController();
  const pause = (ms: number) =>
    setTimeout(ms, undefined, { signal: alarm.signal, ref: false }).catch(() => undefined);

  const run = async (): Promise<void> => {
    while (!isStopping) {
      isWoken = false;
      let hasMore = false;
      try {
        hasMore = await work();
      } catch (err) {
        logger.warn({ err }, 'notices wait; they go on from where they are');
      }
      if (hasMore || isStopping) continue;
      if (!isWoken) await pause(pauseMs);
      // Whoever is woken waits a moment for what comes with it.
      alarm = new AbortController();
      if (isWoken && !isStopping) await setTimeout(gatherMs, undefined, { ref: false });
    }
  };
  return {
    start() {
      running ??= run();
    },
    wake() {
      isWoken = true;
      alarm.abort();
    },
    async stop() {
      isStopping = true;
      alarm.abort();
      await running;
    },
  };
}
