import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ChainIdentity } from './chain-identity.ts';
import type { RunningProcess } from './supervisor.ts';
import { createWatchdog } from './watchdog.ts';

export interface ChainProcess extends RunningProcess {
  /** Hardhat's own address, unfiltered: it also takes orders to forge blocks and balances. Never told to others. */
  readonly url: string;
}

const PROJECT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** The script itself, run by our own Node: a wrapper would leave it behind when it is killed. */
const SCRIPT = join(dirname(createRequire(import.meta.url).resolve('hardhat')), 'cli.js');
const ARGUMENTS = ['node', '--network', 'embedded', '--hostname', '127.0.0.1', '--port', '0'];
const START_TIMEOUT_MS = 60_000;

/**
 * Starts an empty chain of the given identity as a process of its own, on a port that the system picks, and waits
 * until it listens. A process that an earlier one left behind (`pidFile`) is ended before.
 */
export async function startChainProcess(identity: ChainIdentity, pidFile: string): Promise<ChainProcess> {
  endLeftOver(pidFile);
  const watchdog = createWatchdog('KILL');
  const child = spawn(process.execPath, [SCRIPT, ...ARGUMENTS], {
    cwd: PROJECT,
    detached: true, // Ctrl-C in a terminal must not reach it before our own requests have drained.
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      HARDHAT_DISABLE_TELEMETRY: 'true',
      OPENPOUCH_CHAIN_ID: String(identity.chainId),
      OPENPOUCH_CHAIN_KEY: identity.privateKey,
      OPENPOUCH_CHAIN_GENESIS: new Date(identity.genesisTime * 1000).toISOString(),
    },
  });
  const { pid } = child;
  if (pid !== undefined) {
    watchdog.watch(pid);
    writeFileSync(pidFile, String(pid));
  }
  const { promise: listening, resolve: listens } = Promise.withResolvers<string>();
  let output = '';
  // Both are read to their end, or a full pipe would stop the chain.
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-2000);
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
      if (address !== undefined) listens(address);
    });
  }
  const exited = new Promise<string>((done) => {
    child.once('error', (error) => done(error.message));
    child.once('exit', (code, signal) =>
      done(`ended with ${signal ?? code}: ${output.trimEnd().slice(-500)}`),
    );
  }).finally(() => {
    watchdog.release();
    rmSync(pidFile, { force: true });
  });
  const stop = async () => {
    child.kill('SIGKILL'); // It lives in memory: there is nothing to be saved.
    await exited;
  };

  const tooLate = setTimeout(() => child.kill('SIGKILL'), START_TIMEOUT_MS);
  const first = await Promise.race([listening, exited.then((reason) => new Error(reason))]);
  clearTimeout(tooLate);
  if (first instanceof Error || pid === undefined)
    throw new Error('The embedded chain did not start.', { cause: first });
  return { pid, url: first, exited, stop };
}

/** Our watchdog ends the chain with us; this is for the case that someone killed the watchdog too. */
function endLeftOver(pidFile: string): void {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  rmSync(pidFile, { force: true });
  const commandLine = `/proc/${pid}/cmdline`;
  if (!Number.isSafeInteger(pid) || pid <= 1 || !existsSync(commandLine)) return;
  // The number may have gone to another process since.
  const isChain = readFileSync(commandLine, 'utf8')
    .split('\0')
    .slice(1)
    .join(' ')
    .startsWith(`${SCRIPT} node`);
  if (isChain) process.kill(pid, 'SIGKILL');
}
