import type { Actor, Database, Trx } from './database.ts';

/** Reads one thing by its id for an organisation; undefined: not there, or not for it to see. */
export type GroupedRead<T> = (actor: Actor, id: string) => Promise<T | undefined>;

interface Waiting<T> {
  readonly id: string;
  readonly resolve: (found: T | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** What an organisation waits for, whether a transaction is being opened for it, and how many groups are being read. */
interface Queue<T> {
  readonly waiting: Waiting<T>[];
  isOpening: boolean;
  underWay: number;
}

/** Groups of one organisation at the same time; others have the other connections. */
const mostUnderWay = 2;
const mostTogether = 200;

/**
 * What an organisation asks for while a transaction under its row-level security is being opened is read in it
 * together. Nothing is remembered: each group is read after all of its requests have come.
 *
 * @param load answers for all ids at once; an id that is missing in the answer is not there
 */
export function createGroupedRead<T>(
  database: Database,
  load: (trx: Trx, ids: readonly string[]) => Promise<ReadonlyMap<string, T>>,
): GroupedRead<T> {
  const queues = new Map<string, Queue<T>>();

  const open = async (organisationId: string, queue: Queue<T>): Promise<void> => {
    queue.isOpening = true;
    queue.underWay += 1;
    let group: Waiting<T>[] = [];
    const close = (): void => {
      group = queue.waiting.splice(0, mostTogether);
      queue.isOpening = false;
      openNext(organisationId, queue);
    };
    try {
      await database.as({ organisationId }, async (trx) => {
        close();
        const found = await load(trx, [...new Set(group.map(({ id }) => id))]);
        // Nothing was written that the end of the transaction could still refuse.
        for (const { id, resolve } of group) resolve(found.get(id));
      });
    } catch (error) {
      if (queue.isOpening) close();
      for (const { reject } of group) reject(error);
    }
    queue.underWay -= 1;
    openNext(organisationId, queue);
  };

  const openNext = (organisationId: string, queue: Queue<T>): void => {
    if (queue.waiting.length > 0 && !queue.isOpening && queue.underWay < mostUnderWay)
      void open(organisationId, queue);
    else if (queue.underWay === 0) queues.delete(organisationId);
  };

  return ({ organisationId }, id) =>
    new Promise((resolve, reject) => {
      const queue = queues.get(organisationId) ?? { waiting: [], isOpening: false, underWay: 0 };
      queues.set(organisationId, queue);
      queue.waiting.push({ id, resolve, reject });
      openNext(organisationId, queue);
    });
}
