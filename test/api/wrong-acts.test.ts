import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import pg from 'pg';
import type { ApiClient, Sent } from '../../scripts/client/api-client.ts';
import { sampleApplication, withDeclaration } from '../../scripts/client/sample-application.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { createFingerprints, type Fingerprints } from './support/fingerprint.ts';
import { type Answered, read } from './support/recipes.ts';
import { refused } from './support/refused.ts';
import { sendLarge } from './support/send-large.ts';
import { createWorld, type Role, type World } from './support/world.ts';

/** Requests that are well made and cannot be done: the state, the ids, the version or the key does not fit. */
describe('acts that cannot be done', () => {
  let server: TestServer;
  let world: World;
  let prints: Fingerprints;
  let exporter: ApiClient;
  let chamber: ApiClient;

  before(async () => {
    server = await startTestServer();
    await server.anchoring.stop();
    await server.notices.stop();
    world = await createWorld(server);
    prints = await createFingerprints(server);
    exporter = world.client('exporter');
    chamber = world.client('chamber');
  });
  after(async () => {
    await prints?.close();
    await server?.close();
  });

  const call = async (by: ApiClient, method: string, path: string, sent?: Sent): Promise<Answered> =>
    read(await by.raw(method, path, sent));

  /** Refused as expected, and nothing is another than before. */
  async function leavesAll(
    attempt: () => Promise<Answered>,
    expected: { status: number; code: string; field?: string },
  ): Promise<Answered> {
    const before = await prints.take();
    const answer = await attempt();
    refused(answer, expected);
    expect(await prints.take()).to.deep.equal(before);
    return answer;
  }

  const paramsOf = async (kind: string, role: Role = 'exporter') => (await world.own(kind, role)).params;
  const draftBody = () => ({ chamberId: world.idOf('chamber'), application: sampleApplication(1) });

  describe('in this state', () => {
    const wrong = { status: 409, code: 'wrong_state' };

    it('what was submitted is not written anew, nor submitted again', async () => {
      const { id } = await paramsOf('submitted certificate');
      const headers = { 'if-match': '*' };
      await leavesAll(
        () => call(exporter, 'PUT', `/certificates/${id}`, { body: draftBody(), headers }),
        wrong,
      );
      await leavesAll(() => call(exporter, 'POST', `/certificates/${id}/submission`, withDeclaration), wrong);
      const chamberActs = [['revocation', { reason: 'fraud' }]] as const;
      for (const [act, body] of chamberActs)
        await leavesAll(() => call(chamber, 'POST', `/certificates/${id}/${act}`, { body }), wrong);
      for (const part of ['credential', 'renditions'])
        await leavesAll(() => call(exporter, 'GET', `/certificates/${id}/${part}`), wrong);
    });

    it('what is incomplete is not submitted, and each missing field is named', async () => {
      const { items: _, consignee: __, ...application } = sampleApplication(1);
      const { id } = await exporter.post<{ id: string }>('/certificates', {
        body: { ...draftBody(), application },
      });
      const expected = { status: 422, code: 'application_incomplete', field: 'body /application/items' };
      const answer = await leavesAll(
        () => call(exporter, 'POST', `/certificates/${id}/submission`, withDeclaration),
        expected,
      );
      refused(answer, { field: 'body /application/consignee' });
    });

    it('what was issued is not issued again, rejected, submitted or written anew', async () => {
      const { id } = await paramsOf('issued certificate');
      await leavesAll(() => call(chamber, 'POST', `/certificates/${id}/issuance`), wrong);
      await leavesAll(
        () => call(chamber, 'POST', `/certificates/${id}/rejection`, { body: { reason: 'Late.' } }),
        wrong,
      );
      await leavesAll(() => call(exporter, 'POST', `/certificates/${id}/submission`, withDeclaration), wrong);
      const sent = { body: draftBody(), headers: { 'if-match': '*' } };
      await leavesAll(() => call(exporter, 'PUT', `/certificates/${id}`, sent), wrong);
    });

    it('what was revoked is not revoked again, handed over, closed, rendered or put into a pouch', async () => {
      const { id, recordId } = await paramsOf('issued certificate');
      await chamber.post(`/certificates/${id}/revocation`, { body: { reason: 'dataIncorrect' } });
      const pouch = await paramsOf('pouch');
      const again = { body: { reason: 'fraud' } };
      await leavesAll(() => call(chamber, 'POST', `/certificates/${id}/revocation`, again), wrong);
      await leavesAll(() => call(exporter, 'POST', `/certificates/${id}/renditions`), wrong);
      for (const [path, body] of [
        [`/records/${recordId}/handovers`, { to: world.strangerId }],
        [`/records/${recordId}/closure`, { reason: 'surrendered' }],
        [`/pouches/${pouch['id']}/certificates`, { certificateId: id }],
      ] as const)
        await leavesAll(() => call(exporter, 'POST', path, { body }), wrong);
    });

    it('what was closed is not closed again, handed over or added to', async () => {
      const { id, recordId } = await paramsOf('pouch');
      const certificate = await paramsOf('issued certificate');
      await exporter.post(`/records/${recordId}/closure`, { body: { reason: 'acquitted' } });
      for (const [path, sent] of [
        [`/records/${recordId}/closure`, { body: { reason: 'acquitted' } }],
        [`/records/${recordId}/handovers`, { body: { to: world.strangerId } }],
        [
          `/records/${recordId}/shares`,
          { body: { organisationId: world.strangerId, rights: ['view', 'add'] } },
        ],
        [`/pouches/${id}/certificates`, { body: { certificateId: certificate['id'] } }],
        [`/pouches/${id}/documents?name=a.pdf`, { bytes: Buffer.from('x'), mediaType: 'application/pdf' }],
      ] as const)
        await leavesAll(() => call(exporter, 'POST', path, sent), wrong);
    });

    it('what is offered is not offered again, closed or put elsewhere; what was answered is not answered again', async () => {
      const { id, recordId } = await paramsOf('issued certificate');
      const pouch = await paramsOf('pouch');
      const to = world.idOf('importer');
      const offer = await exporter.post<{ id: string }>(`/records/${recordId}/handovers`, { body: { to } });
      const open = { status: 409, code: 'handover_open' };
      for (const [path, body] of [
        [`/records/${recordId}/handovers`, { to }],
        [`/records/${recordId}/closure`, { reason: 'surrendered' }],
        [`/pouches/${pouch['id']}/certificates`, { certificateId: id }],
      ] as const)
        await leavesAll(() => call(exporter, 'POST', path, { body }), open);
      await exporter.post(`/handovers/${offer.id}/withdrawal`);
      await leavesAll(() => call(exporter, 'POST', `/handovers/${offer.id}/withdrawal`), wrong);
      for (const act of ['acceptance', 'rejection'])
        await leavesAll(() => call(world.client('importer'), 'POST', `/handovers/${offer.id}/${act}`), wrong);
    });
  });

  describe('with an id that does not fit', () => {
    it('of nobody, or of a party that cannot take part', async () => {
      const { recordId } = await paramsOf('pouch');
      const nobody = randomUUID();
      const parties = [world.idOf('customs'), world.idOf('chamber'), world.idOf('exporter')];
      const field = (name: string) => ({ status: 400, code: 'invalid_request', field: `body /${name}` });
      const offer = (to: string) => () =>
        call(exporter, 'POST', `/records/${recordId}/handovers`, { body: { to } });
      await leavesAll(offer(nobody), field('to'));
      for (const to of parties) await leavesAll(offer(to), { status: 422, code: 'not_permitted_party' });
      const share = (organisationId: string) => () =>
        call(exporter, 'POST', `/records/${recordId}/shares`, { body: { organisationId } });
      await leavesAll(share(nobody), field('organisationId'));
      await leavesAll(share(world.idOf('exporter')), { status: 422, code: 'not_permitted_party' });
      for (const chamberId of [nobody, world.idOf('importer')]) {
        const expected = { status: 422, code: 'not_permitted_party', field: 'body /chamberId' };
        const body = { ...draftBody(), chamberId };
        await leavesAll(() => call(exporter, 'POST', '/certificates', { body }), expected);
      }
    });

    it('of what belongs to others, as if it were not there', async () => {
      const pouch = await paramsOf('pouch');
      const foreign = await world.foreign('issued certificate');
      const missing = { status: 404, code: 'not_found' };
      for (const certificateId of [foreign.params['id'], randomUUID()]) {
        const path = `/pouches/${pouch['id']}/certificates`;
        const answer = await leavesAll(
          () => call(exporter, 'POST', path, { body: { certificateId } }),
          missing,
        );
        expect((answer.body as { title: string }).title).to.equal(
          'There is no such certificate, or it is not yours to see.',
        );
      }
      const share = await world.foreign('share');
      const path = `/records/${pouch['recordId']}/shares/${share.params['shareId']}`;
      await leavesAll(() => call(exporter, 'DELETE', path), missing);
      const issued = await paramsOf('issued certificate');
      for (const successorId of [foreign.params['id'], randomUUID(), issued['id']]) {
        const body = { reason: 'replaced', successorId };
        const expected = { status: 400, code: 'invalid_request', field: 'body /successorId' };
        await leavesAll(
          () => call(chamber, 'POST', `/certificates/${issued['id']}/revocation`, { body }),
          expected,
        );
      }
    });

    it('of what is there already', async () => {
      const { recordId } = await paramsOf('pouch');
      const body = { organisationId: world.idOf('customs') };
      await exporter.post(`/records/${recordId}/shares`, { body });
      const there = { status: 409, code: 'already_exists' };
      await leavesAll(() => call(exporter, 'POST', `/records/${recordId}/shares`, { body }), there);
      const email = server.parties[0]?.email;
      const person = { name: 'Ann Devos', email, password: 'nine lanterns over the quay' };
      const taken = { ...there, field: 'body /email' };
      await leavesAll(() => call(exporter, 'POST', '/users', { body: person }), taken);
    });

    it('or at a time that has passed, or is too far', async () => {
      const { recordId } = await paramsOf('pouch');
      const day = 24 * 3600 * 1000;
      const field = (name: string) => ({ status: 400, code: 'invalid_request', field: `body /${name}` });
      for (const at of [-1000, 91 * day]) {
        const body = { to: world.strangerId, expiresAt: new Date(Date.now() + at).toISOString() };
        await leavesAll(
          () => call(exporter, 'POST', `/records/${recordId}/handovers`, { body }),
          field('expiresAt'),
        );
      }
      const past = { organisationId: world.strangerId, endsAt: new Date(Date.now() - 1000).toISOString() };
      await leavesAll(
        () => call(exporter, 'POST', `/records/${recordId}/shares`, { body: past }),
        field('endsAt'),
      );
    });
  });

  it('without the version that one has read, or with an old one', async () => {
    const { id } = await paramsOf('draft certificate');
    const put = (headers: Record<string, string>) => () =>
      call(exporter, 'PUT', `/certificates/${id}`, { body: draftBody(), headers });
    const etag = (await call(exporter, 'GET', `/certificates/${id}`)).headers.get('etag') ?? '';
    await leavesAll(put({}), { status: 428, code: 'precondition_missing' });
    for (const old of ['"0"', '"nonsense"', 'W/"1"', etag.replaceAll('"', '')])
      await leavesAll(put({ 'if-match': old }), { status: 412, code: 'changed_meanwhile' });
    expect((await put({ 'if-match': etag })()).status).to.equal(200);
    await leavesAll(put({ 'if-match': etag }), { status: 412, code: 'changed_meanwhile' });
  });

  describe('under an Idempotency-Key', () => {
    const countPouches = async () =>
      (await exporter.get<{ items: unknown[] }>('/pouches?limit=200')).items.length;

    it('that was used before: the same request is answered the same and not done again', async () => {
      const sent = { body: { title: 'Once' }, idempotencyKey: randomUUID() };
      const first = await call(exporter, 'POST', '/pouches', sent);
      expect(first.status).to.equal(201);
      const before = await prints.take();
      const second = await call(exporter, 'POST', '/pouches', sent);
      expect(second.status).to.equal(201);
      expect(second.body).to.deep.equal(first.body);
      expect(second.headers.get('idempotency-replayed')).to.equal('true');
      expect(second.headers.get('location')).to.equal(first.headers.get('location'));
      expect(await prints.take()).to.deep.equal(before);
    });

    it('that was used for another body or address', async () => {
      const idempotencyKey = randomUUID();
      const reused = { status: 422, code: 'idempotency_key_reused' };
      await exporter.post('/pouches', { body: { title: 'One' }, idempotencyKey });
      await leavesAll(
        () => call(exporter, 'POST', '/pouches', { body: { title: 'Two' }, idempotencyKey }),
        reused,
      );
      const { id } = await paramsOf('draft certificate');
      await leavesAll(
        () =>
          call(exporter, 'POST', `/certificates/${id}/submission`, { ...withDeclaration, idempotencyKey }),
        reused,
      );
      const { id: pouchId } = await paramsOf('pouch');
      const upload = (text: string) =>
        call(exporter, 'POST', `/pouches/${pouchId}/documents?name=a.pdf`, {
          ...{
            bytes: Buffer.from(text),
            mediaType: 'application/pdf',
            idempotencyKey: `${idempotencyKey}-file`,
          },
        });
      expect((await upload('one')).status).to.equal(201);
      await leavesAll(() => upload('two'), reused);
    });

    it('that another organisation uses too: they do not meet', async () => {
      const sent = { body: { title: 'Ours' }, idempotencyKey: randomUUID() };
      const first = await exporter.post<{ id: string }>('/pouches', sent);
      const other = await world.client('importer').post<{ id: string }>('/pouches', sent);
      expect(other.id).to.not.equal(first.id);
    });

    it('whose request was refused: it may be sent again, mended', async () => {
      const idempotencyKey = randomUUID();
      await leavesAll(() => call(exporter, 'POST', '/pouches', { body: {}, idempotencyKey }), {
        status: 400,
        code: 'invalid_request',
      });
      expect(
        (await call(exporter, 'POST', '/pouches', { body: { title: 'Mended' }, idempotencyKey })).status,
      ).to.equal(201);
    });

    it('that is being worked on', async () => {
      const { recordId } = await paramsOf('pouch');
      const path = `/records/${recordId}/closure`;
      const sent = { body: { reason: 'surrendered' }, idempotencyKey: randomUUID() };
      // Whoever holds the record's row lets the first request wait in the middle of its transaction.
      const holder = new pg.Client({ connectionString: server.databaseUrl });
      await holder.connect();
      try {
        await holder.query('BEGIN');
        const record = Buffer.from((recordId ?? '').slice(2), 'hex');
        await holder.query('SELECT FROM records WHERE record_id = $1 FOR UPDATE', [record]);
        const first = call(exporter, 'POST', path, sent);
        const waits = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
        while ((await holder.query(waits)).rowCount === 0) await sleep(5);
        const second = await call(exporter, 'POST', path, sent);
        const { retryable } = refused(second, { status: 409, code: 'request_in_progress' });
        expect(retryable).to.equal(true);
        expect(second.headers.get('retry-after')).to.equal('1');
        await holder.query('COMMIT');
        expect((await first).status).to.equal(200);
        expect((await call(exporter, 'POST', path, sent)).body).to.deep.equal((await first).body);
      } finally {
        await holder.end();
      }
    });

    it('that comes fifty times at once: done once', async () => {
      const before = await countPouches();
      const sent = { body: { title: 'Fifty' }, idempotencyKey: randomUUID() };
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => call(exporter, 'POST', '/pouches', sent)),
      );
      const done = answers.filter(({ status }) => status === 201);
      expect(new Set(done.map(({ body }) => (body as { id: string }).id)).size).to.equal(1);
      for (const answer of answers.filter(({ status }) => status !== 201))
        refused(answer, { status: 409, code: 'request_in_progress' });
      expect(await countPouches()).to.equal(before + 1);
    });
  });

  it('for a reason of ours: the client is told that it is ours, and its request’s id', async () => {
    const owner = new pg.Client({ connectionString: server.databaseUrl });
    await owner.connect();
    try {
      await owner.query('ALTER TABLE records RENAME TO records_elsewhere');
      const { status, headers, body } = await call(exporter, 'GET', '/pouches');
      expect(status).to.equal(500);
      expect(headers.get('content-type')).to.equal('application/problem+json; charset=utf-8');
      expect(body).to.deep.equal({
        ...{ type: '/docs#problem-internal', code: 'internal', status: 500, retryable: false },
        ...{ title: 'Something went wrong on our side.', instance: headers.get('x-request-id') },
      });
      await owner.query('ALTER TABLE records_elsewhere RENAME TO records');
      expect((await call(exporter, 'GET', '/pouches')).status).to.equal(200);
    } finally {
      await owner.end();
    }
  });

  describe('with a file that is too large', () => {
    const limit = 100 * 1024 * 1024;

    it('is refused before it is sent when it says so, and when it does not', async () => {
      const { id } = await paramsOf('pouch');
      const document = await paramsOf('document');
      const { email = '', password = '' } = server.parties.find(({ key }) => key === 'exporter') ?? {};
      const session = await exporter.raw('POST', '/sessions', { body: { email, password } });
      const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
      for (const path of [
        `/pouches/${id}/documents?name=a.bin`,
        `/documents/${document['id']}/versions`,
        '/verification/files',
      ]) {
        const before = await prints.take();
        for (const declared of [true, false]) {
          const answer = await sendLarge(`${server.url}/api/v1${path}`, limit + 1, declared, cookie);
          refused(answer, { status: 413, code: 'body_too_large' });
        }
        expect(await prints.take()).to.deep.equal(before);
      }
    });
  });
});
