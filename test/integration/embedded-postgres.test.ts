import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import pg from 'pg';
import { FolderInUseError, lockFolder } from '../../server/embedded/folder-lock.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../server/embedded/postgres.ts';
import { keepRunning } from '../../server/embedded/supervisor.ts';
import { startParent } from '../fixtures/killed-parent.ts';
import { descendantsOf, eventually, isAlive } from '../fixtures/processes.ts';

const quiet = { info() {}, warn() {}, error() {} };

async function query(postgres: Pick<EmbeddedPostgres, 'url'>, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: postgres.url('postgres') });
  client.on('error', () => {}); // The server is killed under it: the query itself tells.
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

describe('embedded PostgreSQL', () => {
  let base = '';
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'openpouch-postgres-'));
    chmodSync(base, 0o711);
  });
  afterEach(() => rmSync(base, { recursive: true, force: true }));

  const startAndStop = async (dir: string) => {
    const postgres = await startEmbeddedPostgres({ dir, durable: false });
    try {
      expect(
        await query(postgres, "SELECT current_setting('server_version_num')::int / 10000"),
      ).to.deep.equal([18]);
    } finally {
      await postgres.stop();
    }
    expect(isAlive(postgres.pid)).to.equal(false);
  };

  describe('startEmbeddedPostgres', () => {
    it('runs in a folder whose name has spaces, commas, quotes and letters beyond ASCII', () =>
      startAndStop(join(base, `data, "of" Müller's & Söhne`)));

    it('runs in a folder whose path is too long for a Unix socket', async () => {
      await startAndStop(
        join(base, ...Array.from({ length: 12 }, () => 'a-folder-name-of-its-own'), 'postgres'),
      );
    });

    it('runs in a folder that is closed to others', async () => {
      const closed = join(base, 'closed');
      mkdirSync(closed, { mode: 0o700 });
      await startAndStop(join(closed, 'postgres'));
    });

    it('keeps what was committed, and the folder to its owner', async () => {
      const dir = join(base, 'postgres');
      const first = await startEmbeddedPostgres({ dir, durable: false });
      await query(first, 'CREATE TABLE kept AS SELECT 42 AS n');
      await first.stop();
      const second = await startEmbeddedPostgres({ dir, durable: false });
      try {
        expect(await query(second, 'SELECT n FROM kept')).to.deep.equal([42]);
        expect(second.url('postgres')).to.equal(first.url('postgres'));
        expect(statSync(dir).mode & 0o077).to.equal(0);
      } finally {
        await second.stop();
      }
    });

    it('leaves no process behind when its parent is killed', async () => {
      const parent = await startParent('postgres', join(base, 'postgres'));
      const processes = [...descendantsOf(parent.pid).map(({ pid }) => pid)];
      expect(processes).to.include(parent.component);
      await parent.kill();
      await eventually('every process has ended', () => !processes.some(isAlive));
    });

    it('ends a server that was left over, and takes over its data', async () => {
      const dir = join(base, 'postgres');
      const parent = await startParent('postgres', dir);
      await parent.killWithWatchdog();
      expect(isAlive(parent.component)).to.equal(true);
      const postgres = await startEmbeddedPostgres({ dir, durable: false });
      try {
        expect(isAlive(parent.component)).to.equal(false);
        expect(await query(postgres, 'SELECT 1')).to.deep.equal([1]);
      } finally {
        await postgres.stop();
      }
    });
  });

  describe('keepRunning', () => {
    it('starts it again under the same address when it is killed, with all that was committed', async () => {
      const dir = join(base, 'postgres');
      const supervisor = await keepRunning(
        'postgres',
        () => startEmbeddedPostgres({ dir, durable: true }),
        quiet,
      );
      try {
        const first = supervisor.current();
        if (first === undefined) throw new Error('It does not run.');
        await query(first, 'CREATE TABLE kept AS SELECT 42 AS n');
        process.kill(first.pid, 'SIGKILL');
        await eventually('another one runs', () => ![first, undefined].includes(supervisor.current()));
        expect(await query(first, 'SELECT n FROM kept')).to.deep.equal([42]);
      } finally {
        await supervisor.stop();
      }
      expect(supervisor.current() === undefined || !isAlive(supervisor.current()?.pid ?? 0)).to.equal(true);
    });

    it('tells why the first start failed', async () => {
      const failing = () => Promise.reject(new Error('no room'));
      const message = await keepRunning('nothing', failing, quiet).catch((error: Error) => error.message);
      expect(message).to.equal('no room');
    });
  });

  describe('lockFolder', () => {
    it('keeps a second one out, whatever name it uses for the folder, until it is given free', async () => {
      const free = await lockFolder(join(base, 'data'));
      const second = await lockFolder(join(base, 'x', '..', 'data')).catch((error: unknown) => error);
      expect(second).to.be.instanceOf(FolderInUseError);
      await (await lockFolder(join(base, 'other')))();
      await free();
      await (await lockFolder(join(base, 'data')))();
    });

    it('is free again when its process was killed', async () => {
      const dir = join(base, 'data');
      const parent = await startParent('lock', dir);
      expect(await lockFolder(dir).catch((error: unknown) => error)).to.be.instanceOf(FolderInUseError);
      await parent.kill();
      await (await lockFolder(dir))();
    });
  });
});
