import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { chainJournal } from '../../server/anchoring/index.ts';
import type { Config } from '../../server/config.ts';
import { createDatabase } from '../../server/database/database.ts';
import {
  socketFolder,
  unprivilegedAccount,
  workingFolder,
} from '../../server/embedded/unprivileged-account.ts';
import { createLogger } from '../../server/log.ts';
import { startServices } from '../../server/services.ts';

export interface Found {
  readonly databaseUrl: string;
  /** Undefined: there is none to ask. */
  readonly rpcUrl: string | undefined;
}

/**
 * Where database and chain are: what the command line or the configuration names, else those that `npm start` runs, else
 * the embedded ones, started for this. What it started is added to `closers`.
 */
export async function findInstallation(
  config: Config,
  given: { readonly database?: string | undefined; readonly rpc?: string | undefined },
  closers: (() => Promise<unknown>)[],
): Promise<Found> {
  const databaseUrl = given.database ?? config.databaseUrl;
  const rpcUrl = given.rpc ?? config.chain?.rpcUrl;
  if (databaseUrl !== undefined) return { databaseUrl, rpcUrl: rpcUrl ?? (await publishedRpc(config)) };
  if (!existsSync(join(config.dataDir, 'postgres')))
    throw new Error(`There is no database in ${config.dataDir}: name it with --data or --database.`);
  const running = runningDatabase(config.dataDir);
  if (await answers(running)) return { databaseUrl: running, rpcUrl: rpcUrl ?? (await publishedRpc(config)) };

  const services = await startServices(config, createLogger('error'), closers);
  if (rpcUrl !== undefined) return { databaseUrl: services.databaseUrl, rpcUrl };
  const database = createDatabase({ url: services.databaseUrl, poolSize: 1, onConnectionError: () => {} });
  try {
    const chain = await services.startChain(() => chainJournal(database));
    return { databaseUrl: services.databaseUrl, rpcUrl: chain.url() };
  } finally {
    await database.close();
  }
}

/** The embedded PostgreSQL listens in its folder, or where a folder's name is too long for a socket. */
function runningDatabase(dataDir: string): string {
  const account = unprivilegedAccount();
  const socket = socketFolder(workingFolder(resolve(join(dataDir, 'postgres')), account), account);
  return `postgres://openpouch@/openpouch?host=${encodeURIComponent(socket)}`;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** What the running server tells everybody. */
async function publishedRpc({ publicUrl, host, port }: Config): Promise<string | undefined> {
  try {
    const response = await fetch(`${publicUrl ?? `http://${host}:${port}`}/.well-known/openpouch.json`);
    const { rpcUrl } = (await response.json()) as { rpcUrl?: unknown };
    return typeof rpcUrl === 'string' ? rpcUrl : undefined;
  } catch {
    return undefined;
  }
}
