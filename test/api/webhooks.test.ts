import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import pg from 'pg';
import { Webhook } from 'standardwebhooks';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { type ReceivedWebhook, type Subscriber, startSubscriber } from '../fixtures/subscriber.ts';
import { openShipment, refusal, type Shipment } from './support/shipment.ts';

interface Endpoint {
  readonly id: string;
  readonly state: string;
  readonly failingSince: string | null;
  readonly secret: string;
}
interface Delivery {
  readonly id: string;
  readonly event: string;
  readonly type: string;
  readonly state: string;
  readonly attempts: number;
  readonly createdAt: string;
  readonly lastAttempt: { readonly status: number | null; readonly failure: string | null } | null;
}
interface CloudEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly sequence: string;
  readonly resource: string;
  readonly data: Record<string, unknown>;
}

describe('webhooks', () => {
  let server: TestServer;
  let shipment: Shipment;
  let subscriber: Subscriber;
  let owner: pg.Pool;

  before(async () => {
    server = await startTestServer();
    owner = new pg.Pool({ connectionString: server.databaseUrl, max: 2 });
    shipment = await openShipment(server);
  });
  beforeEach(async () => {
    subscriber = await startSubscriber();
  });
  afterEach(async () => {
    await subscriber?.close();
    await owner.query('DELETE FROM webhook_endpoints');
  });
  after(async () => {
    await owner?.end();
    await server?.close();
  });

  const settled = async (what: () => boolean | Promise<boolean>): Promise<void> => {
    while (!(await what())) await delay(20);
  };
  const told = () =>
    settled(async () => (await owner.query('SELECT FROM happenings LIMIT 1')).rowCount === 0);
  const subscribe = (by: ApiClient, types: readonly string[] = [], url = subscriber.url) =>
    by.post<Endpoint>('/webhooks', { body: { url, types, description: 'ERP' } });
  const change = (by: ApiClient, { id }: Endpoint, state: string) =>
    by.put<Endpoint>(`/webhooks/${id}`, {
      body: { url: subscriber.url, types: [], description: 'ERP', state },
    });
  const log = async (by: ApiClient, { id }: Endpoint, query = '') =>
    (await by.get<{ items: Delivery[] }>(`/webhooks/${id}/deliveries${query}`)).items;
  const eventOf = ({ body }: ReceivedWebhook) => JSON.parse(body) as CloudEvent;
  const typesOf = () => subscriber.received.map((one) => eventOf(one).type.replace('org.openpouch.', ''));
  const verify = ({ headers, body }: ReceivedWebhook, secret: string): unknown =>
    new Webhook(secret).verify(body, headers as Record<string, string>);
  /** What is tried again later is tried again now; what is under way has its process for a minute. */
  const timePasses = () =>
    owner.query(`UPDATE webhook_deliveries SET next_at = now() WHERE state = 'waiting'
      AND next_at - now() NOT BETWEEN interval '20 seconds' AND interval '61 seconds'`);

  it('tell what happened, signed, to whom may know of it and nobody else', async () => {
    const { secret } = await subscribe(shipment.exporter);
    const other = await startSubscriber();
    await subscribe(shipment.importer, [], other.url);
    const { recordId } = await shipment.certificate();
    await settled(() => typesOf().includes('certificate.issued'));
    const received = subscriber.received.find((one) => eventOf(one).type.endsWith('certificate.issued'));
    if (received === undefined) throw new Error('It was not received.');
    verify(received, secret);
    expect(received.headers['content-type']).to.match(/^application\/cloudevents\+json/);
    const event = eventOf(received);
    expect(event).to.deep.include({ specversion: '1.0', subject: recordId, sequence: '0' });
    const { items } = await shipment.exporter.get<{
      items: { data: unknown; proof: { body: { jws: string } } }[];
    }>(`/records/${recordId}/trail`);
    expect(event.data).to.deep.equal(items[0]?.data);
    const signed = JSON.parse(
      Buffer.from(items[0]?.proof.body.jws.split('.')[1] ?? '', 'base64url').toString(),
    ) as CloudEvent;
    expect(event.id, 'the event of the trail').to.equal(signed.id);
    await told();
    expect(other.received).to.deep.equal([]);
    await other.close();
  });

  it('tell who was given a part of a pouch of a new version of it', async () => {
    await subscribe(shipment.agent);
    const { exporter } = shipment;
    const pouch = await shipment.pouch();
    const shown = await shipment.upload(exporter, pouch.id, Buffer.from('%PDF-1.7 shown'));
    const body = { organisationId: server.idOf('agent'), documentIds: [shown.id], rights: ['view'] };
    await exporter.post(`/records/${pouch.recordId}/extracts`, { body });
    const version = { bytes: Buffer.from('%PDF-1.7 anew'), mediaType: 'application/pdf' };
    await exporter.post(`/documents/${shown.id}/versions`, { headers: { 'if-match': '*' }, ...version });
    await settled(() => typesOf().includes('document.version-added'));
    expect(typesOf()).to.have.members(['share.extract-granted', 'document.version-added']);
  });

  it('tell only of what was asked for', async () => {
    await subscribe(shipment.exporter, ['handover.offered', 'share']);
    const pouch = await shipment.pouch();
    await shipment.exporter.post(`/records/${pouch.recordId}/shares`, {
      body: { organisationId: server.idOf('customsSingapore'), rights: ['view'] },
    });
    await settled(() => subscriber.received.length > 0);
    await told();
    expect(typesOf()).to.deep.equal(['share.granted']);
  });

  it('come again when the subscriber was down, with the same webhook-id', async () => {
    const endpoint = await subscribe(shipment.exporter);
    await subscriber.close();
    await shipment.pouch();
    await settled(
      async () => (await log(shipment.exporter, endpoint))[0]?.lastAttempt?.failure === 'unreachable',
    );
    const [waiting] = await log(shipment.exporter, endpoint, '?state=waiting');
    expect(waiting).to.deep.include({ type: 'org.openpouch.pouch.created', attempts: 1 });
    const shown = await shipment.exporter.get<Endpoint>(`/webhooks/${endpoint.id}`);
    expect(shown.failingSince).to.be.a('string');
    subscriber = await startSubscriber(subscriber.port);
    subscriber.answer(503);
    await settled(async () => {
      await timePasses();
      return subscriber.received.length === 1;
    });
    subscriber.answer(204);
    await settled(async () => (await log(shipment.exporter, endpoint))[0]?.attempts === 2);
    await settled(async () => {
      await timePasses();
      return (await log(shipment.exporter, endpoint))[0]?.state === 'delivered';
    });
    const ids = new Set(subscriber.received.map(({ headers }) => headers['webhook-id']));
    expect([...ids]).to.deep.equal([waiting?.id]);
    const detail = await shipment.exporter.get<{ tried: { status: number | null }[]; body: string }>(
      `/webhooks/${endpoint.id}/deliveries/${waiting?.id}`,
    );
    expect(detail.tried.map(({ status }) => status)).to.deep.equal([204, 503, null]);
    expect(detail.body).to.equal(subscriber.received[0]?.body);
    const well = await shipment.exporter.get<Endpoint>(`/webhooks/${endpoint.id}`);
    expect(well.failingSince).to.equal(null);
  });

  it('come at once when a subscriber is there again that was away for long', async () => {
    const endpoint = await subscribe(shipment.exporter);
    await subscriber.close();
    await shipment.pouch();
    await shipment.pouch();
    const tried = async () =>
      (await log(shipment.exporter, endpoint)).filter(({ lastAttempt }) => lastAttempt !== null);
    await settled(async () => (await tried()).length === 2);
    await owner.query(`UPDATE webhook_endpoints SET failing_since = now() - interval '1 day';
      UPDATE webhook_deliveries SET next_at = now() + interval '10 hours'`);
    subscriber = await startSubscriber(subscriber.port);
    await owner.query(
      `UPDATE webhook_deliveries SET next_at = now() WHERE id = (SELECT id FROM webhook_deliveries LIMIT 1)`,
    );
    await settled(() => subscriber.received.length === 2);
  });

  it('are switched off by 410, told in the inbox, and what was missed can be replayed', async () => {
    const endpoint = await subscribe(shipment.exporter);
    subscriber.answer(410);
    const since = new Date().toISOString();
    await shipment.pouch();
    const state = async () => (await shipment.exporter.get<Endpoint>(`/webhooks/${endpoint.id}`)).state;
    await settled(async () => (await state()) === 'gone');
    const isTold = async () =>
      (await shipment.exporter.get<{ items: { type: string }[] }>('/notices?kind=system')).items.length === 1;
    await settled(isTold);
    await shipment.pouch();
    // What happened before may be told late, and comes before `since`.
    const missed = async () =>
      (await log(shipment.exporter, endpoint, '?state=missed')).filter(({ createdAt }) => createdAt >= since);
    await settled(async () => (await missed()).length === 3);
    expect(
      await refusal(shipment.exporter.post(`/webhooks/${endpoint.id}/replays`, { body: { since } })),
    ).to.equal('409 wrong_state');
    subscriber.answer(200);
    await change(shipment.exporter, endpoint, 'on');
    const before = subscriber.received.length;
    const { replayed } = await shipment.exporter.post<{ replayed: number }>(
      `/webhooks/${endpoint.id}/replays`,
      {
        body: { since },
      },
    );
    // Both pouches, and that it was switched off.
    expect(replayed).to.equal(3);
    await settled(() => subscriber.received.length === before + 3);
    await settled(async () => (await log(shipment.exporter, endpoint, '?state=delivered')).length === 3);
    const [again] = await log(shipment.exporter, endpoint);
    await shipment.exporter.post(`/webhooks/${endpoint.id}/deliveries/${again?.id}/replay`);
    await settled(() => subscriber.received.length === before + 4);
    expect(subscriber.received.at(-1)?.headers['webhook-id']).to.equal(again?.id);
  });

  it('miss what comes while they are off, are tested, and forget with their removal', async () => {
    const endpoint = await subscribe(shipment.exporter);
    await change(shipment.exporter, endpoint, 'off');
    await shipment.pouch();
    await settled(async () => (await log(shipment.exporter, endpoint, '?state=missed')).length === 1);
    expect(await refusal(shipment.exporter.post(`/webhooks/${endpoint.id}/tests`))).to.equal(
      '409 wrong_state',
    );
    await change(shipment.exporter, endpoint, 'on');
    await shipment.exporter.post(`/webhooks/${endpoint.id}/tests`);
    await settled(() => subscriber.received.length === 1);
    expect(typesOf()).to.deep.equal(['webhook.tested']);
    await shipment.exporter.delete(`/webhooks/${endpoint.id}`);
    expect((await owner.query('SELECT FROM webhook_deliveries')).rowCount).to.equal(0);
  });

  it('sign with both secrets for a day after a rotation; a secret is shown once and sealed', async () => {
    const body = { url: subscriber.url };
    const key = 'made-once';
    const made = await shipment.exporter.post<Endpoint>('/webhooks', { body, idempotencyKey: key });
    const again = await shipment.exporter.post<Endpoint>('/webhooks', { body, idempotencyKey: key });
    expect([again.id, again.secret]).to.deep.equal([made.id, null]);
    const stored = await owner.query<{
      text: string;
    }>(`SELECT sealed_secret::text || (SELECT string_agg(body::text, '')
      FROM idempotency_keys) AS text FROM webhook_endpoints`);
    expect(stored.rows[0]?.text).to.not.contain(made.secret.slice(6));
    const { secret } = await shipment.exporter.post<Endpoint>(`/webhooks/${made.id}/secret-rotation`);
    await shipment.exporter.post(`/webhooks/${made.id}/tests`);
    await settled(() => subscriber.received.length === 1);
    const [first] = subscriber.received;
    if (first === undefined) throw new Error('It was not received.');
    verify(first, made.secret);
    verify(first, secret);
    await owner.query(`UPDATE webhook_endpoints SET previous_until = now() - interval '1 second'`);
    await shipment.exporter.post(`/webhooks/${made.id}/tests`);
    await settled(() => subscriber.received.length === 2);
    const [, second] = subscriber.received;
    if (second === undefined) throw new Error('It was not received.');
    verify(second, secret);
    expect(() => verify(second, made.secret)).to.throw();
  });

  it('are an administrator’s own: another organisation’s are not found, and ten are enough', async () => {
    const endpoint = await subscribe(shipment.exporter);
    await shipment.exporter.post(`/webhooks/${endpoint.id}/tests`);
    const [delivery] = await log(shipment.exporter, endpoint);
    const { importer } = shipment;
    const path = `/webhooks/${endpoint.id}`;
    const body = { url: subscriber.url, types: [], description: '', state: 'off' };
    const tried = await Promise.all([
      refusal(importer.get(path)),
      refusal(importer.put(path, { body })),
      refusal(importer.delete(path)),
      refusal(importer.post(`${path}/secret-rotation`)),
      refusal(importer.post(`${path}/tests`)),
      refusal(importer.post(`${path}/replays`, { body: { since: new Date().toISOString() } })),
      refusal(importer.get(`${path}/deliveries`)),
      refusal(importer.get(`${path}/deliveries/${delivery?.id}`)),
      refusal(importer.post(`${path}/deliveries/${delivery?.id}/replay`)),
    ]);
    expect(new Set(tried)).to.deep.equal(new Set(['404 not_found']));
    const theirs = await subscribe(importer);
    expect(await refusal(importer.get(`/webhooks/${theirs.id}/deliveries/${delivery?.id}`))).to.equal(
      '404 not_found',
    );
    for (let n = 1; n < 10; n += 1) await subscribe(shipment.exporter);
    expect(await refusal(subscribe(shipment.exporter))).to.equal('409 limit_reached');
  });

  it('follow no redirect', async () => {
    const elsewhere = await startSubscriber();
    const endpoint = await subscribe(shipment.exporter);
    subscriber.answer(302, { location: elsewhere.url });
    await shipment.exporter.post(`/webhooks/${endpoint.id}/tests`);
    await settled(async () => (await log(shipment.exporter, endpoint))[0]?.lastAttempt?.status === 302);
    expect(elsewhere.received).to.deep.equal([]);
    await elsewhere.close();
  });
});
