import type { AppContext } from '../context.ts';
import { attachmentStore } from './attachment-store.ts';

const hour = 3_600_000;
const waitsMs = 24 * hour;

/** At the start and every hour: files whose message was not sent within a day go. @returns ends it */
export function sweepAttachments({
  database,
  content,
  logger,
  now,
}: Pick<AppContext, 'database' | 'content' | 'logger' | 'now'>): () => void {
  const sweep = async () => {
    const before = new Date(now().getTime() - waitsMs);
    for (const cid of await database.asSystem((trx) => attachmentStore.forget(trx, before)))
      await content.remove(cid);
  };
  const run = () => {
    sweep().catch((err: unknown) => logger.warn({ err }, 'files of messages that were never sent stay'));
  };
  run();
  const timer = setInterval(run, hour);
  timer.unref();
  return () => clearInterval(timer);
}
