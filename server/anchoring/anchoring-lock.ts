import type pg from 'pg';
import type { Database } from '../database/database.ts';

/** Of PostgreSQL's advisory locks, one per database: `anch` in ASCII. */
const LOCK = 0x61_6e_63_68;

export interface AnchoringLock {
  /** Whether this process holds the lock as far as it knows. */
  held(): boolean;
  /** Tries to take it, on a connection of its own that is made when needed. */
  tryTake(): Promise<boolean>;
  release(): Promise<void>;
}

/**
 * Who may write transactions for the chain: one process at a time. The lock belongs to a session, so it falls free
 * when its process dies or loses its connection, and any other takes over. A process that has lost it without
 * knowing does no harm: nonces, batch numbers and roots are unique in the database, and what it meant to write is
 * undone.
 */
export function createAnchoringLock(database: Database): AnchoringLock {
  let session: pg.Client | undefined;
  let holds = false;

  const drop = () => {
    session = undefined;
    holds = false;
  };
  const connect = async () => {
    const client = await database.connection();
    client.once('end', () => {
      if (session === client) drop();
    });
    client.once('error', () => {
      if (session === client) drop();
      // It may have ended already.
      client.end().catch(() => undefined);
    });
    return client;
  };

  return {
    held: () => holds,
    async tryTake() {
      if (holds) return true;
      session ??= await connect();
      const { rows } = await session.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
        LOCK,
      ]);
      holds = session !== undefined && rows[0]?.taken === true;
      return holds;
    },
    async release() {
      const ending = session;
      drop();
      await ending?.end();
    },
  };
}

/** Runs `work` as the one that anchors; waits for the lock while another holds it. For the deployment. */
export async function whileAnchoring<T>(database: Database, work: () => Promise<T>): Promise<T> {
  const client = await database.connection();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    return await work();
  } finally {
    await client.end();
  }
}
