import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import pg from 'pg';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { startSubscriber } from '../fixtures/subscriber.ts';
import { type Certificate, openShipment, refusal, type Shipment } from './support/shipment.ts';

interface Watch {
  readonly id: string;
  readonly recordId: string;
  readonly number: string | null;
  readonly reference: string | null;
  readonly status: string;
  readonly changedAt: string | null;
}
interface Change {
  readonly id: number;
  readonly watchId: string;
  readonly previous: string;
  readonly status: string;
  readonly reason: string | null;
  readonly successor: string | null;
}
interface Changes {
  readonly items: Change[];
  readonly cursor: string;
  readonly next: string | null;
}

describe('watches', () => {
  let server: TestServer;
  let parties: Shipment;
  let customs: ApiClient;
  let owner: pg.Pool;

  before(async () => {
    server = await startTestServer();
    owner = new pg.Pool({ connectionString: server.databaseUrl, max: 1 });
    parties = await openShipment(server);
    customs = parties.customs;
  });
  after(async () => {
    await owner?.end();
    await server?.close();
  });

  const told = async () => {
    while ((await owner.query('SELECT FROM happenings LIMIT 1')).rowCount !== 0) await delay(20);
  };
  const revoke = ({ id }: Certificate) =>
    parties.chamber.post(`/certificates/${id}/revocation`, { body: { reason: 'fraud' } });
  const changes = (by: ApiClient, after = '0', limit = 200) =>
    by.get<Changes>(`/watch-changes?after=${after}&limit=${limit}`);
  const watch = (by: ApiClient, { recordId }: Pick<Certificate, 'recordId'>, body: object = {}) =>
    by.post<Watch>('/watches', { body: { recordId, ...body } });
  /** By number and code, as customs that nobody shared it with. */
  const check = async (certificate: Certificate, id: string): Promise<Watch | null> => {
    const { verificationCode: code } = await parties.exporter.get<{ verificationCode: string }>(
      `/certificates/${certificate.id}`,
    );
    await server.anchoring.flush();
    const response = await customs.raw('POST', '/verifications?watch=true', {
      bytes: Buffer.from(JSON.stringify({ id, number: certificate.number, code })),
      mediaType: 'application/x-ndjson',
    });
    const [line = ''] = (await response.text()).split('\n');
    return (JSON.parse(line) as { watch: Watch | null }).watch;
  };

  it('tell whoever verified it, and nobody else, of a revocation: once by webhook and once in the list', async () => {
    const subscriber = await startSubscriber();
    const other = await startSubscriber();
    for (const [by, url] of [
      [customs, subscriber.url],
      [parties.importer, other.url],
    ] as const)
      await by.post('/webhooks', { body: { url, types: ['watch'], description: 'Risk engine' } });
    const [checked, unchecked] = [await parties.certificate(), await parties.certificate()];
    const begun = await check(checked, 'MRN 26SG0042');
    expect(begun).to.include({ status: 'active' });
    await subscriber.close();
    for (const certificate of [checked, unchecked]) await revoke(certificate);
    await told();
    const page = await changes(customs);
    expect(page.items).to.have.length(1);
    expect(page.items[0]).to.include({
      ...{ watchId: begun?.id, previous: 'active', status: 'revoked', reason: 'fraud', successor: null },
      ...{ recordId: checked.recordId, number: checked.number, reference: 'MRN 26SG0042' },
    });
    expect(page.next).to.equal(null);
    expect((await changes(customs, page.cursor)).items).to.deep.equal([]);
    expect((await changes(parties.importer)).items).to.deep.equal([]);

    const again = await startSubscriber(subscriber.port);
    while (again.received.length === 0) {
      await owner.query(`UPDATE webhook_deliveries SET next_at = now() WHERE state = 'waiting'
        AND next_at - now() NOT BETWEEN interval '20 seconds' AND interval '61 seconds'`);
      await delay(20);
    }
    const events = again.received.map(({ body }) => JSON.parse(body) as { type: string; data: unknown });
    expect(new Set(again.received.map(({ headers }) => headers['webhook-id'])).size).to.equal(1);
    expect(events[0]?.type).to.equal('org.openpouch.watch.changed');
    expect(events[0]?.data).to.include({ change: page.items[0]?.id, watchId: begun?.id, status: 'revoked' });
    expect(other.received).to.deep.equal([]);
    await again.close();
    await other.close();

    const { items } = await customs.get<{ items: Watch[] }>('/watches?changed=true');
    expect(items.map(({ id, status }) => [id, status])).to.deep.equal([[begun?.id, 'revoked']]);
    expect(items[0]?.changedAt).to.be.a('string');
    const notices = await customs.get<{ items: { type: string; about: unknown; change: unknown }[] }>(
      '/notices',
    );
    expect(notices.items).to.have.length(1);
    expect(notices.items[0]).to.deep.include({
      ...{ type: 'org.openpouch.watch.changed', about: null },
      change: { number: checked.number, reference: 'MRN 26SG0042', status: 'revoked' },
    });
  });

  it('begin with how it stands: what was revoked before is not told again', async () => {
    const certificate = await parties.certificate();
    await revoke(certificate);
    const { cursor } = await changes(parties.exporter);
    expect(await watch(parties.exporter, certificate)).to.include({ status: 'revoked', changedAt: null });
    await told();
    expect((await changes(parties.exporter, cursor)).items).to.deep.equal([]);
  });

  it('tell of a replacement, of findings and of an end, to each what it may know', async () => {
    const certificate = await parties.certificate();
    const share = { organisationId: server.idOf('customsSingapore'), rights: ['view'] };
    await check(certificate, 'not shared yet');
    const { cursor: exporters } = await changes(parties.exporter);
    const { cursor: seen } = await changes(customs);
    await watch(parties.exporter, certificate, { reference: 'ours' });
    const path = `/records/${certificate.recordId}`;
    const { id: shareId } = await parties.exporter.post<{ id: string }>(`${path}/shares`, { body: share });
    await customs.post(`/certificates/${certificate.id}/examination`, {
      body: { finding: 'disputed', reason: 'The stamp is unknown here.' },
    });
    await parties.exporter.delete(`${path}/shares/${shareId}`);
    await told();
    const { items } = await changes(parties.exporter, exporters);
    expect(items.map(({ status }) => status)).to.deep.equal(['disputed']);
    await parties.chamber.post(`/certificates/${certificate.id}/confirmation`, { body: { reason: 'Ours.' } });
    await parties.exporter.post(`${path}/closure`, { body: { reason: 'surrendered' } });
    await told();
    const rest = await changes(parties.exporter, String(items[0]?.id));
    expect(rest.items.map(({ previous, status }) => [previous, status])).to.deep.equal([
      ['disputed', 'verified'],
      ['verified', 'closed'],
    ]);
    const theirs = (await changes(customs, seen)).items.map(({ status }) => status);
    expect(theirs, 'not what was found after its share ended').to.not.include('verified');
    expect(theirs.at(-1)).to.equal('closed');
  });

  it('are ended at will, and begun only by whoever may know the record', async () => {
    const certificate = await parties.certificate();
    expect(await refusal(watch(customs, certificate))).to.equal('404 not_found');
    const none = { recordId: `0x${'00'.repeat(32)}` };
    expect(await refusal(watch(customs, none))).to.equal('404 not_found');
    const begun = await check(certificate, 'entry 7');
    expect(await watch(customs, certificate)).to.include({ id: begun?.id, reference: 'entry 7' });
    expect(await refusal(parties.importer.get(`/watches/${begun?.id}`))).to.equal('404 not_found');
    expect(await refusal(parties.importer.delete(`/watches/${begun?.id}`))).to.equal('404 not_found');
    const { cursor } = await changes(customs);
    await customs.delete(`/watches/${begun?.id}`);
    await revoke(certificate);
    await told();
    expect((await changes(customs, cursor)).items).to.deep.equal([]);
  });

  it('last as long as was asked for, two years at most', async () => {
    const certificate = await parties.certificate();
    const until = (days: number) => ({ endsAt: new Date(Date.now() + days * 86_400_000).toISOString() });
    expect(await refusal(watch(parties.exporter, certificate, until(-1)))).to.equal(
      '400 invalid_request /endsAt',
    );
    expect(await refusal(watch(parties.exporter, certificate, until(800)))).to.equal(
      '400 invalid_request /endsAt',
    );
    const { id } = await watch(parties.exporter, certificate, until(3));
    await owner.query(`UPDATE watches SET ends_at = now() WHERE id = $1`, [id]);
    const { cursor } = await changes(parties.exporter);
    await revoke(certificate);
    await told();
    expect((await changes(parties.exporter, cursor)).items).to.deep.equal([]);
    expect(
      (await parties.exporter.get<{ items: Watch[] }>('/watches')).items.map((one) => one.id),
    ).to.not.include(id);
  });
});
