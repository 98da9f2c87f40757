import { join } from 'node:path';
import pg from 'pg';
import type { Mine } from './anchoring/index.ts';
import { createJsonRpc } from './chain/json-rpc.ts';
import type { Config } from './config.ts';
import { type JournalEntry, mineBlock } from './embedded/block-player.ts';
import { startEmbeddedChain } from './embedded/chain.ts';
import { lockFolder } from './embedded/folder-lock.ts';
import { startEmbeddedPostgres } from './embedded/postgres.ts';
import { keepRunning } from './embedded/supervisor.ts';
import { masterKeyFromDigits, masterKeyFromFile } from './keys/master-key.ts';
import type { Logger } from './log.ts';

/** A chain that answers JSON-RPC, and the account that pays on it. */
export interface ChainService {
  /** Asked before each request: the embedded chain's address changes with its process. @throws while it is down */
  readonly url: () => string;
  /** The address that others read it at. */
  readonly publicRpcUrl: string;
  readonly privateKey: string;
  readonly confirmations: number;
  /** Makes a block only when something is sent, and forgets everything with its process. */
  readonly embedded: boolean;
  /** Of the embedded chain: a block at a time of our choice, the same at every replay. */
  readonly mine?: Mine;
}

/** The programs that the server stands on, running, whoever started them. */
export interface Services {
  readonly databaseUrl: string;
  readonly masterKey: Uint8Array;
  /** @param journal of the embedded chain: what it must replay; a remote chain remembers by itself. */
  startChain(journal: () => AsyncIterable<JournalEntry>): Promise<ChainService>;
}

/** Starts the embedded ones that the configuration does not replace; what it started is added to `closers`. */
export async function startServices(
  config: Config,
  logger: Logger,
  closers: (() => Promise<unknown>)[],
): Promise<Services> {
  const embedded = [config.databaseUrl, config.chain, config.ipfsApiUrl].includes(undefined);
  if (embedded) closers.push(await lockFolder(config.dataDir));
  const masterKey = await (config.masterKey === undefined
    ? masterKeyFromFile(join(config.dataDir, 'master-key'))
    : masterKeyFromDigits(config.masterKey))();
  return {
    masterKey,
    databaseUrl: config.databaseUrl ?? (await embeddedDatabase(config, logger, closers)),
    async startChain(journal) {
      if (config.chain !== undefined) {
        const { rpcUrl, ...chain } = config.chain;
        return { ...chain, url: () => rpcUrl, embedded: false };
      }
      const chain = await startEmbeddedChain({ dir: join(config.dataDir, 'chain'), journal, logger });
      closers.push(() => chain.stop());
      const rpc = createJsonRpc({ url: chain.directUrl });
      closers.push(async () => rpc.close());
      return {
        url: chain.directUrl,
        publicRpcUrl: chain.rpcUrl,
        privateKey: chain.privateKey,
        confirmations: 0,
        embedded: true,
        mine: (raw, blockTime) => mineBlock(rpc, { raw, blockTime }),
      };
    },
  };
}

async function embeddedDatabase(
  config: Config,
  logger: Logger,
  closers: (() => Promise<unknown>)[],
): Promise<string> {
  const start = () => startEmbeddedPostgres({ dir: join(config.dataDir, 'postgres'), durable: true });
  const supervisor = await keepRunning('postgres', start, logger);
  closers.push(() => supervisor.stop());
  const running = supervisor.current();
  if (running === undefined) throw new Error('The embedded PostgreSQL ended right after its start.');
  const client = new pg.Client({ connectionString: running.url('postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = 'openpouch'");
    if (rowCount === 0) await client.query('CREATE DATABASE openpouch');
  } finally {
    await client.end();
  }
  return running.url('openpouch');
}
