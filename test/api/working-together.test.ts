import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import pg from 'pg';
import { type ApiClient, clientCredentials, signIn } from '../../scripts/client/api-client.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { newPerson, PASSWORD } from './support/members.ts';
import { openShipment, type Pouch, refusal, type Shipment, type TrailEvent } from './support/shipment.ts';
import type { Agreement, Conversation, Message, Readings, Task } from './support/together.ts';

describe('working together', () => {
  let server: TestServer;
  let shipment: Shipment;
  let owner: pg.Pool;

  before(async () => {
    server = await startTestServer();
    owner = new pg.Pool({ connectionString: server.databaseUrl, max: 2 });
    shipment = await openShipment(server);
  });
  after(async () => {
    await owner?.end();
    await server?.close();
  });

  /** Of the exporter, open to the forwarder (who may add) and to the importer. */
  async function shared(): Promise<Pouch> {
    const pouch = await shipment.pouch();
    const shares = [
      { organisationId: server.idOf('forwarder'), rights: ['view', 'download', 'add'] },
      { organisationId: server.idOf('importer'), rights: ['view', 'download'] },
    ];
    for (const body of shares) await shipment.exporter.post(`/records/${pouch.recordId}/shares`, { body });
    return pouch;
  }
  const write = (by: ApiClient, pouchId: string, body: object) =>
    by.post<Message>(`/pouches/${pouchId}/messages`, { body });
  const read = async (by: ApiClient, pouchId: string, query = '') =>
    (await by.get<{ items: Message[] }>(`/pouches/${pouchId}/messages${query}`)).items;
  const textsOf = (messages: readonly Message[]) => messages.map(({ text }) => text);
  const unread = async (by: ApiClient, pouchId: string) => {
    const { threads } = await by.get<Conversation>(`/pouches/${pouchId}/conversation`);
    return threads.reduce((sum, thread) => sum + thread.unread, 0);
  };
  const trail = async (by: ApiClient, { recordId }: Pouch) =>
    (await by.get<{ items: TrailEvent[] }>(`/records/${recordId}/trail?limit=200`)).items;
  const told = async () => {
    while (((await owner.query('SELECT FROM happenings LIMIT 1')).rowCount ?? 0) > 0) await delay(20);
  };
  const inbox = async (by: ApiClient, { id }: Pouch): Promise<string[]> => {
    await told();
    const { items } = await by.get<{ items: { type: string; about: { id: string } | null }[] }>('/notices');
    return items
      .filter(({ about }) => about?.id === id)
      .map(({ type }) => type.replace('org.openpouch.', ''));
  };
  const colleague = async (administrator: ApiClient) => {
    const person = newPerson();
    const { id } = await administrator.post<{ id: string }>('/users', { body: person });
    return { id, name: person.name, client: await signIn(server.url, person.email, PASSWORD) };
  };

  describe('messages', () => {
    it('are read by whoever sees the pouch, or by those they name; the trail tells that they were written', async () => {
      const pouch = await shared();
      const all = await write(shipment.exporter, pouch.id, {
        text: 'Two cartons are damaged.\nPhotos follow.',
      });
      const between = await write(shipment.exporter, pouch.id, {
        text: 'The price stays between us.',
        to: [server.idOf('forwarder')],
      });
      expect(textsOf(await read(shipment.forwarder, pouch.id))).to.deep.equal([between.text, all.text]);
      expect(textsOf(await read(shipment.importer, pouch.id))).to.deep.equal([all.text]);
      expect(await refusal(read(shipment.agent, pouch.id))).to.equal('404 not_found');
      expect(await refusal(write(shipment.agent, pouch.id, { text: 'Hello' }))).to.equal('404 not_found');
      const written = (await trail(shipment.importer, pouch)).filter(({ type }) =>
        type.endsWith('pouch.message-written'),
      );
      expect(written).to.have.length(2);
      expect(Object.keys(written[0]?.data ?? {})).to.have.members(['messageId', 'commitment']);
      // Nothing of what was written lies in the database in clear.
      const { rows } = await owner.query<{ row: string }>(
        'SELECT m::text AS row FROM messages m UNION ALL SELECT e.jws FROM events e',
      );
      const lies = rows.map(({ row }) => row).join('\n');
      expect(lies).to.not.contain('between us');
      expect(lies).to.not.contain(Buffer.from('between us').toString('hex'));
    });

    it('name people to their own organisation alone, and tell each whom it concerns', async () => {
      const pouch = await shared();
      const ann = await colleague(shipment.exporter);
      const asked = await write(shipment.forwarder, pouch.id, { text: 'Which vessel?' });
      const answer = await write(ann.client, pouch.id, {
        text: 'MSC Isabella.',
        answers: asked.id,
        mentions: { organisations: [server.idOf('importer')], people: [ann.id] },
      });
      expect(answer.by.person?.name).to.equal(ann.name);
      const [seen] = await read(shipment.forwarder, pouch.id);
      expect(seen?.by).to.deep.include({ person: null });
      expect(seen?.mentions.people).to.deep.equal([]);
      const [ours] = await read(shipment.exporter, pouch.id);
      expect([ours?.by.person?.name, ours?.mentions.people[0]?.name]).to.deep.equal([ann.name, ann.name]);
      expect((await inbox(shipment.forwarder, pouch))[0]).to.equal('pouch.message-answered');
      expect((await inbox(shipment.importer, pouch)).slice(0, 2)).to.deep.equal([
        'pouch.message-mentioned',
        'pouch.message-written',
      ]);
      // Nobody is told of what their own organisation did, but a colleague who is mentioned.
      expect(await inbox(shipment.exporter, pouch)).to.deep.equal(['pouch.message-written']);
      const bob = await colleague(shipment.exporter);
      await write(ann.client, pouch.id, { text: 'Bob, please look.', mentions: { people: [bob.id] } });
      expect(await inbox(bob.client, pouch)).to.deep.equal([
        'pouch.message-mentioned',
        'pouch.message-written',
      ]);
      expect(await inbox(ann.client, pouch)).to.deep.equal(['pouch.message-written']);
    });

    it('are unread until each person has read them', async () => {
      const pouch = await shared();
      const ann = await colleague(shipment.forwarder);
      await write(shipment.exporter, pouch.id, { text: 'One' });
      const second = await write(shipment.exporter, pouch.id, { text: 'Two' });
      expect([await unread(ann.client, pouch.id), await unread(shipment.exporter, pouch.id)]).to.deep.equal([
        2, 0,
      ]);
      await ann.client.raw('POST', `/pouches/${pouch.id}/message-readings`, { body: { ids: [second.id] } });
      expect(await unread(ann.client, pouch.id)).to.equal(1);
      expect(await unread(shipment.forwarder, pouch.id)).to.equal(2);
      expect((await read(ann.client, pouch.id)).map(({ isRead }) => isRead)).to.deep.equal([true, false]);
    });

    it('carry files that are no documents of the pouch, for those alone who read the message', async () => {
      const pouch = await shared();
      const { id: documentId } = await shipment.upload(
        shipment.exporter,
        pouch.id,
        Buffer.from('%PDF-1.7 a'),
      );
      const bytes = Buffer.from('a photograph of the damage');
      const file = await shipment.exporter.post<{ id: string; sha256: string }>(
        `/pouches/${pouch.id}/message-attachments?name=damage.jpg`,
        { bytes, mediaType: 'image/jpeg' },
      );
      expect(
        await refusal(write(shipment.forwarder, pouch.id, { text: 'Mine', attachments: [file.id] })),
      ).to.equal('400 invalid_request /attachments/0');
      const { id } = await write(shipment.exporter, pouch.id, {
        ...{ text: 'See the photograph.', documentId, attachments: [file.id] },
        to: [server.idOf('forwarder')],
      });
      const [message] = await read(shipment.forwarder, pouch.id, `?documentId=${documentId}`);
      expect(message?.attachments).to.deep.include.members([
        { id: file.id, name: 'damage.jpg', mediaType: 'image/jpeg', size: bytes.length, sha256: file.sha256 },
      ]);
      const path = `/messages/${id}/attachments/${file.id}/content`;
      expect(Buffer.from(await shipment.forwarder.bytes(path)).equals(bytes)).to.equal(true);
      expect((await shipment.importer.raw('GET', path)).status).to.equal(404);
      const { documents } = await shipment.forwarder.get<Pouch>(`/pouches/${pouch.id}`);
      expect(documents).to.have.length(1);
    });

    it('name what is wrong, and have limits', async () => {
      const pouch = await shared();
      const other = await shared();
      const { id: elsewhere } = await write(shipment.exporter, other.id, { text: 'Elsewhere' });
      const refused = (body: object) => refusal(write(shipment.exporter, pouch.id, body));
      expect(await refused({ text: '  ' })).to.equal('400 invalid_request /text');
      expect(await refused({ text: 'x'.repeat(4_001) })).to.equal('400 invalid_request /text');
      expect(await refused({ text: 'x', to: [server.idOf('agent')] })).to.equal('400 invalid_request /to/0');
      expect(await refused({ text: 'x', answers: elsewhere })).to.equal('400 invalid_request /answers');
      const mentioned = { organisations: [server.idOf('importer')] };
      expect(await refused({ text: 'x', to: [server.idOf('forwarder')], mentions: mentioned })).to.equal(
        '400 invalid_request /mentions/organisations/0',
      );
      const stranger = await colleague(shipment.forwarder);
      expect(await refused({ text: 'x', mentions: { people: [stranger.id] } })).to.equal(
        '400 invalid_request /mentions/people/0',
      );
      // So many a minute, and then no more; a system may write too, and has no marks.
      const made = await shipment.importer.post<{ id: string; secret: string }>('/api-clients', {
        body: { name: 'ERP', scopes: ['pouch:read', 'pouch:converse'] },
      });
      const erp = await clientCredentials(server.url, made.id, made.secret);
      for (let n = 0; n < 30; n += 1) await write(erp, pouch.id, { text: `${n}` });
      expect(await refusal(write(erp, pouch.id, { text: 'one more' }))).to.equal('429 too_many_requests');
      expect(await unread(erp, pouch.id)).to.equal(0);
    });

    it('of the time after its handover a former owner neither reads nor writes', async () => {
      const pouch = await shared();
      await write(shipment.exporter, pouch.id, { text: 'Before' });
      await shipment.handOver(pouch.recordId, shipment.exporter, 'forwarder');
      await write(shipment.forwarder, pouch.id, { text: 'After' });
      expect(textsOf(await read(shipment.exporter, pouch.id))).to.deep.equal(['Before']);
      expect(textsOf(await read(shipment.forwarder, pouch.id))).to.deep.equal(['After', 'Before']);
      expect(await refusal(write(shipment.exporter, pouch.id, { text: 'x' }))).to.equal('403 forbidden');
    });
  });

  describe('tasks', () => {
    const ask = (by: ApiClient, pouch: Pouch, more: object = {}) =>
      by.post<Task>(`/pouches/${pouch.id}/tasks`, {
        body: { organisationId: server.idOf('forwarder'), documentType: '271', byItself: true, ...more },
      });
    const tasks = async (by: ApiClient, { id }: Pouch) =>
      (await by.get<{ items: Task[] }>(`/pouches/${id}/tasks`)).items;

    it('are done by themselves when what was asked for is added', async () => {
      const pouch = await shared();
      const asked = await ask(shipment.exporter, pouch, { note: 'With the weights.', dueOn: '2099-01-31' });
      const [task] = await tasks(shipment.forwarder, pouch);
      expect(task).to.deep.include({
        id: asked.id,
        state: 'open',
        note: 'With the weights.',
        askerPerson: null,
      });
      expect(task?.may).to.deep.equal(['complete', 'decline']);
      const { tasks: waiting } = await shipment.forwarder.get<{ tasks: { count: number; items: Task[] } }>(
        '/home',
      );
      expect(waiting.items[0]?.id).to.equal(asked.id);
      const file = { bytes: Buffer.from('%PDF-1.7'), mediaType: 'application/pdf' };
      await shipment.forwarder.post(`/pouches/${pouch.id}/documents?name=invoice.pdf&type=380`, file);
      expect((await tasks(shipment.exporter, pouch))[0]?.state).to.equal('open');
      const added = await shipment.forwarder.post<{ id: string }>(
        `/pouches/${pouch.id}/documents?name=list.pdf&type=271`,
        file,
      );
      expect((await tasks(shipment.exporter, pouch))[0]).to.deep.include({
        state: 'done',
        documentId: added.id,
      });
      expect((await inbox(shipment.exporter, pouch)).slice(0, 2)).to.deep.equal([
        'pouch.task-done',
        'document.added',
      ]);
      expect(await inbox(shipment.forwarder, pouch)).to.include('pouch.task-asked');
      expect(await inbox(shipment.importer, pouch)).to.not.include('pouch.task-asked');
      const home = await shipment.forwarder.get<{ tasks: { count: number } }>('/home');
      expect(home.tasks.count).to.equal(waiting.count - 1);
    });

    it('are declined with a reason by whom they were asked of, and withdrawn by who asked', async () => {
      const pouch = await shared();
      const first = await ask(shipment.exporter, pouch);
      const second = await ask(shipment.importer, pouch, {
        documentType: 'other',
        byItself: false,
        note: 'Photos',
      });
      const act = (by: ApiClient, { id }: Task, name: string, body: object = {}) =>
        by.post<Task>(`/tasks/${id}/${name}`, name === 'withdrawal' ? undefined : { body });
      expect(await refusal(act(shipment.importer, first, 'completion'))).to.equal('403 forbidden');
      expect(await refusal(act(shipment.importer, first, 'withdrawal'))).to.equal('403 forbidden');
      expect(await refusal(act(shipment.agent, first, 'completion'))).to.equal('404 not_found');
      const declined = await act(shipment.forwarder, first, 'refusal', { reason: 'The shipper has it.' });
      expect(declined).to.deep.include({ state: 'declined', reason: 'The shipper has it.' });
      expect(await refusal(act(shipment.forwarder, first, 'completion'))).to.equal('409 wrong_state');
      // The owner of the pouch takes back what others asked, too.
      expect(await act(shipment.exporter, second, 'withdrawal')).to.deep.include({ state: 'withdrawn' });
      expect(await inbox(shipment.importer, pouch)).to.include('pouch.task-withdrawn');
      expect((await shipment.story(shipment.importer, pouch.recordId)).slice(-4)).to.deep.equal([
        'pouch.task-asked',
        'pouch.task-asked',
        'pouch.task-declined',
        'pouch.task-withdrawn',
      ]);
    });

    it('are asked of those alone who may add, for a day that is to come', async () => {
      const pouch = await shared();
      const refused = (more: object) => refusal(ask(shipment.exporter, pouch, more));
      const at = '400 invalid_request /';
      expect(await refused({ organisationId: server.idOf('importer') })).to.equal(`${at}organisationId`);
      expect(await refused({ organisationId: server.idOf('agent') })).to.equal(`${at}organisationId`);
      expect(await refused({ organisationId: server.idOf('exporter') })).to.equal(`${at}organisationId`);
      expect(await refused({ dueOn: '2020-01-01' })).to.equal(`${at}dueOn`);
      expect(await refused({ documentType: 'other' })).to.equal(`${at}byItself`);
    });

    it('end for a former owner as they stood at its handover', async () => {
      const pouch = await shared();
      await ask(shipment.exporter, pouch);
      await shipment.handOver(pouch.recordId, shipment.exporter, 'importer');
      const [task] = await tasks(shipment.importer, pouch);
      await shipment.importer.post(`/tasks/${task?.id}/withdrawal`);
      const [then] = await tasks(shipment.exporter, pouch);
      expect(then).to.deep.include({ state: 'open', may: [] });
      expect((await tasks(shipment.importer, pouch))[0]?.state).to.equal('withdrawn');
    });
  });

  describe('reading receipts', () => {
    const ask = (by: ApiClient, pouch: Pouch) =>
      by.post<Agreement>(`/pouches/${pouch.id}/reading-agreements`, {
        body: { organisationId: server.idOf('importer') },
      });
    const agree = (by: ApiClient, { id }: Agreement, scope: string) =>
      by.post<Agreement>(`/reading-agreements/${id}/agreement`, { body: { scope } });
    const open = (by: ApiClient, id: string, version = 1) =>
      by.bytes(`/documents/${id}/versions/${version}/content`);
    const readings = (by: ApiClient, { id }: Pouch) => by.get<Readings>(`/pouches/${id}/reading-receipts`);
    const given = async (by: ApiClient, pouch: Pouch) =>
      (await trail(by, pouch)).filter(({ type }) => type.endsWith('document.receipt-given'));

    it('are given where the reader agreed, at the first opening of each version, signed by its organisation', async () => {
      const pouch = await shared();
      const invoice = await shipment.upload(shipment.exporter, pouch.id, Buffer.from('%PDF-1.7 1'));
      const list = await shipment.upload(shipment.exporter, pouch.id, Buffer.from('%PDF-1.7 2'), 'list.pdf');
      const asked = await ask(shipment.exporter, pouch);
      await open(shipment.importer, invoice.id);
      expect(await given(shipment.exporter, pouch), 'without agreement nothing more').to.deep.equal([]);
      expect(await refusal(agree(shipment.forwarder, asked, 'pouch'))).to.equal('404 not_found');
      expect(await refusal(agree(shipment.exporter, asked, 'pouch'))).to.equal('403 forbidden');
      expect(await refusal(ask(shipment.exporter, pouch))).to.equal('409 already_exists');
      await agree(shipment.importer, asked, 'pouch');
      await open(shipment.importer, list.id);
      await open(shipment.importer, list.id);
      const [event, ...more] = await given(shipment.exporter, pouch);
      expect(more).to.deep.equal([]);
      expect(event?.actor.organisation?.id).to.equal(server.idOf('importer'));
      expect(event?.data).to.deep.equal({
        documents: [{ documentId: list.id, version: 1 }],
        by: server.idOf('importer'),
        askedBy: [server.idOf('exporter')],
      });
      const { publicJwk } = (
        await owner.query<{ publicJwk: object }>(
          `SELECT public_jwk AS "publicJwk" FROM organisation_keys WHERE organisation_id = $1 AND purpose = 'identity'`,
          [server.idOf('importer')],
        )
      ).rows[0] ?? { publicJwk: {} };
      const [head = ''] = (event?.proof.body?.jws ?? '').split('.');
      expect(JSON.parse(Buffer.from(head, 'base64url').toString()).jwk).to.deep.include(publicJwk);
      const { receipts } = await readings(shipment.exporter, pouch);
      expect(receipts.map(({ documentId, sequence }) => [documentId, sequence])).to.deep.equal([
        [list.id, event?.proof.sequence],
      ]);
      expect((await readings(shipment.forwarder, pouch)).receipts).to.deep.equal([]);
      expect((await inbox(shipment.exporter, pouch)).slice(0, 2)).to.deep.equal([
        'document.receipt-given',
        'share.receipt-agreed',
      ]);
      expect(await inbox(shipment.importer, pouch)).to.include('share.receipt-requested');
      await shipment.importer.post(`/reading-agreements/${asked.id}/ending`);
      const third = await shipment.upload(
        shipment.exporter,
        pouch.id,
        Buffer.from('%PDF-1.7 3'),
        'third.pdf',
      );
      await open(shipment.importer, third.id);
      expect(await given(shipment.exporter, pouch)).to.have.length(1);
    });

    it('hold for all between two organisations where they said so, and not for what others share', async () => {
      const first = await shared();
      const second = await shared();
      await agree(shipment.importer, await ask(shipment.exporter, first), 'organisation');
      const { id } = await shipment.upload(shipment.exporter, second.id, Buffer.from('%PDF-1.7 4'));
      await open(shipment.importer, id);
      expect(await given(shipment.exporter, second)).to.have.length(1);
      expect((await readings(shipment.importer, second)).agreements[0]).to.deep.include({
        scope: 'organisation',
      });
      const theirs = await shipment.forwarder.post<Pouch>('/pouches', {
        body: { title: 'Of the forwarder' },
      });
      for (const party of ['importer', 'exporter'] as const)
        await shipment.forwarder.post(`/records/${theirs.recordId}/shares`, {
          body: { organisationId: server.idOf(party) },
        });
      const foreign = await shipment.upload(shipment.forwarder, theirs.id, Buffer.from('%PDF-1.7 5'));
      await open(shipment.importer, foreign.id);
      expect(await given(shipment.forwarder, theirs)).to.deep.equal([]);
    });

    it('are asked by those alone who share, of those who may download, and may be refused', async () => {
      const pouch = await shared();
      expect(await refusal(ask(shipment.forwarder, pouch))).to.equal('403 forbidden');
      expect(await refusal(ask(shipment.agent, pouch))).to.equal('404 not_found');
      const stranger = { body: { organisationId: server.idOf('agent') } };
      expect(
        await refusal(shipment.exporter.post(`/pouches/${pouch.id}/reading-agreements`, stranger)),
      ).to.equal('400 invalid_request /organisationId');
    });
  });
});
