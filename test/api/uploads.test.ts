import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { expect } from 'chai';
import { createUploadService } from '../../server/documents/uploads/upload-service.ts';
import { eventually } from '../fixtures/processes.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { type Document, openShipment, type Pouch, refusal, type Shipment } from './support/shipment.ts';

interface Upload {
  readonly id: string;
  readonly documentId: string;
  readonly size: number;
  readonly offset: number;
}

describe('documents in parts', () => {
  let server: TestServer;
  let parties: Shipment;

  before(async () => {
    server = await startTestServer();
    parties = await openShipment(server);
  });
  after(() => server.close());

  const file = randomBytes(3_000_000);
  const begin = (pouch: Pouch, size = file.length) =>
    parties.exporter.post<Upload>(`/pouches/${pouch.id}/uploads`, {
      body: { name: 'packing list.pdf', type: '271', folder: 'Customs', mediaType: 'application/pdf', size },
    });
  const send = async ({ id }: Upload, offset: number, bytes: Uint8Array): Promise<Upload> => {
    const answer = await parties.exporter.raw('PATCH', `/uploads/${id}`, {
      bytes,
      headers: { 'upload-offset': String(offset) },
    });
    const body = await answer.json();
    if (!answer.ok) throw Object.assign(new Error(body.title), { problem: `${answer.status} ${body.code}` });
    expect(answer.headers.get('upload-offset')).to.equal(String(body.offset));
    return body;
  };
  const refused = (sending: Promise<unknown>) =>
    sending.then(
      () => 'taken',
      (error: { problem?: string }) => error.problem ?? String(error),
    );
  const complete = ({ id }: Upload, idempotencyKey?: string) =>
    parties.exporter.post<Document>(`/uploads/${id}/completion`, {
      ...(idempotencyKey !== undefined && { idempotencyKey }),
    });
  const blocks = () =>
    readdirSync(join(server.dataDir, 'blocks'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.data'))
      .sort();

  it('become the document that was meant, once all has come; nothing of the parts stays', async () => {
    const pouch = await parties.pouch();
    const before = blocks();
    const upload = await begin(pouch);
    expect(upload).to.include({ size: file.length, offset: 0 });
    expect((await send(upload, 0, file.subarray(0, 1_200_000))).offset).to.equal(1_200_000);
    expect(await refused(send(upload, 0, file.subarray(0, 10)))).to.equal('409 wrong_offset');
    expect(await refusal(complete(upload))).to.equal('409 wrong_offset');
    expect((await parties.exporter.get<Pouch>(`/pouches/${pouch.id}`)).documents).to.deep.equal([]);
    expect(await refused(send(upload, 1_200_000, file))).to.equal('413 body_too_large');
    await send(upload, 1_200_000, file.subarray(1_200_000));

    const document = await complete(upload, 'once');
    expect(document).to.include({
      id: upload.documentId,
      name: 'packing list.pdf',
      type: '271',
      folder: 'Customs',
    });
    expect(document.latest).to.include({
      version: 1,
      size: file.length,
      mediaType: 'application/pdf',
      sha256: `0x${createHash('sha256').update(file).digest('hex')}`,
    });
    const read = await parties.exporter.bytes(`/documents/${document.id}/versions/1/content`);
    expect(Buffer.from(read).equals(file)).to.equal(true);
    expect(await complete(upload, 'once'), 'a retry').to.deep.equal(document);
    expect(await refusal(complete(upload))).to.equal('409 wrong_state');
    expect(await refused(send(upload, file.length, file))).to.equal('409 wrong_state');
    // Three blocks of data, one that lists them.
    expect(blocks().filter((name) => !before.includes(name))).to.have.length(4);
  });

  it('go on where the connection broke', async () => {
    const upload = await begin(await parties.pouch());
    const { email, password } = server.parties.find(({ key }) => key === 'exporter') ?? {};
    const session = await server.anyone.raw('POST', '/sessions', { body: { email, password } });
    const sending = request(`${server.url}/api/v1/uploads/${upload.id}`, {
      method: 'PATCH',
      headers: {
        cookie: session.headers.get('set-cookie')?.split(';')[0] ?? '',
        'content-type': 'application/octet-stream',
        'content-length': String(file.length),
        'upload-offset': '0',
      },
    });
    sending.on('error', () => undefined);
    sending.write(file.subarray(0, 2_000_000));
    await once(sending, 'drain');
    sending.destroy();
    let offset = 0;
    await eventually('what came is kept', async () => {
      ({ offset } = await parties.exporter.get<Upload>(`/uploads/${upload.id}`));
      return offset > 0;
    });
    expect(offset).to.be.at.most(2_000_000);
    await send(upload, offset, file.subarray(offset));
    const { id } = await complete(upload);
    const read = await parties.exporter.bytes(`/documents/${id}/versions/1/content`);
    expect(Buffer.from(read).equals(file)).to.equal(true);
  });

  it('let one of many parts for the same place be the next', async () => {
    const upload = await begin(await parties.pouch(), 100);
    const before = blocks().length;
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => refused(send(upload, 0, randomBytes(50)))),
    );
    expect(outcomes.filter((outcome) => outcome === 'taken')).to.have.length(1);
    expect(new Set(outcomes)).to.deep.equal(new Set(['taken', '409 wrong_offset']));
    expect(blocks()).to.have.length(before + 1);
  });

  it('leave nothing when they are given up, or wait too long', async () => {
    const pouch = await parties.pouch();
    const before = blocks();
    const [given, late] = [await begin(pouch), await begin(pouch)];
    for (const upload of [given, late]) await send(upload, 0, file.subarray(0, 1000));
    await parties.exporter.delete(`/uploads/${given.id}`);
    const inTwoDays = () => new Date(Date.now() + 2 * 24 * 3600_000);
    await createUploadService({ ...server.context, now: inTwoDays }).sweep();
    for (const { id } of [given, late])
      expect(await refusal(parties.exporter.get(`/uploads/${id}`))).to.equal('404 not_found');
    expect(blocks().filter((name) => !before.includes(name))).to.deep.equal([]);
    expect((await parties.exporter.get<Pouch>(`/pouches/${pouch.id}`)).documents).to.deep.equal([]);
  });

  it('are begun by who may add, and no more than a hundred at a time', async () => {
    const pouch = await parties.pouch();
    const body = { name: 'a', mediaType: 'text/plain', size: 1 };
    const by = (party: 'forwarder' | 'customs') =>
      refusal(parties[party].post(`/pouches/${pouch.id}/uploads`, { body }));
    expect(await by('forwarder')).to.equal('404 not_found');
    expect(await by('customs')).to.equal('403 forbidden');
    const { forwarder } = parties;
    const own = await forwarder.post<Pouch>('/pouches', { body: { title: 'Full' } });
    const open = () => forwarder.post(`/pouches/${own.id}/uploads`, { body });
    for (let n = 0; n < 100; n++) await open();
    expect(await refusal(open())).to.equal('409 limit_reached');
  });

  it('add a version to what was read, and to nothing else', async () => {
    const { exporter } = parties;
    const pouch = await parties.pouch();
    const document = await parties.upload(exporter, pouch.id, randomBytes(10));
    const beginVersion = (ifMatch?: string) =>
      exporter.post<Upload>(`/documents/${document.id}/uploads`, {
        body: { mediaType: 'text/plain', size: 3 },
        ...(ifMatch !== undefined && { headers: { 'if-match': ifMatch } }),
      });
    expect(await refusal(beginVersion())).to.equal('428 precondition_missing');
    expect(await refusal(beginVersion('"7"'))).to.equal('412 changed_meanwhile');
    const [one, other] = [await beginVersion('"1"'), await beginVersion('"1"')];
    for (const upload of [one, other]) await send(upload, 0, Buffer.from('new'));
    expect((await complete(one)).latest.version).to.equal(2);
    expect(await refusal(complete(other))).to.equal('412 changed_meanwhile');
    expect(await refusal(beginVersion('"1"'))).to.equal('412 changed_meanwhile');
  });
});
