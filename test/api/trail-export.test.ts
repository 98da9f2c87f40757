import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { recordEntryHash } from '../../core/entry.ts';
import { bodyCommitment, verifyEvent } from '../../core/event.ts';
import { BatchRoot, Commitment, EntryHash, NodeHash, type RecordId, Salt } from '../../core/ids.ts';
import { verifyPath } from '../../core/merkle.ts';
import { readTrailFile } from '../../core/trail-file.ts';
import { verifyTrailExport } from '../../core/verify-trail-export.ts';
import { verifyTrailFile } from '../../core/verify-trail-file.ts';
import { chainOf } from '../../scripts/verifier/chain-of.ts';
import { sha256 } from '../../server/records/recorder.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { openShipment, type Pouch, type Shipment, type TrailEvent } from './support/shipment.ts';

interface ExportedTrail {
  readonly format: string;
  readonly organisation: { readonly legalName: string };
  readonly filters: Record<string, string>;
  readonly complete: boolean;
  readonly lines: readonly (Omit<TrailEvent, 'sealing'> & {
    readonly record: { readonly recordId: RecordId };
  })[];
}

describe('exports of the trail', () => {
  let server: TestServer;
  let shipment: Shipment;
  let pouch: Pouch;
  const formula = '=HYPERLINK("http://evil.example","invoice")';

  before(async () => {
    server = await startTestServer();
    shipment = await openShipment(server);
    await shipment.certificate();
    pouch = await shipment.pouch(formula);
    // More than a page of an export.
    for (let n = 0; n < 204; n += 12)
      await Promise.all(Array.from({ length: 12 }, () => shipment.pouch('One of many')));
    await server.anchoring.flush();
  });
  after(() => server?.close());

  const exported = async (format: string, query = '') =>
    Buffer.from(await shipment.exporter.bytes(`/activity/exports/${format}${query}`));

  it('are JSON in which each line proves itself', async () => {
    const trail: ExportedTrail = JSON.parse((await exported('json')).toString());
    expect(trail.lines).to.have.length(206);
    expect(trail).to.deep.include({ format: 'openpouch-trail/1', complete: true, filters: {} });
    for (const { proof, type, record } of trail.lines) {
      const { salt = '', jws = '' } = proof.body ?? {};
      const commitment = bodyCommitment(Salt.parse(salt), jws);
      expect((await verifyEvent(jws)).body).to.deep.include({ type, subject: record.recordId });
      const hash = recordEntryHash({
        recordId: record.recordId,
        sequence: proof.sequence,
        previous: EntryHash.parse(proof.previous),
        bodyCommitment: Commitment.parse(commitment),
      });
      expect(hash).to.equal(proof.entryHash);
      if (proof.anchor === null) throw new Error('It is in no batch.');
      const { index, size, path, root } = proof.anchor;
      const way = {
        index,
        size,
        path: path.map((node) => NodeHash.parse(node)),
        root: BatchRoot.parse(root),
      };
      expect(verifyPath(hash, way)).to.equal(true);
    }
    const narrow: ExportedTrail = JSON.parse(
      (await exported('json', `?type=pouch&by=us&record=${pouch.recordId}`)).toString(),
    );
    expect(narrow.filters).to.deep.equal({ type: 'pouch', by: 'us', record: pouch.recordId });
    expect(narrow.lines.map(({ type }) => type)).to.deep.equal(['org.openpouch.pouch.created']);
    const none: ExportedTrail = JSON.parse((await exported('json', '?destination=JP')).toString());
    expect(none.lines).to.deep.equal([]);
  });

  describe('as JSON, verified without the server', () => {
    let rows: string[];
    const verdict = async (text: string, operator = true) => {
      const chain = chainOf([server.rpcUrl]);
      const { deployment, operator: signer } = server.context;
      try {
        return await verifyTrailExport(Buffer.from(text), {
          ...{ operator: operator ? signer.jwk : undefined, sha256, chain: chain.reader },
          trust: { deployments: [deployment] },
        });
      } finally {
        chain.close();
      }
    };
    /** The codes of what does not hold, in a file of these rows. */
    const faults = async (changed: readonly string[]) =>
      (await verdict(changed.join('\n')))?.checks.flatMap((check) =>
        check.status === 'ok' ? [] : [check.code],
      );
    /** As a forger would who writes an end of its own, or none. */
    const unsigned = (changed: readonly string[]) => [
      ...changed
        .slice(0, -2)
        .map((row, at, all) => (at === 0 ? row : row.replace(/,?$/, at < all.length - 1 ? ',' : ''))),
      '],"complete":true}',
      '',
    ];
    const edited = (at: number, from: string | RegExp, to: string) =>
      rows.with(at, (rows[at] ?? '').replace(from, to));
    /** Its last digit is another. */
    const otherDigit = (at: number, found: RegExp) =>
      rows.with(
        at,
        (rows[at] ?? '').replace(found, (text) => text.slice(0, -1) + (text.endsWith('1') ? '2' : '1')),
      );
    before(async () => {
      rows = (await exported('json')).toString().split('\n');
    });

    it('are valid: the operator signed the whole, and each line stands on the chain', async () => {
      const found = await verdict(rows.join('\n'));
      expect(found?.outcome, found?.statement).to.equal('valid');
      expect(found?.lines.map(({ outcome }) => outcome)).to.deep.equal(Array(206).fill('valid'));
      const sealed = found?.lines[0]?.checks.find(({ code }) => code === 'export.sealed');
      expect(sealed?.evidence['block']).to.be.above(0);
      expect((await verdict((await exported('json', '?type=pouch')).toString()))?.outcome).to.equal('valid');
      expect((await verdict(rows.join('\n'), false))?.outcome).to.equal('indeterminate');
      expect(await verifyTrailExport(Buffer.from('{"format":"openpouch-proof/1"}'), {} as never)).to.equal(
        null,
      );
    });

    it('are found out by the signature when a line was altered, left out, added or moved', async () => {
      const [second = '', third = ''] = [rows[2], rows[3]];
      for (const [what, changed] of [
        ['altered', edited(2, '"destination":"SG"', '"destination":"JP"')],
        ['left out', rows.toSpliced(2, 1)],
        ['added', rows.toSpliced(2, 0, second)],
        ['moved', rows.with(2, third).with(3, second)],
        ['another time', edited(0, /"time":"20/, '"time":"19')],
      ] as const)
        expect(await faults(changed), what).to.include('file.unchanged');
      expect(await faults([...rows.slice(0, -1), ' '])).to.deep.equal(['proof.readable']);
    });

    it('are found out without it where the lines themselves tell, and are never called valid', async () => {
      expect(await faults(unsigned(rows))).to.deep.equal(['export.signature']);
      const certificate = rows.findLastIndex((row) => row.includes('certificate.issued'));
      // What came of itself at the same moment may stand either way round: one of another moment may not.
      const timeOf = (row: string) => /"time":"([^"]+)"/.exec(row)?.[1];
      const earlier = rows.findIndex((row, at) => at > 1 && timeOf(row) !== timeOf(rows[1] ?? ''));
      const [one = '', two = ''] = [rows[1], rows[earlier]];
      for (const [code, changed] of [
        ['export.lines', edited(2, /"type":"org[.\w-]+"/, '"type":"org.openpouch.pouch.closed"')],
        ['export.lines', edited(2, /"data":\{/, '"data":{"more":1,')],
        ['export.lines', otherDigit(2, /"organisation":\{"id":"\w/)],
        ['trail.batches', edited(2, /"index":\d+/, `"index":${/"index":1\D/.test(rows[2] ?? '') ? 2 : 1}`)],
        ['trail.signatures', otherDigit(2, /"salt":"0x./)],
        ['export.whole', rows.with(1, two).with(earlier, one)],
        ['export.whole', rows.toSpliced(2, 0, one)],
        ['trail.chain', edited(certificate, /"sequence":0/g, '"sequence":1')],
        ['proof.readable', edited(2, '{', '[{')],
      ] as const)
        expect(await faults(unsigned(changed)), code).to.include(code);
      expect(
        (await verdict(unsigned(edited(0, /"chainId":/, '"chainId":1')).join('\n')))?.checks[0]?.code,
      ).to.equal('deployment.known');
    });
  });

  it('are CSV that no spreadsheet computes', async () => {
    const text = (await exported('csv')).toString();
    const rows: Record<string, string>[] = parse(text, { bom: true, delimiter: ';', columns: true });
    expect(rows).to.have.length(206);
    expect(rows.at(-2)).to.deep.include({
      act: 'pouch.created',
      name: `'${formula}`,
      destination: 'SG',
      state: 'active',
      sequence: '0',
      record: pouch.recordId,
    });
    expect(rows.every((row) => /^0x[0-9a-f]{64}$/.test(row['transaction'] ?? ''))).to.equal(true);
    expect(text).not.to.match(/(^|;)"?[=+@-]/m);
  });

  describe('as PDF', () => {
    let pdf: Buffer;
    before(async () => {
      pdf = await exported('pdf', '?by=us');
    });

    it('are signed by the operator over every byte', async () => {
      const read = await readTrailFile(pdf);
      expect(read?.unchanged).to.equal(true);
      expect(read?.jwk).to.deep.equal(server.context.operator.jwk);
      expect(read?.statement).to.deep.include({ lines: 205, complete: true, filters: { by: 'us' } });
      expect(read?.statement.organisation.id).to.equal(shipment.id('exporter'));
      const verdict = await verifyTrailFile(pdf, server.context.operator.jwk, sha256);
      expect(verdict?.outcome).to.equal('valid');
    });

    it('are found out when a byte was altered, added or moved, in the hole or outside', async () => {
      const outcome = async (file: Uint8Array) =>
        (await verifyTrailFile(file, server.context.operator.jwk, sha256))?.outcome;
      const with_ = (at: number, value: number) => Uint8Array.from(pdf).fill(value, at, at + 1);
      const hole = (await readTrailFile(pdf))?.statement.file.hole ?? { offset: 0, length: 0 };
      expect(await outcome(with_(1_000, 0x41))).to.equal('invalid');
      expect(await outcome(with_(pdf.length - 3, 0x41))).to.equal('invalid');
      expect(await outcome(with_(hole.offset + hole.length - 1, 0x41)), 'in the hole').to.equal('invalid');
      expect(await outcome(with_(hole.offset + 300, 0x41)), 'in the statement').to.equal('invalid');
      expect(await outcome(Buffer.concat([pdf, Buffer.from('\n')]))).to.equal('invalid');
      expect(await outcome(Buffer.concat([Buffer.from('{"trail":"x"}'), pdf]))).to.equal('invalid');
      expect(await verifyTrailFile(Buffer.from('%PDF-1.7'), undefined, sha256)).to.equal(null);
    });

    it('by another operator, or under a trust list without one, are not taken for valid', async () => {
      const { jwk } = server.context.operator;
      expect((await verifyTrailFile(pdf, { ...jwk, x: jwk.y }, sha256))?.outcome).to.equal('invalid');
      expect((await verifyTrailFile(pdf, undefined, sha256))?.outcome).to.equal('indeterminate');
    });
  });

  it('show an organisation what it sees and no more', async () => {
    const text = Buffer.from(await shipment.forwarder.bytes('/activity/exports/json')).toString();
    expect(JSON.parse(text).lines).to.deep.equal([]);
    const asked = await shipment.exporter.raw('GET', '/activity/exports/csv?limit=5');
    expect(asked.status).to.equal(400);
  });
});
