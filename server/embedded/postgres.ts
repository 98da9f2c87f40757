import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { postgresHome } from './postgres-binaries.ts';
import type { RunningProcess } from './supervisor.ts';
import { type Account, socketFolder, unprivilegedAccount, workingFolder } from './unprivileged-account.ts';
import { createWatchdog } from './watchdog.ts';

export interface EmbeddedPostgresOptions {
  /** Folder for the cluster and its socket. As root it is given to the unprivileged account. */
  readonly dir: string;
  /** False only in tests: a crash of the machine may then lose or break everything. */
  readonly durable: boolean;
}

export interface EmbeddedPostgres extends RunningProcess {
  /** Connection string of a database over the Unix socket; the same after every restart. */
  url(database: string): string;
}

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 15_000;
const SUPERUSER = 'openpouch';

/**
 * Starts PostgreSQL 18 on the folder, with its cluster made at first. A server that a killed process left running
 * there is stopped before. It ends when `stop` is called or when our process dies.
 * @throws when it cannot be set up or does not answer within a minute, with the end of its log.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const account = unprivilegedAccount();
  const home = await postgresHome(account);
  const dir = workingFolder(resolve(options.dir), account);
  const cluster = { home, dir, data: join(dir, 'data'), socket: socketFolder(dir, account), account };
  if (!existsSync(join(cluster.data, 'PG_VERSION'))) initialise(cluster, options.durable);
  stopLeftOver(cluster);

  const giveUpAt = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const attempt = await launch(cluster, options.durable, giveUpAt);
    if ('pid' in attempt) return attempt;
    // After a kill -9 of the server its helpers need a moment to notice: until then they hold the memory.
    const passing = /pre-existing shared memory block|lock file .* already exists/.test(attempt.log);
    if (!passing || Date.now() > giveUpAt) throw new Error(`PostgreSQL did not start:\n${attempt.log}`);
    await sleep(50);
  }
}

interface Cluster {
  readonly home: string;
  readonly dir: string;
  readonly data: string;
  readonly socket: string;
  readonly account: Account | undefined;
}

const ENVIRONMENT = { LC_ALL: 'C', PATH: '/usr/bin:/bin' };

function run(cluster: Cluster, name: string, args: readonly string[]) {
  const { home, dir, account } = cluster;
  const result = spawnSync(join(home, 'bin', name), args, {
    ...account,
    cwd: dir,
    encoding: 'utf8',
    env: ENVIRONMENT,
  });
  if (result.error !== undefined) throw result.error;
  return result;
}

function initialise(cluster: Cluster, durable: boolean): void {
  rmSync(cluster.data, { recursive: true, force: true }); // An earlier attempt that was cut off half-way.
  const { status, stderr } = run(cluster, 'initdb', [
    ...['-D', cluster.data, '-U', SUPERUSER, '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8'],
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...(durable ? [] : ['--no-sync']),
  ]);
  if (status === 0) return;
  rmSync(cluster.data, { recursive: true, force: true });
  throw new Error(`initdb ended with ${status}:\n${stderr}`);
}

function stopLeftOver(cluster: Cluster): void {
  if (!existsSync(join(cluster.data, 'postmaster.pid'))) return;
  if (run(cluster, 'pg_ctl', ['status', '-D', cluster.data]).status !== 0) return;
  const { status, stderr } = run(cluster, 'pg_ctl', [
    'stop',
    '-D',
    cluster.data,
    '-m',
    'fast',
    '-w',
    '-t',
    '30',
  ]);
  if (status !== 0) throw new Error(`The PostgreSQL left over in ${cluster.dir} does not stop: ${stderr}`);
}

async function launch(
  cluster: Cluster,
  durable: boolean,
  giveUpAt: number,
): Promise<EmbeddedPostgres | { log: string }> {
  const { home, dir, data, socket, account } = cluster;
  const unsafe = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
  const settings = [
    'listen_addresses=',
    // A list of folders: quoted, a folder's name may hold commas.
    `unix_socket_directories="${socket.replaceAll('"', '""')}"`,
    'unix_socket_permissions=0700',
    'max_connections=200',
    'timezone=UTC',
    'log_timezone=UTC',
    // A new installation fills within minutes: until its tables are analysed, statements are planned as if they were empty.
    'autovacuum_naptime=10s',
    ...(durable ? [] : unsafe),
  ].flatMap((setting) => ['-c', setting]);

  const watchdog = createWatchdog('INT');
  const child = spawn(join(home, 'bin/postgres'), ['-D', data, ...settings], {
    ...account,
    cwd: dir,
    detached: true, // Ctrl-C in a terminal must not reach it before our own requests have drained.
    stdio: ['ignore', 'ignore', 'pipe'],
    env: ENVIRONMENT,
  });
  const { pid } = child;
  if (pid !== undefined) watchdog.watch(pid);
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-4000);
  });
  const exited = new Promise<string>((done) => {
    child.once('error', (error) => done(error.message));
    child.once('exit', (code, signal) => done(`ended with ${signal ?? code}: ${log.trimEnd().slice(-500)}`));
  }).finally(() => watchdog.release());

  const url = (database: string) =>
    `postgres://${SUPERUSER}@/${encodeURIComponent(database)}?host=${encodeURIComponent(socket)}`;
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGINT'); // Fast shutdown: sessions are ended, what is committed is kept.
    const hurry = setTimeout(() => child.kill('SIGQUIT'), STOP_TIMEOUT_MS);
    await exited;
    clearTimeout(hurry);
    if (socket !== dir) removeIfEmpty(socket);
  };

  if (!(await answers(url('postgres'), exited, giveUpAt))) {
    await stop();
    if (child.stderr.readable) await once(child.stderr, 'close');
    return { log };
  }
  if (pid === undefined) throw new Error('PostgreSQL runs without a process id.');
  return { pid, url, exited, stop };
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Something else lies there, or it is gone: not ours to judge.
  }
}

/** Whether a connection succeeds before the process ends or the time is up. */
async function answers(url: string, exited: Promise<string>, giveUpAt: number): Promise<boolean> {
  let ended = false;
  void exited.then(() => {
    ended = true;
  });
  while (!ended && Date.now() < giveUpAt) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      await sleep(20); // Not listening yet, or still recovering from a crash.
    }
  }
  return false;
}
