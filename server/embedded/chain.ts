import { join } from 'node:path';
import { createJsonRpc } from '../chain/json-rpc.ts';
import { type JournalEntry, replay } from './block-player.ts';
import { type ChainIdentity, readIdentity, saveIdentity } from './chain-identity.ts';
import { type ChainProcess, startChainProcess } from './chain-process.ts';
import { openRpcGate, type RpcGate } from './rpc-gate.ts';
import { keepRunning, type ProcessLogger } from './supervisor.ts';

export interface EmbeddedChainOptions {
  /** Folder that holds `chain.json`: the chain's identity and its port. */
  readonly dir: string;
  /** All transactions that were mined, oldest first. Read from the start at every (re)start of the process. */
  readonly journal: () => AsyncIterable<JournalEntry>;
  readonly logger: ProcessLogger;
}

export interface EmbeddedChain {
  readonly chainId: number;
  /** The operator's key, the one account with a balance. */
  readonly privateKey: string;
  /** Address for others: read-only, the same after a restart of chain or server. */
  readonly rpcUrl: string;
  /**
   * Address for our own process, which also sends transactions. It changes with the chain's process.
   * @throws while the chain is down or being replayed, so that nobody reads half a chain.
   */
  directUrl(): string;
  /** Process id of the chain, undefined while it is down or being replayed. */
  pid(): number | undefined;
  /** How many times the process was started; a change means that what was not in the journal is gone. */
  generation(): number;
  stop(): Promise<void>;
}

const USUAL_PORT = 18545;

/**
 * A Hardhat node as a child process, made durable by a journal: the chain lives in memory, and every start replays
 * the journal's transactions with their block times, which gives the same addresses, numbers and times. It ends
 * with our process, and is started again when it dies. It proves nothing against its own operator.
 * @throws when the first start fails, or the journal does not fit the chain.
 */
export async function startEmbeddedChain(options: EmbeddedChainOptions): Promise<EmbeddedChain> {
  const { dir, journal, logger } = options;
  const file = join(dir, 'chain.json');
  let identity = readIdentity(file, USUAL_PORT);
  let generation = 0;
  let ready: ChainProcess | undefined;

  const gate = await openGate(identity.port, () => ready?.url);
  if (gate.port !== identity.port)
    logger.warn({ port: gate.port }, "the embedded chain's port was taken, it has a new one");
  identity = { ...identity, port: gate.port };
  saveIdentity(file, identity);

  const start = async () => {
    const chain = await startRestored(identity, join(dir, 'chain.pid'), journal, logger);
    generation++;
    ready = chain;
    void chain.exited.then(() => {
      if (ready === chain) ready = undefined;
    });
    return chain;
  };
  const supervisor = await keepRunning('chain', start, logger).catch(async (error: unknown) => {
    await gate.close();
    throw error;
  });

  return {
    chainId: identity.chainId,
    privateKey: identity.privateKey,
    rpcUrl: `http://127.0.0.1:${gate.port}`,
    directUrl() {
      if (ready === undefined) throw new Error('the embedded chain is being restored');
      return ready.url;
    },
    pid: () => ready?.pid,
    generation: () => generation,
    async stop() {
      ready = undefined;
      await supervisor.stop();
      await gate.close();
    },
  };
}

async function openGate(port: number, target: () => string | undefined): Promise<RpcGate> {
  try {
    return await openRpcGate(port, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return openRpcGate(0, target);
  }
}

async function startRestored(
  identity: ChainIdentity,
  pidFile: string,
  journal: () => AsyncIterable<JournalEntry>,
  logger: ProcessLogger,
): Promise<ChainProcess> {
  const chain = await startChainProcess(identity, pidFile);
  const rpc = createJsonRpc({ url: chain.url, timeoutMs: 60_000 });
  try {
    await rpc.call('hardhat_setLoggingEnabled', [false]);
    const since = performance.now();
    const blocks = await replay(rpc, journal());
    logger.info({ blocks, ms: Math.round(performance.now() - since) }, 'the embedded chain is restored');
    return chain;
  } catch (error) {
    await chain.stop();
    throw error;
  } finally {
    rpc.close();
  }
}
