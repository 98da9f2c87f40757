import type { Database } from '../database/database.ts';
import type { Logger } from '../log.ts';
import type { ContentStore } from './content-store.ts';
import { recordedAmong } from './recorded-store.ts';

const dayMs = 24 * 3600_000;

/** At the start and once a day: what was stored a day ago and recorded nowhere goes. @returns ends it */
export function sweepContents({
  content,
  database,
  logger,
}: {
  content: ContentStore;
  database: Database;
  logger: Logger;
}): () => void {
  const sweep = () => {
    content
      .sweep(new Date(Date.now() - dayMs), (cids) => database.asSystem((trx) => recordedAmong(trx, cids)))
      .then(
        (blocks) =>
          blocks > 0 && logger.info({ blocks }, 'blocks of uploads that were never recorded are gone'),
        (err: unknown) => logger.warn({ err }, 'blocks of uploads that were never recorded were not removed'),
      );
  };
  sweep();
  const timer = setInterval(sweep, dayMs);
  timer.unref();
  return () => clearInterval(timer);
}
