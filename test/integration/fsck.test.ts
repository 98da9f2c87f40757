import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import pg from 'pg';
import { type FsckOptions, fsck } from '../../scripts/fsck/fsck.ts';
import { openSource } from '../../scripts/fsck/source.ts';
import { openShipment, type Shipment } from '../api/support/shipment.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';

describe('fsck', () => {
  let server: TestServer;
  let parties: Shipment;
  let client: pg.Client;
  let pouch: string;
  let moved: string;

  before(async () => {
    server = await startTestServer();
    parties = await openShipment(server);
    const { exporter, chamber, forwarder } = parties;
    const certificates = [
      await parties.certificate(),
      await parties.certificate(),
      await parties.certificate(),
    ];
    const made = await parties.pouch();
    await parties.upload(exporter, made.id, randomBytes(1_000));
    await exporter.post(`/records/${made.recordId}/shares`, {
      body: { organisationId: parties.id('forwarder'), rights: ['view', 'download'] },
    });
    await forwarder.get(`/pouches/${made.id}`);
    await server.anchoring.flush();
    const [first, second, third] = certificates;
    await parties.handOver(first?.recordId ?? '', exporter, 'forwarder');
    await chamber.post(`/certificates/${second?.id}/revocation`, { body: { reason: 'dataIncorrect' } });
    await exporter.post(`/records/${third?.recordId}/closure`, { body: { reason: 'switchedToPaper' } });
    await server.anchoring.flush();
    // From here on nobody writes but who tampers.
    await server.anchoring.stop();
    await parties.pouch('Waits for its batch');
    pouch = made.recordId.slice(2);
    moved = first?.recordId.slice(2) ?? '';
    client = new pg.Client({ connectionString: server.databaseUrl });
    await client.connect();
  });
  after(async () => {
    await client.end();
    await server.close();
  });

  const check = async (more: Partial<FsckOptions> = {}) => {
    const source = await openSource(server.databaseUrl);
    try {
      const { deployment, content } = server.context;
      return await fsck({ source, deployment, rpcUrl: server.rpcUrl, content, ...more });
    } finally {
      await source.close();
    }
  };
  const faults = async (signatures: boolean) =>
    (await check({ signatures })).findings.map(({ fault, first }) => `${fault}: ${first}`);

  it('finds nothing where nothing was altered, and says what it looked at', async () => {
    const result = await check({ signatures: true });
    expect(result.findings).to.deep.equal([]);
    expect(result).to.deep.include({ records: 5, waitingEvents: 1, erased: 0, files: 1, signatures: true });
    expect(result.chain).to.deep.equal({ anchored: result.batches, waiting: 0 });
    expect(result.batches).to.be.greaterThan(1);
    const { rows } = await client.query('SELECT count(*)::integer AS count FROM events');
    expect(result.events).to.equal(rows[0].count);
  });

  it('does not mind content that was erased', async () => {
    await altering(
      'UPDATE events SET jws = NULL, body_salt = NULL WHERE record_id = decode($1, $2)',
      async () => {
        const { findings, erased } = await check();
        expect(findings).to.deep.equal([]);
        expect(erased).to.be.greaterThan(2);
      },
    );
  });

  /** Runs it inside the database, looks, and puts the tables back as they were. */
  async function altering(statement: string, look: () => Promise<void>, values?: unknown[]): Promise<void> {
    const tables = ['events', 'batches', 'records', 'chain_transactions', 'document_versions'];
    for (const table of tables) await client.query(`CREATE TABLE kept_${table} AS SELECT * FROM ${table}`);
    await client.query('SET session_replication_role = replica');
    try {
      const { rowCount } = await client.query(
        statement,
        values ?? (statement.includes('$1') ? [pouch, 'hex'] : []),
      );
      expect(rowCount, 'rows altered').to.be.greaterThan(0);
      await look();
    } finally {
      for (const table of tables) {
        await client.query(`DELETE FROM ${table}`);
        await client.query(`INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM kept_${table}`);
        await client.query(`DROP TABLE kept_${table}`);
      }
      await client.query('SET session_replication_role = DEFAULT');
    }
  }

  const of = `record_id = decode($1, $2)`;
  const lastOfPouch = `${of} AND sequence = (SELECT max(sequence) FROM events WHERE ${of})`;
  const zeros = `decode(repeat('ab', 32), 'hex')`;
  /** What is done to the rows, and the kinds that must be named, with where the first is. */
  const tampering: readonly (readonly [what: string, statement: string, expected: readonly RegExp[]])[] = [
    [
      'a hash',
      `UPDATE events SET entry_hash = ${zeros} WHERE ${of} AND sequence = 1`,
      [/^entry: record 0x.* event 1$/, /^link: record 0x.* event 2$/],
    ],
    [
      'a signed text',
      `UPDATE events SET jws = replace(jws, '.', '.A') WHERE ${of} AND sequence = 0`,
      [/^body: record 0x.* event 0$/, /^columns: /, /^signature: record 0x.* event 0$/],
    ],
    [
      'a salt',
      `UPDATE events SET body_salt = ${zeros} WHERE ${of} AND sequence = 0`,
      [/^body: record 0x.* event 0$/],
    ],
    [
      'the type that lists show',
      `UPDATE events SET type = 'org.openpouch.pouch.other' WHERE ${of} AND sequence = 0`,
      [/^columns: record 0x.* event 0$/],
    ],
    [
      'the time that lists show',
      `UPDATE events SET time = time - interval '1 day' WHERE ${of} AND sequence = 1`,
      [/^columns: record 0x.* event 1$/],
    ],
    [
      'whose act it was',
      `UPDATE events SET actor_organisation_id = (SELECT id FROM organisations WHERE id <> actor_organisation_id LIMIT 1) WHERE ${of} AND sequence = 0`,
      [/^columns: /, /^signature: /],
    ],
    [
      'an entry that is gone',
      `DELETE FROM events WHERE ${of} AND sequence = 1`,
      [/^gap: record 0x.* event 2$/, /^leaf: batch \d+$/, /^root: batch \d+$/, /^anchor: batch \d+, root 0x/],
    ],
    [
      'the end of a trail that is gone',
      `DELETE FROM events WHERE ${lastOfPouch}`,
      [/^head: record 0x/, /^leaf: /, /^root: /, /^anchor: /],
    ],
    [
      'two entries in each other’s place',
      `UPDATE events SET (previous, body_commitment, body_salt, jws, type, time) = (SELECT previous, body_commitment, body_salt, jws, type, time FROM events o WHERE o.record_id = events.record_id AND o.sequence = 1 - events.sequence) WHERE ${of} AND sequence < 2`,
      [/^entry: /, /^link: /, /^root: /],
    ],
    [
      'a whole trail with hashes that fit, as an operator could',
      'forge',
      [/^signature: /, /^root: /, /^anchor: batch \d+, root 0x/],
    ],
    [
      'an audit path',
      `UPDATE events SET path = ${zeros} WHERE ${of} AND sequence = 1`,
      [/^path: record 0x.* event 1$/],
    ],
    [
      'the place in a batch',
      `UPDATE events SET leaf_index = 999 WHERE ${of} AND sequence = 0`,
      [/^leaf: batch/],
    ],
    [
      'a root',
      `UPDATE batches SET root = ${zeros} WHERE number = 1`,
      [/^root: batch 1$/, /^root-signature: batch 1$/],
    ],
    [
      'a header',
      `UPDATE batches SET header = overlay(header PLACING '\\x01'::bytea FROM 60) WHERE number = 1`,
      [/^root: batch 1$/, /^header: batch 1$/],
    ],
    [
      'what a batch follows',
      `UPDATE batches SET previous_root = ${zeros} WHERE number = 2`,
      [/^order: batch 2$/, /^header: batch 2$/, /^root-signature: batch 2$/],
    ],
    ['a batch that is gone', 'DELETE FROM batches WHERE number = 1', [/^leaf: /, /^order: batch 2$/]],
    [
      'a signature of a root',
      `UPDATE batches SET root_signature = (SELECT root_signature FROM batches WHERE number = 2) WHERE number = 1`,
      [/^root-signature: batch 1$/],
    ],
    [
      'when it was anchored',
      `UPDATE chain_transactions SET block_time = block_time - 86400 WHERE purpose = 'anchor'`,
      [/^anchor-time: batch 1$/],
    ],
    [
      'an outbox whose end is gone',
      'DELETE FROM chain_transactions WHERE nonce = (SELECT max(nonce) FROM chain_transactions)',
      [/^transactions: from nonce \d+ on$/],
    ],
    ['what a record was', `UPDATE records SET content = ${zeros} WHERE ${of}`, [/^genesis: record 0x/]],
    [
      'whose a record is',
      `UPDATE records SET owner_key_id = (SELECT owner_key_id FROM records WHERE ${of}) WHERE record_id = decode('MOVED', $2)`,
      [/^slot: record 0xMOVED$/],
    ],
    [
      'how often a record moved',
      `UPDATE records SET chain_sequence = 0 WHERE chain_sequence > 0 AND status = 'active' AND record_id <> decode($1, $2)`,
      [/^slot: record 0xMOVED$/],
    ],
    [
      'that a record ended',
      `UPDATE records SET status = 'active', reason = 0 WHERE status = 'revoked' AND record_id <> decode($1, $2)`,
      [/^slot: record 0x/],
    ],
    [
      'where a file lies',
      `UPDATE document_versions SET cid = 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy' WHERE ${of}`,
      [/^block: document_versions bafkrei/],
    ],
  ];
  for (const [what, statement, expected] of tampering) {
    it(`names ${what}`, async () => {
      const asked = statement === 'forge' ? forge() : statement.replaceAll('MOVED', moved);
      await altering(asked, async () => {
        const found = await faults(expected.some(({ source }) => source.includes('signature:')));
        for (const one of expected) {
          const pattern = new RegExp(one.source.replaceAll('MOVED', moved));
          expect(
            found.some((line) => pattern.test(line)),
            `${pattern} in ${found.join(' | ')}`,
          ).to.equal(true);
        }
      });
    });
  }

  /** The last entry of the pouch says something else, and everything that can be computed again is. */
  function forge(): string {
    return `WITH said AS (SELECT id, record_id, sequence, previous, body_salt, replace(jws, '.', '.e30') AS jws FROM events WHERE ${lastOfPouch}),
      bound AS (SELECT *, sha256(body_salt || sha256(convert_to(jws, 'UTF8'))) AS commitment FROM said),
      hashed AS (SELECT *, sha256('\\x00'::bytea || '\\x02'::bytea || record_id || int8send(sequence) || previous || commitment) AS hash FROM bound),
      ended AS (UPDATE records r SET head_hash = h.hash FROM hashed h WHERE r.record_id = h.record_id)
      UPDATE events e SET jws = h.jws, body_commitment = h.commitment, entry_hash = h.hash FROM hashed h WHERE e.id = h.id`;
  }

  it('goes on without a chain that does not answer, and says so', async () => {
    const { chain, findings, events } = await check({ rpcUrl: 'http://127.0.0.1:9' });
    expect(chain).to.be.a('string').that.includes('cannot be asked');
    expect(findings).to.deep.equal([]);
    expect(events).to.be.greaterThan(5);
  });

  it('holds another operator’s signature for none', async () => {
    const { findings } = await check({
      operator: `0x${'11'.repeat(24)}` as NonNullable<FsckOptions['operator']>,
    });
    expect(findings.map(({ fault }) => fault)).to.include('root-signature');
  });

  describe('as a command', () => {
    const script = fileURLToPath(new URL('../../scripts/fsck.ts', import.meta.url));
    const run = async (...words: string[]) => {
      const child = spawn(process.execPath, [script, '--database', server.databaseUrl, ...words]);
      const [output, errors, [code]] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        once(child, 'exit'),
      ]);
      return { code: Number(code), output, errors };
    };

    it('ends with 0, 1 and 2, and reports in words', async () => {
      const dir = mkdtempSync(join(tmpdir(), 'openpouch-fsck-'));
      const trust = join(dir, 'trust.json');
      writeFileSync(trust, await (await fetch(`${server.url}/.well-known/openpouch.json`)).text());
      try {
        const [good, unasked, wrong] = await Promise.all([
          run('--rpc', server.rpcUrl, '--trust', trust),
          run('--rpc', 'http://127.0.0.1:9', '--json', '--no-signatures'),
          run('--nonsense'),
        ]);
        expect(good.output + good.errors).to.match(
          /rebuilt in [\s\S]*signatures: each verified[\s\S]*UNBROKEN\n$/,
        );
        expect([good.code, unasked.code, wrong.code]).to.deep.equal([0, 2, 64]);
        expect(JSON.parse(unasked.output))
          .to.include({ signatures: false })
          .and.include.keys('events', 'findings', 'chain');
        await altering(`UPDATE events SET body_salt = ${zeros} WHERE ${of}`, async () => {
          const { code, output } = await run('--rpc', server.rpcUrl);
          expect(code).to.equal(1);
          expect(output).to.match(
            /✗ body: a signed text is not the one .* — \d+ cases, the first: record 0x/,
          );
        });
      } finally {
        rmSync(dir, { recursive: true, force: true });
      }
    });
  });
});
