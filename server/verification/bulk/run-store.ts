import { sql } from 'kysely';
import type { Trx } from '../../database/database.ts';
import type { TimeCursor } from '../../http/time-cursor.ts';

/** A verification of many: who asked when, and what came of it. */
export interface Run {
  readonly id: string;
  readonly askedBy: string;
  readonly items: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly complete: boolean;
}

/** Under the organisation's row-level security, where nothing else is said. */
export const runStore = {
  async insert(
    trx: Trx,
    run: Pick<Run, 'id' | 'askedBy' | 'startedAt'> & { organisationId: string; personId: string },
  ): Promise<void> {
    const { id, organisationId, askedBy, personId, startedAt } = run;
    await trx
      .insertInto('verification_runs')
      .values({
        ...{ id, organisation_id: organisationId, asked_by: askedBy },
        ...{ person_id: personId, started_at: startedAt },
      })
      .execute();
  },

  async end(
    trx: Trx,
    id: string,
    { items, outcomes, endedAt, complete }: Pick<Run, 'items' | 'outcomes' | 'endedAt' | 'complete'>,
  ): Promise<void> {
    await trx
      .updateTable('verification_runs')
      .set({ items, outcomes: JSON.stringify(outcomes), ended_at: endedAt, complete })
      .where('id', '=', id)
      .execute();
  },

  /** The latest first. */
  list(trx: Trx, { after, limit }: { after: TimeCursor | undefined; limit: number }): Promise<Run[]> {
    let query = trx
      .selectFrom('verification_runs')
      .select(['id', 'asked_by as askedBy', 'items', 'outcomes'])
      .select(['started_at as startedAt', 'ended_at as endedAt', 'complete']);
    if (after !== undefined)
      query = query.where(sql<boolean>`(started_at, id) < (${after.createdAt}, ${after.id}::uuid)`);
    return query.orderBy('started_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
  },

  /** As the system. */
  async forget(trx: Trx, before: Date): Promise<void> {
    await trx.deleteFrom('verification_runs').where('started_at', '<', before).execute();
  },
};
