import { sql } from 'kysely';
import type { Trx } from '../database/database.ts';
import type { DeliveryState } from '../database/tables-notices.ts';
import type { TimeCursor } from '../http/time-cursor.ts';
import type { Outcome } from './post.ts';

/** An event on its way to an endpoint. Its id is the webhook-id. */
export interface Delivery {
  readonly id: string;
  readonly event: string;
  readonly type: string;
  readonly state: DeliveryState;
  /** Since it was last to be sent anew. */
  readonly attempts: number;
  readonly nextAt: Date;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly lastAttempt: Attempt | null;
}

export interface Attempt {
  readonly at: Date;
  readonly status: number | null;
  readonly failure: string | null;
  readonly durationMs: number;
}

export interface NewDelivery {
  readonly id: string;
  readonly endpointId: string;
  readonly organisationId: string;
  readonly event: string;
  readonly type: string;
  readonly body: string;
  readonly state: 'waiting' | 'missed';
}

/** What a sender needs of a delivery that it has claimed. */
export interface ClaimedDelivery {
  readonly id: string;
  readonly endpointId: string;
  readonly organisationId: string;
  readonly body: string;
  readonly attempts: number;
  readonly url: string;
  readonly sealedSecret: Buffer;
  readonly sealedPrevious: Buffer | null;
  readonly previousUntil: Date | null;
  readonly failingSince: Date | null;
}

const columns = [
  'id',
  'event',
  'type',
  'state',
  'attempts',
  'next_at as nextAt',
  'created_at as createdAt',
  'ended_at as endedAt',
] as const;
const attemptColumns = ['at', 'status', 'failure', 'duration_ms as durationMs'] as const;

/** At an endpoint at the same time; at one that fails a single one finds out whether it is there again. */
const together = 32;

/** Of a delivery that is sent anew. */
const anew = { state: 'waiting', attempts: 0, ended_at: null } as const;

