import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { ConfigurationError, readConfig } from '../../server/config.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const secret = 'ab'.repeat(31);

/** Everything that can be wrong, each in its own way. */
const wrong = {
  PORT: '65536',
  OPENPOUCH_PUBLIC_URL: 'ftp://openpouch.example',
  OPENPOUCH_PROXIES: '-1',
  OPENPOUCH_LOG: 'loud',
  OPENPOUCH_MASTER_KEY: secret,
  OPENPOUCH_FEDERATION: 'x'.repeat(201),
  OPENPOUCH_DEMONSTRATION: 'perhaps',
  OPENPOUCH_BATCH_INTERVAL_MS: '49',
  OPENPOUCH_BATCH_SIZE: '1.5',
  OPENPOUCH_COLOUR: 'green',
  DATABASE_URL: 'mysql://localhost/openpouch',
  CHAIN_PRIVATE_KEY: `0x${secret}`,
  CHAIN_PUBLIC_RPC_URL: 'rpc.example',
  CHAIN_CONFIRMATIONS: ' ',
  CHAIN_GAS: '1',
  IPFS_API_URL: 'no address',
} as const;

const problemsOf = (environment: Readonly<Record<string, string>>): readonly string[] => {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
};
const namesOf = (problems: readonly string[]): string[] =>
  problems.map((one) => one.split(':')[0] ?? '').sort();

describe('config', () => {
  describe('readConfig', () => {
    it('needs nothing', () => {
      expect(readConfig({})).to.include({
        port: 8080,
        host: '127.0.0.1',
        demonstration: true,
        batchSize: 20_000,
        verificationsPerMinute: 600,
      });
      expect(readConfig({ PORT: '', OPENPOUCH_LOG: '' })).to.deep.equal(readConfig({}));
    });

    it('seeds a demonstration, whose password all know, only where nobody comes from outside, or when told to', () => {
      for (const outward of [
        { HOST: '0.0.0.0' },
        { OPENPOUCH_PUBLIC_URL: 'https://openpouch.example' },
        { DATABASE_URL: 'postgres://db.example/openpouch' },
      ]) {
        expect(readConfig(outward).demonstration, JSON.stringify(outward)).to.equal(false);
        expect(readConfig({ ...outward, OPENPOUCH_DEMONSTRATION: 'yes' }).demonstration).to.equal(true);
      }
      expect(readConfig({ OPENPOUCH_DEMONSTRATION: 'no' }).demonstration).to.equal(false);
    });

    it('asks for an address to be told where the one of the chain may hold a secret', () => {
      const key = { CHAIN_PRIVATE_KEY: `0x${'1'.repeat(64)}` };
      for (const address of [
        'https://rpc.example/v3/0123',
        'https://user:word@rpc.example',
        'http://rpc.example/?key=1',
      ]) {
        const given = { ...key, CHAIN_RPC_URL: address };
        expect(namesOf(problemsOf(given)), address).to.deep.equal(['CHAIN_PUBLIC_RPC_URL']);
        const told = readConfig({ ...given, CHAIN_PUBLIC_RPC_URL: 'https://open.example' });
        expect(told.chain).to.include({ rpcUrl: address, publicRpcUrl: 'https://open.example' });
      }
    });

    it('reads what is given', () => {
      const config = readConfig({
        PORT: '0',
        OPENPOUCH_PUBLIC_URL: 'https://openpouch.example/',
        CHAIN_RPC_URL: 'https://rpc.example',
        CHAIN_PRIVATE_KEY: `0x${'1'.repeat(64)}`,
        CHAIN_CONFIRMATIONS: '3',
      });
      expect(config.port).to.equal(0);
      expect(config.publicUrl).to.equal('https://openpouch.example');
      expect(config.chain).to.deep.equal({
        rpcUrl: 'https://rpc.example',
        publicRpcUrl: 'https://rpc.example',
        privateKey: `0x${'1'.repeat(64)}`,
        confirmations: 3,
      });
    });

    it('lists every problem at once, and no secret', () => {
      const problems = problemsOf(wrong);
      // The key of an account is of no use without the address of its chain.
      expect(namesOf(problems)).to.deep.equal([...Object.keys(wrong), 'CHAIN_RPC_URL'].sort());
      expect(problems.join('\n')).to.not.include(secret);
      for (const problem of problems) expect(problem).to.match(/^[A-Z_]+: \S.{5,}/);
    });

    it('wants the address of a chain and its key together', () => {
      expect(namesOf(problemsOf({ CHAIN_RPC_URL: 'http://127.0.0.1:8545' }))).to.deep.equal([
        'CHAIN_PRIVATE_KEY',
      ]);
    });

    it('takes numbers in digits alone', () => {
      for (const PORT of ['-1', '1e3', '0x50', '80 ', ' ', '8080.0', 'NaN', '9'.repeat(30)])
        expect(namesOf(problemsOf({ PORT })), PORT).to.deep.equal(['PORT']);
    });

    it('does not mind what others set', () => {
      expect(problemsOf({ HOME: '/root', CHAINED: '1', IPFS_PATH: '/x', NODE_ENV: 'test' })).to.deep.equal(
        [],
      );
    });

    it('knows the settings that docs/operations.md describes, and no others', () => {
      const described = [
        ...readFileSync(join(root, 'docs/operations.md'), 'utf8').matchAll(/^\| `([^|]+)\|/gm),
      ]
        .flatMap(([, cell]) => cell?.match(/[A-Z][A-Z_]+/g) ?? [])
        .sort();
      const read = [
        ...readFileSync(join(root, 'server/config.ts'), 'utf8').matchAll(/^ {2}([A-Z][A-Z_]+): /gm),
      ];
      expect(described).to.deep.equal(read.map(([, name]) => name).sort());
    });
  });

  describe('node server/main.ts', () => {
    let folder: string;
    before(() => {
      folder = mkdtempSync(join(tmpdir(), 'openpouch-config-'));
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    /** Runs it until it ends by itself. */
    async function run(
      environment: Readonly<Record<string, string>>,
    ): Promise<{ code: unknown; out: string; err: string }> {
      const child: ChildProcess = spawn(process.execPath, [join(root, 'server/main.ts')], {
        cwd: folder,
        env: { PATH: process.env['PATH'], HOME: folder, ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const printed = { out: '', err: '' };
      child.stdout?.setEncoding('utf8').on('data', (text: string) => (printed.out += text));
      child.stderr?.setEncoding('utf8').on('data', (text: string) => (printed.err += text));
      const [code] = await once(child, 'close');
      return { code, ...printed };
    }

    it('prints every problem, starts nothing and ends with 1', async () => {
      const { code, out, err } = await run({ ...wrong, OPENPOUCH_DATA: join(folder, 'data') });
      expect(code).to.equal(1);
      expect(out).to.equal('');
      const lines = err.trim().split('\n');
      expect(lines[0]).to.equal('The configuration has 17 problem(s):');
      expect(lines.slice(1)).to.deep.equal(problemsOf(wrong).map((problem) => `  - ${problem}`));
      expect(existsSync(join(folder, 'data'))).to.equal(false);
    });

    it('says so when the port is taken, and ends with 1', async () => {
      const other = createServer();
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      const PORT = String((other.address() as AddressInfo).port);
      const { code, err } = await run({ PORT, OPENPOUCH_DATA: join(folder, 'data') });
      other.close();
      expect(code).to.equal(1);
      expect(err.trim()).to.equal('The port is taken by another program: set PORT to a free one.');
    });
  });
});
