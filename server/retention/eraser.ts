import type { ActOf } from '../../core/event-types.ts';
import { RecordId } from '../../core/ids.ts';
import type { AppContext } from '../context.ts';
import type { Trx } from '../database/database.ts';
import { refuseWhileOffered } from '../handovers/index.ts';
import { Problem } from '../http/problem.ts';
import type { EraseBelongings } from '../records/belongings.ts';
import type { EventDraft } from '../records/recorder.ts';
import { askForDue } from './automatic.ts';
import { destroyContent } from './destroying-store.ts';
import { type Erasure, erasureStore } from './erasure-store.ts';
import { keptEnd } from './retention.ts';
import { announced, dayMs, lockRecord, obstacleTo } from './retention-service.ts';

type Context = Pick<AppContext, 'database' | 'recorder' | 'operator' | 'content' | 'logger' | 'now'>;

export interface Eraser {
  /** Asks for what organisations want erased by itself, erases what is due, and removes the files. @returns how many records */
  run(): Promise<number>;
  /** At once and every ten minutes. */
  start(): void;
  stop(): Promise<void>;
}

const everyMs = 10 * 60_000;
const filesAtOnce = 200;

/**
 * Erases records whose day has come. Of each, one transaction destroys all that is in the database, keys and salts
 * among it, and writes down which files are to follow: what is left of those nobody can read. Wherever a process ends,
 * it or another one goes on. Several may do it at once.
 * @param belongings what features keep of a record beyond foreign keys
 */
export function createEraser(context: Context, belongings: readonly EraseBelongings[]): Eraser {
  const { database, recorder, operator, content, logger, now } = context;

  const ofOperator = (
    recordId: Buffer,
    type: ActOf<'record'>,
    data: EventDraft['data'],
    time: Date,
  ): EventDraft => ({
    recordId: RecordId.of(recordId),
    ...{ type: `org.openpouch.record.${type}`, data, signer: operator, time },
    actor: { organisationId: undefined, name: 'OpenPouch' },
  });

  /** @returns whether there was one, and whether it was erased */
  const eraseNext = (): Promise<{ found: boolean; erased: boolean }> =>
    database.asSystem(async (trx) => {
      const at = now();
      const erasure = await erasureStore.lockNext(trx, at);
      if (erasure === undefined) return { found: false, erased: false };
      const later = await postponed(trx, erasure, at);
      if (later === 'withdrawn') await erasureStore.end(trx, erasure.id, 'withdrawn', at);
      else if (later !== undefined) await erasureStore.tryAgain(trx, erasure.id, later);
      else {
        await recorder.append(trx, [ofOperator(erasure.recordId, 'erased', {}, at)]);
        const cids = await destroyContent(trx, erasure.recordId, belongings, at);
        await erasureStore.erasing(trx, erasure.id, cids);
      }
      return { found: true, erased: later === undefined };
    });

  /** A file that is there no more is removed already: it is done again after a process that ended. */
  const removeFiles = async (): Promise<void> => {
    for (;;) {
      const files = await database.asSystem((trx) => erasureStore.files(trx, filesAtOnce));
      for (const file of files) {
        await content.remove(file.cid);
        await database.asSystem((trx) => erasureStore.fileGone(trx, file));
      }
      if (files.length < filesAtOnce) break;
    }
    await database.asSystem((trx) => erasureStore.finish(trx, now()));
  };

  const run = async (): Promise<number> => {
    await askForDue(context, (recordId, dueAt, time) => {
      const { type, data } = announced(dueAt);
      return ofOperator(recordId, type, { ...data }, time);
    });
    for (let count = 0; ; ) {
      const { found, erased } = await eraseNext();
      if (erased) count++;
      if (!found) {
        await removeFiles();
        return count;
      }
    }
  };

  let running: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const look = () => {
    running = run().then(
      (records) => records > 0 && logger.info({ records }, 'records were erased'),
      (err: unknown) => logger.warn({ err }, 'an erasure has not come to its end'),
    );
  };
  return {
    run,
    start() {
      look();
      timer = setInterval(look, everyMs);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

/** Until when it has to wait, though its day has come; withdrawn: the record has another owner, who did not ask for it. */
async function postponed(trx: Trx, erasure: Erasure, at: Date): Promise<Date | 'withdrawn' | undefined> {
  const record = await lockRecord(trx, erasure.recordId);
  if (record.ownerOrganisationId !== erasure.organisationId) return 'withdrawn';
  const obstacle = await obstacleTo(trx, record, at);
  if (obstacle?.kind === 'term') return keptEnd(obstacle.until);
  if (obstacle?.kind === 'hold') return new Date(at.getTime() + dayMs);
  try {
    await refuseWhileOffered(trx, [record.recordId], at);
    return undefined;
  } catch (error) {
    if (error instanceof Problem && error.code === 'handover_open') return new Date(at.getTime() + dayMs);
    throw error;
  }
}
