import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { sql } from 'kysely';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import {
  type Certificate,
  openShipment,
  type Pouch,
  type Shipment,
  type TrailEvent,
} from './support/shipment.ts';

interface Line {
  readonly type: string;
  readonly actor: { readonly name: string; readonly organisation: { readonly legalName: string } | null };
  readonly record: { readonly destination: string | null; readonly subject: { readonly name: string } };
}
interface Person {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
}

describe('the trail of an organisation', () => {
  let server: TestServer;
  let shipment: Shipment;
  let certificate: Certificate;
  let pouch: Pouch;

  before(async () => {
    server = await startTestServer();
    shipment = await openShipment(server);
    const { exporter, forwarder, chamber, customs } = shipment;
    certificate = await shipment.certificate();
    pouch = await shipment.pouch('To Singapore');
    const document = await shipment.upload(exporter, pouch.id, randomBytes(10));
    const share = (recordId: string, to: 'forwarder' | 'agent' | 'customsSingapore', more = {}) =>
      exporter.post<{ id: string }>(`/records/${recordId}/shares`, {
        body: { organisationId: shipment.id(to), rights: ['view', 'download'], ...more },
      });
    await share(pouch.recordId, 'forwarder');
    const ended = await share(pouch.recordId, 'agent');
    await exporter.post(`/pouches/${pouch.id}/certificates`, { body: { certificateId: certificate.id } });
    await forwarder.bytes(`/documents/${document.id}/versions/1/content`);
    await share(certificate.recordId, 'customsSingapore', { endsAt: new Date(Date.now() + 3_600_000) });
    await customs.get(`/certificates/${certificate.id}`);
    await exporter.delete(`/records/${pouch.recordId}/shares/${ended.id}`);
    const closed = await shipment.pouch('Closed');
    await exporter.post(`/records/${closed.recordId}/closure`, { body: { reason: 'surrendered' } });
    const revoked = await shipment.certificate();
    await chamber.post(`/certificates/${revoked.id}/revocation`, { body: { reason: 'fraud' } });
    await shipment.handOver(pouch.recordId, exporter, 'importer');
    await shipment.upload(shipment.importer, pouch.id, randomBytes(10));
  });
  after(() => server?.close());

  const items = async <T = Line>(by: ApiClient, path: string) => (await by.get<{ items: T[] }>(path)).items;
  const told = async (by: ApiClient, query: string) =>
    (await items(by, `/activity?${query}`)).map(
      ({ type, record }) => `${type.replace('org.openpouch.', '')} ${record.subject.name}`,
    );

  it('has each event once for each organisation that may know of it, and no other', async () => {
    const { rows } = await server.context.database.asSystem((trx) =>
      sql<{ side: string }>`
        WITH allowed AS (
          SELECT DISTINCT a.organisation_id, e.time, e.id, substr(e.type, 15) AS type, e.actor_organisation_id,
            coalesce(c.destination_country, p.cover ->> 'destinationCountry') AS destination, r.status
          FROM events e JOIN records r ON r.record_id = e.record_id
          JOIN record_access a ON a.record_id = e.record_id AND a.ended_at IS NULL AND e.sequence <= coalesce(a.seen_until, e.sequence)
          LEFT JOIN certificates c ON c.record_id = e.record_id LEFT JOIN pouches p ON p.record_id = e.record_id),
        lines AS (SELECT organisation_id, time, event_id, type, actor_id, destination, state FROM trail_lines)
        SELECT 'missing' AS side, x.* FROM (SELECT * FROM allowed EXCEPT SELECT * FROM lines) x
        UNION ALL SELECT 'left over', x.* FROM (SELECT * FROM lines EXCEPT SELECT * FROM allowed) x`.execute(
        trx,
      ),
    );
    expect(rows).to.deep.equal([]);
    expect(await told(shipment.agent, '')).to.deep.equal([]);
  });

  it('is filtered by the country that the goods go to', async () => {
    const all = await items(shipment.exporter, '/activity?limit=200');
    expect(new Set(all.map(({ record }) => record.destination))).to.deep.equal(new Set(['SG']));
    expect(await told(shipment.exporter, 'limit=200&destination=SG')).to.deep.equal(
      await told(shipment.exporter, 'limit=200'),
    );
    expect(await told(shipment.exporter, 'destination=JP')).to.deep.equal([]);
  });

  it('is filtered by kind, state and record at once, also where none fits', async () => {
    const { exporter } = shipment;
    expect(await told(exporter, 'type=record&state=closed,revoked')).to.deep.equal(['record.closed Closed']);
    expect(
      (await told(exporter, 'type=certificate&state=revoked')).map((it) => it.split(' ')[0]),
    ).to.deep.equal(['certificate.revoked', 'certificate.issued']);
    expect(await told(exporter, `type=share&record=${pouch.recordId}`)).to.have.length(3);
    expect(await told(exporter, 'type=share&state=superseded')).to.deep.equal([]);
    expect(await told(exporter, 'type=nothing')).to.deep.equal([]);
  });

  it('tells which of its people acted to an organisation itself, and to nobody else', async () => {
    const { exporter, forwarder, chamber } = shipment;
    const people = await items<Person>(exporter, '/activity/people');
    const { id, name } = await exporter.get<{ id: string; name: string }>('/me');
    expect(people).to.deep.include({ id, name, kind: 'user' });
    const own = await items(exporter, `/activity?limit=200&person=${id}`);
    expect(own.map(({ type }) => type)).to.include.members([
      'org.openpouch.pouch.created',
      'org.openpouch.share.granted',
    ]);
    expect(new Set(own.map(({ actor }) => actor.name))).to.deep.equal(new Set([name]));

    const officer = await chamber.get<{ id: string; name: string }>('/me');
    const issued = await items(chamber, `/activity?person=${officer.id}&type=certificate.issued`);
    expect(issued.map(({ actor }) => actor.name)).to.deep.equal([officer.name, officer.name]);

    for (const by of [forwarder, chamber]) {
      expect(await told(by, `person=${id}`)).to.deep.equal([]);
      for (const line of await items(by, `/activity?limit=200&organisation=${shipment.id('exporter')}`))
        expect(line.actor.name).to.equal(line.actor.organisation?.legalName);
      expect(await items<Person>(by, '/activity/people')).not.to.deep.include({ id, name, kind: 'user' });
    }
    const seen = await items<TrailEvent>(forwarder, `/records/${pouch.recordId}/trail`);
    const first = seen[0]?.actor;
    expect(first?.name).to.equal(first?.organisation?.legalName);
  });

  it('ends with access that ran out, although nobody ended it', async () => {
    const { customs } = shipment;
    expect(await told(customs, '')).to.include(`certificate.viewed ${certificate.number}`);
    await server.context.database.asSystem((trx) =>
      sql`UPDATE record_access SET ends_at = now() - interval '1 second'
          WHERE organisation_id = ${server.idOf('customsSingapore')}`.execute(trx),
    );
    expect(await told(customs, '')).to.deep.equal([]);
  });
});
