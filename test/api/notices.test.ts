import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import pg from 'pg';
import { type ApiClient, clientCredentials, signIn } from '../../scripts/client/api-client.ts';
import { sampleApplication, withDeclaration } from '../../scripts/client/sample-application.ts';
import { type MailServer, startMailServer } from '../fixtures/mail-server.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { newPerson, PASSWORD } from './support/members.ts';
import { openShipment, refusal, type Shipment, truthful } from './support/shipment.ts';

interface Notice {
  readonly id: number;
  readonly kind: string;
  readonly type: string;
  readonly isRead: boolean;
  readonly actor: {
    readonly name: string | null;
    readonly organisation: { readonly legalName: string } | null;
  };
  readonly extractId: string | null;
  readonly about: { readonly kind: string; readonly id: string; readonly name: string | null } | null;
}

const digest = { hour: 7, timeZone: null };
const email = (way: string) =>
  Object.fromEntries(
    [
      ...['application', 'certificate', 'pouch', 'share', 'handover'],
      ...['message', 'mention', 'task', 'undertaking', 'system'],
    ].map((kind) => [kind, way]),
  );

describe('notices', () => {
  let server: TestServer;
  let shipment: Shipment;
  let mail: MailServer;
  let owner: pg.Pool;

  before(async () => {
    mail = await startMailServer();
    server = await startTestServer({
      environment: { OPENPOUCH_SMTP_URL: mail.url, OPENPOUCH_MAIL_FROM: 'OpenPouch <notices@example.org>' },
    });
    owner = new pg.Pool({ connectionString: server.databaseUrl, max: 3 });
    shipment = await openShipment(server);
  });
  after(async () => {
    await owner?.end();
    await server?.close();
    await mail?.close();
  });

  const settled = async (what: () => Promise<boolean>): Promise<void> => {
    while (!(await what())) await delay(20);
  };
  /** Until everything that happened was told. */
  const told = () =>
    settled(async () => (await owner.query('SELECT FROM happenings LIMIT 1')).rowCount === 0);
  const inbox = async (by: ApiClient, query = ''): Promise<Notice[]> => {
    await told();
    return (await by.get<{ items: Notice[] }>(`/notices${query}`)).items;
  };
  const typesOf = (notices: readonly Notice[]) =>
    notices.map(({ type }) => type.replace('org.openpouch.', ''));
  const unread = async (by: ApiClient) => (await by.get<{ count: number }>('/notices/unread')).count;
  const someone = async (administrator: ApiClient): Promise<{ client: ApiClient; email: string }> => {
    const person = newPerson();
    await administrator.post('/users', { body: person });
    return {
      email: person.email,
      client: truthful(server.routes, await signIn(server.url, person.email, PASSWORD)),
    };
  };
  /** Lines that are due later, and letters that are tried again later, are due now. */
  const timePasses = () =>
    owner.query(`UPDATE letter_lines SET due_at = now();
      UPDATE letters SET created_at = created_at - interval '2 minutes', next_at = least(next_at, now())`);
  const letters = (to: string) => mail.received.filter((one) => one.to.includes(to));

  it('tell both sides of an application, each of what the other did', async () => {
    const before = await Promise.all([
      inbox(shipment.chamber),
      inbox(shipment.exporter),
      inbox(shipment.importer),
    ]);
    const body = { chamberId: server.idOf('chamberAntwerp'), application: sampleApplication(1) };
    const { id } = await shipment.exporter.post<{ id: string }>('/certificates', { body });
    await shipment.exporter.post(`/certificates/${id}/submission`, withDeclaration);
    await shipment.chamber.post(`/certificates/${id}/questions`, { body: { text: 'Which port?' } });
    await shipment.exporter.post(`/certificates/${id}/answers`, { body: { text: 'Antwerp.' } });
    await shipment.chamber.post(`/certificates/${id}/issuance`);
    const after = await Promise.all([
      inbox(shipment.chamber),
      inbox(shipment.exporter),
      inbox(shipment.importer),
    ]);
    const [chamber = [], exporter = [], importer = []] = after.map((one, index) =>
      one.slice(0, one.length - (before[index]?.length ?? 0)),
    );
    expect(typesOf(chamber)).to.deep.equal(['application.question-answered', 'application.submitted']);
    expect(typesOf(exporter)).to.deep.equal(['certificate.issued', 'application.question-asked']);
    expect(importer).to.deep.equal([]);
    // The officer who wrote is named; who acted in a trail is not, outside their own organisation.
    expect(exporter.map(({ actor }) => actor.name !== null)).to.deep.equal([false, true]);
    expect(exporter.every(({ about }) => about?.id === id && about.name !== null)).to.equal(true);
  });

  it('tell of a pouch to its readers, of an offer once, and of what ended to whom it ended for', async () => {
    const pouch = await shipment.pouch();
    const certificate = await shipment.certificate();
    await shipment.exporter.post(`/pouches/${pouch.id}/certificates`, {
      body: { certificateId: certificate.id },
    });
    const share = await shipment.exporter.post<{ id: string }>(`/records/${pouch.recordId}/shares`, {
      body: { organisationId: server.idOf('importer'), rights: ['view', 'download'] },
    });
    await shipment.upload(shipment.exporter, pouch.id, Buffer.from('%PDF-1.7 packing list'));
    const offer = await shipment.exporter.post<{ id: string }>(`/records/${pouch.recordId}/handovers`, {
      body: { to: server.idOf('forwarder') },
    });
    await shipment.forwarder.post(`/handovers/${offer.id}/acceptance`);
    await told();
    await shipment.forwarder.delete(`/records/${pouch.recordId}/shares/${share.id}`);
    const importer = await inbox(shipment.importer);
    expect(typesOf(importer)).to.deep.equal([
      'share.ended',
      'record.handed-over',
      'document.added',
      'share.granted',
    ]);
    // It sees the pouch no longer: nothing names it.
    expect(importer.map(({ about }) => about)).to.deep.equal([null, null, null, null]);
    expect(typesOf(await inbox(shipment.forwarder))).to.deep.equal(['handover.offered']);
    const [accepted] = await inbox(shipment.exporter);
    expect(accepted).to.deep.include({ type: 'org.openpouch.handover.accepted', kind: 'handover' });
    expect(accepted?.about).to.deep.include({ kind: 'pouch', id: pouch.id });
    expect(await inbox(shipment.agent)).to.deep.equal([]);
  });

  it('tell whoever was given a part of new versions in it and of its end, and of nothing else', async () => {
    const { exporter, agent } = shipment;
    const pouch = await shipment.pouch();
    const shown = await shipment.upload(exporter, pouch.id, Buffer.from('%PDF-1.7 shown'));
    const kept = await shipment.upload(exporter, pouch.id, Buffer.from('%PDF-1.7 kept'));
    const body = { organisationId: server.idOf('agent'), documentIds: [shown.id], rights: ['view'] };
    const { id } = await exporter.post<{ id: string }>(`/records/${pouch.recordId}/extracts`, { body });
    for (const document of [kept, shown])
      await exporter.post(`/documents/${document.id}/versions`, {
        ...{
          headers: { 'if-match': '*' },
          bytes: Buffer.from('%PDF-1.7 anew'),
          mediaType: 'application/pdf',
        },
      });
    await exporter.post(`/records/${pouch.recordId}/closure`, { body: { reason: 'switchedToPaper' } });
    const notices = await inbox(agent);
    expect(typesOf(notices)).to.deep.equal([
      'record.closed',
      'document.version-added',
      'share.extract-granted',
    ]);
    expect(notices.map(({ about, extractId }) => ({ about, extractId }))).to.deep.equal(
      notices.map(() => ({ about: null, extractId: id })),
    );
    await exporter.delete(`/records/${pouch.recordId}/extracts/${id}`);
    expect((await inbox(agent)).map(({ extractId }) => extractId)).to.deep.equal([null, null, null, null]);
  });

  it('are read by each person apart, one by one or all up to one', async () => {
    const { client: ann } = await someone(shipment.forwarder);
    const { client: bob } = await someone(shipment.forwarder);
    expect(await unread(ann), 'what is older than she is').to.equal(0);
    for (let n = 0; n < 3; n += 1) {
      const { recordId } = await shipment.pouch();
      await shipment.exporter.post(`/records/${recordId}/handovers`, {
        body: { to: server.idOf('forwarder') },
      });
    }
    const [last, second] = await inbox(ann);
    expect([await unread(ann), await unread(bob)]).to.deep.equal([3, 3]);
    await ann.raw('POST', '/notices/readings', { body: { ids: [second?.id] } });
    expect([await unread(ann), await unread(bob)]).to.deep.equal([2, 3]);
    expect((await inbox(ann)).slice(0, 3).map(({ isRead }) => isRead)).to.deep.equal([false, true, false]);
    expect(await inbox(ann, '?only=unread')).to.have.length(2);
    await ann.raw('POST', '/notices/readings', { body: { until: last?.id } });
    expect([await unread(ann), await unread(bob)]).to.deep.equal([0, 3]);
    const page = await ann.get<{ items: Notice[]; next: string }>('/notices?limit=1');
    expect(page.items[0]?.id).to.equal(last?.id);
    expect((await inbox(ann, `?limit=1&after=${page.next}`))[0]?.id).to.equal(second?.id);
  });

  it('of others are not marked, and a system has none', async () => {
    const [theirs] = await inbox(shipment.exporter);
    const before = await unread(shipment.exporter);
    expect(
      (await shipment.importer.raw('POST', '/notices/readings', { body: { ids: [theirs?.id] } })).status,
    ).to.equal(204);
    expect(await unread(shipment.exporter)).to.equal(before);
    const rows = await owner.query('SELECT FROM notice_readings WHERE notice_id = $1', [theirs?.id]);
    expect(rows.rowCount).to.equal(0);
    const made = await shipment.exporter.post<{ id: string; secret: string }>('/api-clients', {
      body: { name: 'ERP', scopes: ['record:read'] },
    });
    const erp = await clientCredentials(server.url, made.id, made.secret);
    expect(await refusal(erp.get('/notices'))).to.equal('403 forbidden');
  });

  it('come by e-mail as each person wants: at once, once a day, or not', async () => {
    const atOnce = await someone(shipment.forwarder);
    const daily = await someone(shipment.forwarder);
    const never = await someone(shipment.forwarder);
    const choose = (by: ApiClient, way: string, language: string) =>
      by.put('/notice-settings', { body: { language, digest, email: email(way) } });
    await choose(atOnce.client, 'at_once', 'nl');
    await choose(daily.client, 'daily', 'fr');
    await choose(never.client, 'none', 'en');
    const pouch = await shipment.pouch('Secret machines');
    await shipment.exporter.post(`/records/${pouch.recordId}/handovers`, {
      body: { to: server.idOf('forwarder'), message: 'Between us' },
    });
    await settled(async () => letters(atOnce.email).length === 1);
    const [letter] = letters(atOnce.email);
    expect(letter?.text).to.match(/^Subject: OpenPouch: .* biedt u de overdracht van een dossier aan/m);
    expect(letter?.text).to.contain(`${server.url}/inbox`);
    expect(letter?.text).to.not.match(/Secret machines|Between us/);
    expect(letters(daily.email)).to.deep.equal([]);
    await timePasses();
    await settled(async () => letters(daily.email).length === 1);
    expect(letters(daily.email)[0]?.text).to.match(/propose un transfert/);
    expect(letters(never.email)).to.deep.equal([]);
    expect(letters(atOnce.email)).to.have.length(1);
  });

  it("come at the reader's own hour, once, and after it when nobody could write them then", async () => {
    const { client, email: address } = await someone(shipment.forwarder);
    const choose = (hour: number, timeZone: string | null) =>
      client.put('/notice-settings', {
        body: { language: 'en', digest: { hour, timeZone }, email: email('daily') },
      });
    const lines = async (): Promise<Date[]> => {
      const found = `SELECT due_at FROM letter_lines l JOIN users u ON u.id = l.user_id WHERE u.email = $1`;
      return (await owner.query(found, [address])).rows.map((row) => row.due_at);
    };
    const clock = (time: Date | undefined, timeZone: string) =>
      time?.toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
    expect(await client.get('/notice-settings')).to.deep.include({ digest });
    const { recordId } = await shipment.pouch();
    const offer = await shipment.exporter.post<{ id: string }>(`/records/${recordId}/handovers`, {
      body: { to: server.idOf('forwarder') },
    });
    // Of handovers one is told at once otherwise.
    await settled(async () => letters(address).length === 1);
    await choose(18, 'Asia/Tokyo');
    await shipment.exporter.post(`/handovers/${offer.id}/withdrawal`);
    await told();
    const [inTokyo, ...others] = await lines();
    expect([clock(inTokyo, 'Asia/Tokyo'), others.length]).to.deep.equal(['18:00', 0]);
    // Another clock from now on, for what waits too; none chosen: that of the organisation's country.
    await choose(6, null);
    expect((await lines()).map((due) => clock(due, 'Europe/Brussels'))).to.deep.equal(['06:00']);
    expect(await refusal(choose(24, null))).to.equal('400 invalid_request /digest/hour');
    for (const timeZone of ['+01:00', 'Europe/Atlantis'])
      expect(await refusal(choose(7, timeZone))).to.equal('400 invalid_request /digest/timeZone');
    // The server was down at that hour: days later it is written, one letter, and no second one.
    const late = `UPDATE letter_lines SET due_at = due_at - interval '3 days'
      FROM users u WHERE u.id = user_id AND u.email = $1`;
    await owner.query(late, [address]);
    await timePasses();
    await settled(async () => letters(address).length === 2);
    expect(letters(address)[1]?.text).to.match(/withdrew the offer/);
    await timePasses();
    expect([await lines(), letters(address).length]).to.deep.equal([[], 2]);
  });

  it('are not lost while the mail server is down', async () => {
    const { client, email: address } = await someone(shipment.forwarder);
    await client.put('/notice-settings', { body: { language: 'en', digest, email: email('at_once') } });
    const gone = await someone(shipment.forwarder);
    await gone.client.put('/notice-settings', { body: { language: 'en', digest, email: email('at_once') } });
    mail.unknown.add(gone.email);
    const { port } = new URL(mail.url);
    await mail.close();
    const { recordId } = await shipment.certificate();
    await shipment.exporter.post(`/records/${recordId}/handovers`, {
      body: { to: server.idOf('forwarder') },
    });
    const waiting = `SELECT attempts FROM letters l JOIN users u ON u.id = l.user_id WHERE u.email = $1 AND l.state = 'waiting'`;
    await settled(async () => (await owner.query(waiting, [address])).rows[0]?.attempts >= 1);
    const unknown = mail.unknown;
    mail = await startMailServer(Number(port));
    for (const one of unknown) mail.unknown.add(one);
    // What is under way has its process for longer.
    const triedAgain = () =>
      owner.query(`UPDATE letters SET next_at = now()
        WHERE state = 'waiting' AND next_at < now() + interval '100 seconds'`);
    await settled(async () => {
      await triedAgain();
      return letters(address).length > 0;
    });
    expect(letters(address)[0]?.text).to.match(/offers you the handover of certificate/);
    // Refused for good: given up, and what the letter said is not kept.
    const ended = `SELECT l.state, l.body FROM letters l JOIN users u ON u.id = l.user_id WHERE u.email = $1`;
    await settled(async () => {
      await triedAgain();
      return (await owner.query(ended, [gone.email])).rows[0]?.state === 'refused';
    });
    expect((await owner.query(ended, [gone.email])).rows).to.deep.equal([{ state: 'refused', body: null }]);
  });
});