export const deliveryStore = {
  /** As the system. What is on its way already is not sent twice. */
  async insert(trx: Trx, deliveries: readonly NewDelivery[], at: Date): Promise<void> {
    if (deliveries.length === 0) return;
    await trx
      .insertInto('webhook_deliveries')
      .values(
        deliveries.map(({ id, endpointId, organisationId, event, type, body, state }) => ({
          ...{ id, endpoint_id: endpointId, organisation_id: organisationId, event, type, body, state },
          ...{ next_at: at, created_at: at, ended_at: state === 'missed' ? at : null },
        })),
      )
      .onConflict((conflict) => conflict.columns(['endpoint_id', 'event']).doNothing())
      .execute();
  },

  /** Under the organisation's row-level security; the latest first. */
  async list(
    trx: Trx,
    endpointId: string,
    {
      state,
      after,
      limit,
    }: { state: DeliveryState | undefined; after: TimeCursor | undefined; limit: number },
  ): Promise<Delivery[]> {
    let query = trx.selectFrom('webhook_deliveries').select(columns).where('endpoint_id', '=', endpointId);
    if (state !== undefined) query = query.where('state', '=', state);
    if (after !== undefined)
      query = query.where(sql<boolean>`(created_at, id) < (${after.createdAt}, ${after.id}::uuid)`);
    const rows = await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
    const last = await lastAttempts(
      trx,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => ({ ...row, lastAttempt: last.get(row.id) ?? null }));
  },

  /** Under the organisation's row-level security, with what was sent. */
  async find(
    trx: Trx,
    endpointId: string,
    id: string,
  ): Promise<(Delivery & { body: string; tried: Attempt[] }) | undefined> {
    const row = await trx
      .selectFrom('webhook_deliveries')
      .select([...columns, 'body'])
      .where('endpoint_id', '=', endpointId)
      .where('id', '=', id)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const tried = await trx
      .selectFrom('webhook_attempts')
      .select(attemptColumns)
      .where('delivery_id', '=', id)
      .orderBy('id', 'desc')
      .limit(100)
      .execute();
    return { ...row, tried, lastAttempt: tried[0] ?? null };
  },

  /** Under the organisation's row-level security. */
  async replay(trx: Trx, id: string, at: Date): Promise<void> {
    await trx
      .updateTable('webhook_deliveries')
      .set({ ...anew, next_at: at })
      .where('id', '=', id)
      .execute();
  },

  /** All that did not arrive since then. Under the organisation's row-level security. @returns how many */
  async replayMissed(trx: Trx, endpointId: string, since: Date, at: Date): Promise<number> {
    const { numUpdatedRows } = await trx
      .updateTable('webhook_deliveries')
      .set({ ...anew, next_at: at })
      .where('endpoint_id', '=', endpointId)
      .where('state', 'in', ['failed', 'missed'])
      .where('created_at', '>=', since)
      .executeTakeFirst();
    return Number(numUpdatedRows);
  },

  /** As the system: those that are due, kept from other processes until `until`. `busy`: endpoints that have enough to do. */
  async claim(
    trx: Trx,
    { now, until, busy, limit }: { now: Date; until: Date; busy: readonly string[]; limit: number },
  ): Promise<ClaimedDelivery[]> {
    const { rows } = await sql<ClaimedDelivery>`
      UPDATE webhook_deliveries d SET next_at = ${until}, attempts = d.attempts + 1
      FROM (
        SELECT next.id, e.url, e.sealed_secret, e.sealed_previous, e.previous_until, e.failing_since
        FROM webhook_endpoints e CROSS JOIN LATERAL (
          SELECT w.id FROM webhook_deliveries w
          WHERE w.endpoint_id = e.id AND w.state = 'waiting' AND w.next_at <= ${now}
          ORDER BY w.next_at LIMIT CASE WHEN e.failing_since IS NULL THEN ${together}::int ELSE 1 END
          FOR UPDATE SKIP LOCKED) AS next
        WHERE e.state = 'on' AND e.id <> ALL(${[...busy]}::uuid[]) LIMIT ${limit}) AS due
      WHERE d.id = due.id
      RETURNING d.id, d.endpoint_id AS "endpointId", d.organisation_id AS "organisationId", d.body, d.attempts, due.url,
        due.sealed_secret AS "sealedSecret", due.sealed_previous AS "sealedPrevious",
        due.previous_until AS "previousUntil", due.failing_since AS "failingSince"`.execute(trx);
    return rows;
  },

  /** As the system: one attempt more, and what follows from it. */
  async tried(
    trx: Trx,
    { id, organisationId }: Pick<ClaimedDelivery, 'id' | 'organisationId'>,
    outcome: Outcome & { at: Date },
    then: { state: 'delivered' | 'failed' | 'missed' } | { nextAt: Date },
  ): Promise<void> {
    const { status, failure, durationMs, at } = outcome;
    await trx
      .insertInto('webhook_attempts')
      .values({
        delivery_id: id,
        organisation_id: organisationId,
        at,
        status,
        failure,
        duration_ms: durationMs,
      })
      .execute();
    await trx
      .updateTable('webhook_deliveries')
      .set('nextAt' in then ? { next_at: then.nextAt } : { state: then.state, ended_at: at })
      .where('id', '=', id)
      .execute();
  },

  /** As the system: what waits for an endpoint that is there again need not wait for its time. */
  async hurry(trx: Trx, endpointId: string, at: Date): Promise<void> {
    await trx
      .updateTable('webhook_deliveries')
      .set({ next_at: at })
      .where('endpoint_id', '=', endpointId)
      .where('state', '=', 'waiting')
      .where('next_at', '>', at)
      .execute();
  },

  /** As the system: what waits for an endpoint that is not there any more, or was switched off. */
  async miss(trx: Trx, endpointId: string, at: Date): Promise<void> {
    await trx
      .updateTable('webhook_deliveries')
      .set({ state: 'missed', ended_at: at })
      .where('endpoint_id', '=', endpointId)
      .where('state', '=', 'waiting')
      .execute();
  },

  /** As the system. */
  async forget(trx: Trx, before: { delivered: Date; others: Date }): Promise<void> {
    await trx
      .deleteFrom('webhook_deliveries')
      .where('ended_at', '<', before.delivered)
      .where(({ or, eb }) => or([eb('state', '=', 'delivered'), eb('ended_at', '<', before.others)]))
      .execute();
  },
};

async function lastAttempts(trx: Trx, ids: readonly string[]): Promise<ReadonlyMap<string, Attempt>> {
  if (ids.length === 0) return new Map();
  const rows = await trx
    .selectFrom('webhook_attempts')
    .distinctOn('delivery_id')
    .select([...attemptColumns, 'delivery_id as deliveryId'])
    .where('delivery_id', 'in', [...ids])
    .orderBy('delivery_id')
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map(({ deliveryId, ...attempt }) => [deliveryId, attempt]));
}
