import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { PreparingClient } from './preparing-client.ts';
import type { Tables } from './tables.ts';

export type Trx = Transaction<Tables>;

/** For whom a transaction runs: row-level security shows it this organisation's rows and no others. */
export interface Actor {
  readonly organisationId: string;
  /** The user or API client that acts: what it records in its organisation's name bears its id. */
  readonly personId?: string;
}

export interface Database {
  /** One transaction under the actor's row-level security. */
  as<T>(actor: Actor, work: (trx: Trx) => Promise<T>): Promise<T>;
  /** One transaction that sees everything: sign-in, background work, public look-ups by secret. */
  asSystem<T>(work: (trx: Trx) => Promise<T>): Promise<T>;
  /** A dedicated connection of the system's role, for locks and LISTEN; the caller ends it. */
  connection(): Promise<pg.Client>;
  close(): Promise<void>;
}

/** int8 as number: our counters and sizes stay far below 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8
      ? Number
      : pg.types.getTypeParser(oid, format ?? 'text')) as pg.CustomTypesConfig['getTypeParser'],
};

export interface DatabaseOptions {
  readonly url: string;
  readonly poolSize?: number;
  /** Told of connections that break while idle; queries in flight fail by themselves. */
  readonly onConnectionError: (error: Error) => void;
}

/** A request that waits for longer is given up, so that its connection is there for others. */
const ofRequests = [
  'lock_timeout=15s',
  'statement_timeout=30s',
  // What a process leaves open that hangs, or whose host is gone.
  'idle_in_transaction_session_timeout=60s',
];

export function createDatabase(options: DatabaseOptions): Database {
  const pool = (role: string, max: number, settings: readonly string[] = []) => {
    const made = new pg.Pool({
      connectionString: options.url,
      options: [`role=${role}`, ...settings].map((setting) => `-c ${setting}`).join(' '),
      max,
      Client: PreparingClient,
      types,
      connectionTimeoutMillis: 10_000,
    });
    // Idle ones report through the pool; one that is in use reports by itself, and its query fails as well.
    made.on('error', options.onConnectionError);
    made.on('connect', (client) => client.on('error', options.onConnectionError));
    return made;
  };
  const app = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: pool('openpouch_app', options.poolSize ?? 12, ofRequests) }),
  });
  const system = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: pool('openpouch_system', 8) }) });

  return {
    as: (actor, work) =>
      app.transaction().execute(async (trx) => {
        await sql`SELECT set_config('openpouch.organisation', ${actor.organisationId}, true),
          set_config('openpouch.person', ${actor.personId ?? ''}, true)`.execute(trx);
        return work(trx);
      }),
    asSystem: (work) => system.transaction().execute(work),
    async connection() {
      const client = new pg.Client({
        connectionString: options.url,
        options: '-c role=openpouch_system',
        types,
        // It waits for long and says nothing: without this nobody notices that the other end is gone.
        keepAlive: true,
        keepAliveInitialDelayMillis: 10_000,
      });
      client.on('error', options.onConnectionError);
      await client.connect();
      return client;
    },
    async close() {
      await Promise.all([app.destroy(), system.destroy()]);
    },
  };
}

/**
 * Runs the effects of an act that was allowed on rows that the actor itself may not write (another party's access,
 * the trail, the outbox), in the same transaction. Call it only after the actor's right was established under
 * row-level security.
 */
export async function elevated<T>(trx: Trx, work: (trx: Trx) => Promise<T>): Promise<T> {
  // Within another one it already is, and stays so.
  if (elevatedNow.has(trx)) return work(trx);
  await sql`SET LOCAL ROLE openpouch_system`.execute(trx);
  elevatedNow.add(trx);
  const result = await work(trx).finally(() => elevatedNow.delete(trx));
  // Back to the role that the connection was made with.
  await sql`RESET ROLE`.execute(trx);
  return result;
}

/** Transactions that are at it: one does not do two things at once. */
const elevatedNow = new WeakSet<Trx>();
