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
 * remembered: each group begins after all of its requests have come. A lone request goes at once; while others are
 * being read, those that come within two milliseconds go together.
 *
 * @param load answers for all ids at once; an id that is missing in the answer is not there
 */
export function createGroupedRead<T>(
  database: Database,
  load: (trx: Trx, ids: readonly string[]) => Promise<ReadonlyMap<string, T>>,
): GroupedRead<T> {
  const gathering = new Map<string, Waiting<T>[]>();
  const underWay = new Map<string, number>();

  const count = (organisationId: string, change: 1 | -1): void => {
    const now = (underWay.get(organisationId) ?? 0) + change;
    if (now === 0) underWay.delete(organisationId);
    else underWay.set(organisationId, now);
  };

  const run = async (organisationId: string): Promise<void> => {
    const group = gathering.get(organisationId) ?? [];
    gathering.delete(organisationId);
    count(organisationId, 1);
    try {
      const ids = [...new Set(group.map(({ id }) => id))];
      const found = await database.as({ organisationId }, (trx) => load(trx, ids));
      for (const { id, resolve } of group) resolve(found.get(id));
    } catch (error) {
      for (const { reject } of group) reject(error);
    } finally {
      count(organisationId, -1);
    }
  };

  return ({ organisationId }, id) =>
    new Promise((resolve, reject) => {
      const request = { id, resolve, reject };
      const group = gathering.get(organisationId);
      if (group !== undefined) {
        group.push(request);
        return;
      }
      gathering.set(organisationId, [request]);
      if (underWay.has(organisationId)) setTimeout(() => void run(organisationId), gatherMs);
      else setImmediate(() => void run(organisationId));
    });
}

const gatherMs = 2;
