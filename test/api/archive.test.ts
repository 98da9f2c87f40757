import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { expect } from 'chai';
import yauzl from 'yauzl';
import yazl from 'yazl';
import { verifyOnChain } from '../../core/verify.ts';
import { examineArchive, isLocal, placePart } from '../../core/verify-archive.ts';
import { verifyLocally } from '../../core/verify-local.ts';
import { archiveIn } from '../../scripts/verifier/open-archive.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { type Document, openShipment, type Pouch, refusal, type Shipment } from './support/shipment.ts';

interface Index {
  documents: { path: string; proof: string; version: number; folder: string | null; sha256: string }[];
  certificates: { path: string; print: string | null }[];
}

describe('GET /pouches/{id}/archive', () => {
  let server: TestServer;
  let parties: Shipment;
  let pouch: Pouch;
  let files: Map<string, Buffer>;
  let dir: string;
  const invoice = randomBytes(1_500_000);

  before(async () => {
    dir = mkdtempSync(join(tmpdir(), 'openpouch-archive-'));
    server = await startTestServer();
    parties = await openShipment(server);
    const { exporter, customs } = parties;
    pouch = await parties.pouch('Chocolate <b>to</b> Singapore');
    const add = (name: string, folder: string, bytes: Uint8Array) =>
      exporter.post<Document>(`/pouches/${pouch.id}/documents?${new URLSearchParams({ name, folder })}`, {
        ...{ bytes, mediaType: 'application/pdf' },
      });
    const first = await add('invoice.pdf', 'Trade', randomBytes(10));
    await exporter.post(`/documents/${first.id}/versions`, {
      ...{ bytes: invoice, mediaType: 'application/pdf', headers: { 'if-match': '*' } },
    });
    await add('Invoice.pdf', 'Trade', randomBytes(20));
    await add('what: why?.pdf', 'Customs', randomBytes(30));
    const certificate = await parties.certificate();
    for (const kind of ['copy', 'original'])
      await exporter.post(`/certificates/${certificate.id}/renditions?kind=${kind}`);
    await exporter.post(`/pouches/${pouch.id}/certificates`, { body: { certificateId: certificate.id } });
    await exporter.post(`/records/${pouch.recordId}/shares`, {
      body: { organisationId: parties.id('customsSingapore'), rights: ['view', 'download'] },
    });
    await exporter.post(`/records/${pouch.recordId}/shares`, {
      body: { organisationId: parties.id('agent'), rights: ['view'] },
    });
    await server.anchoring.flush();
    files = await unpack(Buffer.from(await customs.bytes(`/pouches/${pouch.id}/archive?versions=all`)));
  });
  after(async () => {
    await server.close();
    rmSync(dir, { recursive: true, force: true });
  });

  async function unpack(bytes: Buffer): Promise<Map<string, Buffer>> {
    const unpacked = new Map<string, Buffer>();
    const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true });
    for await (const entry of zip.eachEntry())
      unpacked.set(entry.fileName, await zip.openReadStreamPromise(entry).then(buffer));
    return unpacked;
  }
  async function pack(content: ReadonlyMap<string, Buffer>): Promise<string> {
    const zip = new yazl.ZipFile();
    for (const [path, bytes] of content) zip.addBuffer(bytes, path);
    zip.end();
    const name = join(dir, `${createHash('sha256').update(String(Math.random())).digest('hex')}.zip`);
    await pipeline(zip.outputStream, createWriteStream(name));
    return name;
  }
  const indexOf = (content: ReadonlyMap<string, Buffer>): Index =>
    JSON.parse((content.get('index.json') ?? Buffer.alloc(0)).toString('utf8'));
  /** What the offline verifier says of each part. */
  const judge = async (content: ReadonlyMap<string, Buffer>) => {
    const trust = { deployments: [server.context.deployment] };
    const archive = await archiveIn(await pack(content));
    if (archive === null) throw new Error('It is no archive.');
    const outcomes: string[] = [];
    for await (const part of examineArchive(archive, (input) => verifyLocally(input, trust))) {
      const { found } = part;
      const verdict = isLocal(found) ? await verifyOnChain(found, server.context.chain) : found;
      outcomes.push(placePart(part, verdict).outcome);
    }
    archive.close();
    return outcomes;
  };
  const changed = (path: string, bytes: Buffer | null): Map<string, Buffer> => {
    const content = new Map(files);
    if (bytes === null) content.delete(path);
    else content.set(path, bytes);
    return content;
  };
  const withIndex = (change: (index: Index) => void, from = files): Map<string, Buffer> => {
    const index = indexOf(from);
    change(index);
    return new Map(from).set('index.json', Buffer.from(JSON.stringify(index)));
  };

  it('holds documents under their labels, proofs, certificates, an index and a summary', () => {
    const index = indexOf(files);
    expect(index.documents.map(({ path, version }) => [path, version])).to.deep.equal([
      ['documents/Trade/invoice (version 1).pdf', 1],
      ['documents/Trade/invoice.pdf', 2],
      ['documents/Trade/Invoice (2).pdf', 1],
      ['documents/Customs/what_ why_.pdf', 1],
    ]);
    expect(files.get('documents/Trade/invoice.pdf')?.equals(invoice)).to.equal(true);
    expect(index.certificates).to.have.length(1);
    const print = files.get(index.certificates[0]?.print ?? '');
    expect(print?.subarray(0, 5).toString()).to.equal('%PDF-');
    expect(print?.includes('(COPY)'), 'a reader has a copy').to.equal(true);
    const summary = files.get('summary.html')?.toString('utf8') ?? '';
    expect(summary).to.include('Chocolate &#60;b&#62;to&#60;/b&#62; Singapore').and.not.include('<b>to');
    expect(summary).to.match(
      /What lies here is a copy. In control of the pouch on [-0-9]{10} [:0-9]{5} UTC: \w/,
    );
    expect(summary).to.include('documents/Customs/what_ why_.pdf').and.to.include('document.version-added');
  });

  it('verifies without the server, part by part', async () => {
    expect(await judge(files)).to.deep.equal(Array(7).fill('valid'));
  });

  it('does not verify when a part was altered, left out, added or exchanged', async () => {
    const [one, two] = indexOf(files).documents;
    if (one === undefined || two === undefined) throw new Error('There are too few documents.');
    const altered = Buffer.from(invoice);
    altered[1_400_000] = (altered[1_400_000] ?? 0) ^ 1;
    expect(await judge(changed(two.path, altered))).to.deep.equal([
      ...['valid', 'valid', 'valid', 'valid', 'invalid', 'valid', 'valid'],
    ]);
    const [certificate] = indexOf(files).certificates;
    const retouched = Buffer.from(files.get(certificate?.print ?? '') ?? []);
    retouched.writeUInt8(retouched.readUInt8(200) ^ 1, 200);
    expect((await judge(changed(certificate?.print ?? '', retouched)))[2]).to.equal('invalid');
    expect((await judge(changed('documents/more.pdf', Buffer.from('more'))))[0]).to.equal('invalid');
    const missing = await judge(changed(two.proof, null));
    expect([missing[0], missing[4]], 'missing, and all the rest judged').to.deep.equal([
      'invalid',
      'invalid',
    ]);
    expect(missing).to.have.length(7);
    expect(await judge(changed('index.json', Buffer.from('{}')))).to.deep.equal(['invalid']);
    // Left out of the index too: the trail tells of it.
    const without = new Map(files);
    for (const path of [two.path, two.proof]) without.delete(path);
    const leftOut = withIndex((index) => {
      index.documents = index.documents.filter(({ path }) => path !== two.path);
    }, without);
    expect((await judge(leftOut))[0]).to.equal('invalid');
    // Each of them genuine, and passed off as the other.
    const exchanged = withIndex((index) => {
      index.documents = index.documents.map((document) =>
        document.path === two.path ? { ...document, version: 1 } : document,
      );
    });
    expect((await judge(exchanged)).filter((outcome) => outcome === 'invalid')).to.not.deep.equal([]);
  });

  it('is of the latest versions unless all are asked for', async () => {
    const latest = await unpack(
      Buffer.from(await parties.exporter.bytes(`/pouches/${pouch.id}/archive?language=fr`)),
    );
    expect(latest.get('summary.html')?.toString('utf8'))
      .to.include('<html lang="fr" dir="ltr">')
      .and.include('Dossier de');
    expect(indexOf(latest).documents.map(({ version }) => version)).to.deep.equal([2, 1, 1]);
    expect((await judge(latest))[0]).to.equal('valid');
    const arabic = await unpack(
      Buffer.from(await parties.exporter.bytes(`/pouches/${pouch.id}/archive?language=ar`)),
    );
    expect(arabic.get('summary.html')?.toString('utf8'))
      .to.include('<html lang="ar" dir="rtl">')
      .and.match(/حافظة \u2068[^\u2069]+\u2069، \u2068سارية\u2069/);
  });

  it('is for who may download, and tells the trail once who got which versions', async () => {
    const { customs, agent, importer, exporter } = parties;
    const get = (by: typeof customs) => by.bytes(`/pouches/${pouch.id}/archive?versions=all`);
    expect(await refusal(get(agent))).to.equal('403 forbidden');
    expect(await refusal(get(importer))).to.equal('404 not_found');
    await get(customs);
    const told = (await parties.story(exporter, pouch.recordId)).filter(
      (type) => type === 'pouch.downloaded',
    );
    expect(told).to.have.length(1);
    const { documents } = await exporter.get<Pouch>(`/pouches/${pouch.id}`);
    const { versions } = await exporter.get<{ versions: { readBy: { organisation: { id: string } }[] }[] }>(
      `/documents/${documents[0]?.id}`,
    );
    expect(versions.map(({ readBy }) => readBy.map(({ organisation }) => organisation.id))).to.deep.equal([
      [parties.id('customsSingapore')],
      [parties.id('customsSingapore')],
    ]);
  });

  it('is told from other files that are ZIPs', async () => {
    const isArchive = async (file: string) => {
      const archive = await archiveIn(file);
      archive?.close();
      return archive !== null;
    };
    expect(await isArchive(await pack(files))).to.equal(true);
    expect(await isArchive(await pack(new Map([['word/document.xml', Buffer.from('<w/>')]])))).to.equal(
      false,
    );
    writeFileSync(join(dir, 'a.pdf'), '%PDF-1.7');
    expect(await isArchive(join(dir, 'a.pdf'))).to.equal(false);
  });
});
