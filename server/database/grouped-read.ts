import type { Actor, Database, Trx } from './database.ts';

/** Reads one thing by its id for an organisation; undefined: not there, or not for it to see. */
export type GroupedRead<T> = (actor: Actor, id: string) => Promise<T | undefined>;

interface Waiting<T> {
  readonly id: string;
  readonly resolve: (found: T | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * What an organisation asks for at the same time is read in one transaction under its row-level security. Nothing is
 * remembered: each group begins after all of its requests have come. One group of an organisation is under way at a
 * time, so that groups grow with the load instead of the number of connections.
 *
 * @param load answers for all ids at once; an id that is missing in the answer is not there
 */
export function createGroupedRead<T>(
  database: Database,
  load: (trx: Trx, ids: readonly string[]) => Promise<ReadonlyMap<string, T>>,
): GroupedRead<T> {
  const waiting = new Map<string, Waiting<T>[]>();

  const run = async (organisationId: string): Promise<void> => {
    for (
      let group = waiting.get(organisationId);
      group !== undefined && group.length > 0;
      group = waiting.get(organisationId)
    ) {
      const requests = group.splice(0, groupMax);
      try {
        const ids = [...new Set(requests.map(({ id }) => id))];
        const found = await database.as({ organisationId }, (trx) => load(trx, ids));
        for (const { id, resolve } of requests) resolve(found.get(id));
      } catch (error) {
        for (const { reject } of requests) reject(error);
      }
    }
    waiting.delete(organisationId);
  };

  return ({ organisationId }, id) =>
    new Promise((resolve, reject) => {
      const request = { id, resolve, reject };
      const group = waiting.get(organisationId);
      if (group !== undefined) {
        group.push(request);
        return;
      }
      waiting.set(organisationId, [request]);
      // Everything that arrived in this turn of the event loop goes along.
      setImmediate(() => void run(organisationId));
    });
}

const groupMax = 200;
