import { expect } from 'chai';
import pg from 'pg';
import { type ApiClient, signIn } from '../../scripts/client/api-client.ts';
import { sampleApplication, withDeclaration } from '../../scripts/client/sample-application.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { newPerson, PASSWORD } from './support/members.ts';
import { refusal, truthful } from './support/shipment.ts';

interface Case {
  readonly dueAt: string | null;
  readonly waitingSince: string | null;
  readonly assignee: { readonly id: string; readonly name: string } | null;
  readonly recommended: { readonly id: string; readonly name: string } | null;
  readonly closedAt: string | null;
}
interface Item {
  readonly id: string;
  readonly state: string;
  readonly consignee: string | null;
  readonly desk: Case;
}
interface Page {
  readonly items: readonly Item[];
  readonly next: string | null;
}
interface Message {
  readonly kind: string;
  readonly text: string;
  readonly fields: readonly { readonly pointer: string; readonly wish: string }[];
  readonly by: { readonly name: string };
}
interface Certificate {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly number: string;
  readonly application: { readonly remarks?: string };
  readonly decision: { readonly reason: string; readonly code?: string } | null;
}

describe("a chamber's desk", () => {
  let server: TestServer;
  let exporter: ApiClient;
  let pieter: ApiClient;
  let greet: ApiClient;
  let elsewhere: ApiClient;
  let greetId: string;
  let pieterId: string;
  const waiting = new Set<string>();

  before(async () => {
    server = await startTestServer();
    const client = async (party: Parameters<TestServer['client']>[0]) =>
      truthful(server.routes, await server.client(party));
    exporter = await client('exporter');
    pieter = await client('chamberAntwerp');
    elsewhere = await client('chamberSingapore');
    const person = newPerson();
    await pieter.post('/users', { body: { ...person, name: 'Greet Peeters' } });
    greet = truthful(server.routes, await signIn(server.url, person.email, PASSWORD));
    const { items } = await pieter.get<{ items: { id: string; name: string }[] }>('/desk/officers');
    const idOf = (name: string) => items.find((it) => it.name === name)?.id ?? '';
    [greetId, pieterId] = [idOf('Greet Peeters'), idOf('Pieter Claes')];
  });
  afterEach(async () => {
    for (const id of waiting)
      await pieter.post(`/certificates/${id}/rejection`, { body: { reason: 'Over.' } }).catch(() => null);
    waiting.clear();
  });
  after(() => server?.close());

  let serial = 0;
  const submit = async (change: object = {}): Promise<string> => {
    serial += 1;
    const application = { ...sampleApplication(serial), ...change };
    const { id } = await exporter.post<{ id: string }>('/certificates', {
      body: { chamberId: server.idOf('chamberAntwerp'), application },
    });
    await submitAgain(id);
    waiting.add(id);
    return id;
  };
  const submitAgain = (id: string) => exporter.post(`/certificates/${id}/submission`, withDeclaration);
  const view = (by: ApiClient, name: string) => by.get<Page>(`/desk?view=${name}`);
  const idsIn = async (by: ApiClient, name: string) => (await view(by, name)).items.map(({ id }) => id);
  const caseOf = (id: string) => pieter.get<Case>(`/certificates/${id}/case`);
  const get = (by: ApiClient, id: string) => by.get<Certificate>(`/certificates/${id}`);
  const take = (by: ApiClient, id: string, officerId?: string) =>
    by.post<Case>(`/certificates/${id}/assignment`, { body: officerId === undefined ? {} : { officerId } });
  const issue = (by: ApiClient, id: string) => by.post<Certificate>(`/certificates/${id}/issuance`);
  const ask = (by: ApiClient, id: string, text = 'Which port?') =>
    by.post<Message>(`/certificates/${id}/questions`, { body: { text } });
  const answer = (by: ApiClient, id: string, text = 'Antwerp.') =>
    by.post<Message>(`/certificates/${id}/answers`, { body: { text } });
  const thread = async (by: ApiClient, id: string) =>
    (await by.get<{ items: Message[] }>(`/certificates/${id}/messages`)).items;
  const settings = (by: ApiClient, change: object) =>
    by.put('/chamber-settings', {
      body: { fourEyes: false, deadlineDays: 2, ...change },
    });
  const request = (by: ApiClient, id: string, pointer = '/remarks') =>
    by.post<Message>(`/certificates/${id}/change-requests`, {
      body: { fields: [{ pointer, wish: 'Name the vessel.' }], text: 'One thing only.' },
    });
  const rewrite = (id: string, change: object, chamber: 'chamberAntwerp' | 'chamberSingapore') =>
    exporter.put<Certificate>(`/certificates/${id}`, {
      body: { chamberId: server.idOf(chamber), application: { ...sampleApplication(1), ...change } },
      headers: { 'if-match': '*' },
    });

  describe('its queue', () => {
    it('has what waits for the chamber, the oldest first, page by page, and says how many', async () => {
      const ids = [await submit(), await submit(), await submit()];
      expect(await idsIn(pieter, 'open')).to.deep.equal(ids);
      expect(await idsIn(pieter, 'new')).to.deep.equal(ids);
      expect(await idsIn(pieter, 'mine')).to.deep.equal([]);
      const first = await pieter.get<Page>('/desk?limit=2');
      expect(first.items.map(({ id }) => id)).to.deep.equal(ids.slice(0, 2));
      const second = await pieter.get<Page>(`/desk?limit=2&after=${first.next}`);
      expect(second.items.map(({ id }) => id)).to.deep.equal(ids.slice(2));
      expect(second.next).to.equal(null);
      expect(await pieter.get('/desk/counts')).to.deep.equal({
        ...{ open: 3, new: 3, mine: 0, waiting: 0, overdue: 0 },
      });
      expect(await idsIn(elsewhere, 'open')).to.deep.equal([]);
      await issue(pieter, ids[0] ?? '');
      await pieter.post(`/certificates/${ids[1]}/rejection`, { body: { reason: 'No.' } });
      expect(await idsIn(pieter, 'open')).to.deep.equal(ids.slice(2));
      expect((await caseOf(ids[0] ?? '')).closedAt).to.not.equal(null);
    });

    it('walks one index for a page', async () => {
      const client = new pg.Client({ connectionString: server.databaseUrl });
      await client.connect();
      try {
        await client.query('SET enable_seqscan = off; SET enable_sort = off');
        for (const [order, condition] of [
          ['submitted_at', 'waiting_since IS NULL'],
          ['submitted_at', 'waiting_since IS NULL AND assignee_id IS NULL'],
          ['submitted_at', 'waiting_since IS NULL AND assignee_id = $1 AND assignee_id IS NOT NULL'],
          ['waiting_since', 'waiting_since IS NOT NULL'],
          ['due_at', 'waiting_since IS NULL AND due_at < now()'],
        ] as const) {
          const { rows } = await client.query<{ 'QUERY PLAN': string }>(
            `EXPLAIN SELECT certificate_id FROM desk_cases WHERE chamber_id = '${pieterId}' AND closed_at IS NULL
             AND ${condition.replace('$1', `'${pieterId}'`)} ORDER BY ${order}, certificate_id LIMIT 51`,
          );
          const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
          expect(plan).to.match(/Index (Only )?Scan using desk_cases_/);
          expect(plan, plan).to.not.match(/Sort|Filter/);
        }
      } finally {
        await client.end();
      }
    });
  });

  describe('assignment', () => {
    it('is taken, given to a colleague, and put back', async () => {
      const id = await submit();
      expect((await take(pieter, id)).assignee).to.deep.equal({ id: pieterId, name: 'Pieter Claes' });
      expect(await idsIn(pieter, 'mine')).to.deep.equal([id]);
      expect(await idsIn(pieter, 'new')).to.deep.equal([]);
      expect(await idsIn(greet, 'mine')).to.deep.equal([]);
      expect(await idsIn(greet, 'open')).to.deep.equal([id]);
      await take(pieter, id, greetId);
      expect(await idsIn(greet, 'mine')).to.deep.equal([id]);
      await greet.delete(`/certificates/${id}/assignment`);
      const { items } = await greet.get<{ items: { officer: { name: string } | null; by: string }[] }>(
        `/certificates/${id}/assignments`,
      );
      const name = 'Greet Peeters';
      expect(items.map(({ officer, by }) => `${by} → ${officer?.name ?? 'anybody'}`)).to.deep.equal([
        'Pieter Claes → Pieter Claes',
        `Pieter Claes → ${name}`,
        `${name} → anybody`,
      ]);
      expect(await refusal(elsewhere.get(`/certificates/${id}/assignments`))).to.equal('404 not_found');
      expect((await caseOf(id)).assignee).to.equal(null);
      expect(await idsIn(pieter, 'new')).to.deep.equal([id]);
    });

    it('goes to people of the chamber alone, and to nobody once it is decided', async () => {
      const id = await submit();
      const stranger = await elsewhere.get<{ items: { id: string }[] }>('/desk/officers');
      expect(await refusal(take(pieter, id, stranger.items[0]?.id))).to.equal(
        '400 invalid_request /officerId',
      );
      expect(await refusal(take(elsewhere, id))).to.equal('404 not_found');
      await issue(pieter, id);
      expect(await refusal(take(pieter, id))).to.equal('409 wrong_state');
    });
  });

  describe('questions', () => {
    it('let the chamber’s time stand still until the answer', async () => {
      const id = await submit();
      const before = await caseOf(id);
      expect(Date.parse(before.dueAt ?? '')).to.be.greaterThan(Date.now());
      await ask(pieter, id);
      expect(await idsIn(pieter, 'waiting')).to.deep.equal([id]);
      expect(await idsIn(pieter, 'open')).to.deep.equal([]);
      expect(await caseOf(id)).to.include({ dueAt: null });
      expect((await get(exporter, id)).state).to.equal('submitted');
      await answer(exporter, id);
      expect(await idsIn(pieter, 'open')).to.deep.equal([id]);
      expect(await caseOf(id)).to.deep.include({ dueAt: before.dueAt, waitingSince: null });
      const said = await thread(exporter, id);
      expect(said.map(({ kind, text, by }) => [kind, text, by.name])).to.deep.equal([
        ['question', 'Which port?', 'Pieter Claes'],
        ['answer', 'Antwerp.', said[1]?.by.name],
      ]);
      expect(await thread(pieter, id)).to.deep.equal(said);
    });

    it('are between chamber and applicant alone, and about what is submitted', async () => {
      const id = await submit();
      expect(await refusal(ask(elsewhere, id))).to.equal('404 not_found');
      expect(await refusal(ask(exporter, id))).to.equal('403 forbidden');
      expect(await refusal(answer(pieter, id))).to.equal('403 forbidden');
      expect(await refusal(ask(pieter, id, ' '))).to.equal('400 invalid_request /text');
      const forwarder = await server.client('forwarder');
      expect(await refusal(forwarder.get(`/certificates/${id}/messages`))).to.equal('404 not_found');
      const { recordId } = await pieter.post<{ recordId: string }>(`/certificates/${id}/issuance`);
      await exporter.post(`/records/${recordId}/shares`, {
        body: { organisationId: server.idOf('forwarder'), rights: ['view'] },
      });
      expect(await refusal(forwarder.get(`/certificates/${id}/messages`))).to.equal('403 forbidden');
      expect(await refusal(ask(pieter, id))).to.equal('409 wrong_state');
      expect(await refusal(answer(exporter, id))).to.equal('409 wrong_state');
    });

    it('are not endless', async () => {
      const id = await submit();
      for (let count = 0; count < 200; count += 1) await answer(exporter, id, `${count}`);
      expect(await refusal(answer(exporter, id))).to.equal('409 limit_reached');
      expect(await refusal(request(pieter, id))).to.equal('409 limit_reached');
      expect((await get(pieter, id)).state).to.equal('submitted');
      expect(await thread(pieter, id)).to.have.length(200);
    }).timeout(60_000);
  });

  describe('changes', () => {
    it('are requested field by field, made, and come back as another submission', async () => {
      const id = await submit({ remarks: 'as sent' });
      await take(pieter, id);
      const { fields, text } = await request(pieter, id);
      expect({ fields, text }).to.deep.equal({
        fields: [{ pointer: '/remarks', wish: 'Name the vessel.' }],
        text: 'One thing only.',
      });
      expect(await get(exporter, id)).to.include({ state: 'changes_requested', decision: null });
      expect(await idsIn(pieter, 'waiting')).to.deep.equal([id]);
      expect(await refusal(issue(pieter, id))).to.equal('409 wrong_state');

      // While it is written the chamber sees what it was sent.
      expect(await rewrite(id, { remarks: 'MV Noordzee' }, 'chamberAntwerp')).to.deep.include({
        state: 'changes_requested',
      });
      expect((await get(exporter, id)).application.remarks).to.equal('MV Noordzee');
      expect((await get(pieter, id)).application.remarks).to.equal('as sent');

      await submitAgain(id);
      expect((await get(pieter, id)).application.remarks).to.equal('MV Noordzee');
      expect(await idsIn(pieter, 'mine')).to.deep.equal([id]);
      const { items } = await pieter.get<{ items: { number: number; changes: { pointer: string }[] }[] }>(
        `/certificates/${id}/submissions`,
      );
      expect(items.map(({ number }) => number)).to.deep.equal([2, 1]);
      expect(items[0]?.changes.map(({ pointer }) => pointer)).to.include('/remarks');
      expect((await issue(pieter, id)).state).to.equal('issued');
    });

    it('name fields by pointers, each once', async () => {
      const id = await submit();
      const wishes = (fields: object[]) =>
        refusal(pieter.post(`/certificates/${id}/change-requests`, { body: { fields } }));
      expect(await wishes([])).to.equal('400 invalid_request /fields');
      expect(await wishes([{ pointer: 'remarks', wish: 'x' }])).to.equal(
        '400 invalid_request /fields/0/pointer',
      );
      const twice = { pointer: '/remarks', wish: 'x' };
      expect(await wishes([twice, twice])).to.equal('400 invalid_request /fields');
      expect(await refusal(request(elsewhere, id))).to.equal('404 not_found');
    });

    it('may be answered by asking another chamber, which sees nothing before it is submitted', async () => {
      const id = await submit();
      await request(pieter, id);
      await rewrite(id, { consignor: sampleApplication(1).consignee }, 'chamberSingapore');
      expect((await get(exporter, id)).state).to.equal('draft');
      expect(await refusal(get(elsewhere, id))).to.equal('404 not_found');
      expect(await refusal(get(pieter, id))).to.equal('404 not_found');
      expect(await idsIn(pieter, 'waiting')).to.deep.equal([]);
      await submitAgain(id);
      expect(await idsIn(elsewhere, 'new')).to.deep.equal([id]);
      // What Antwerp asked is no business of Singapore's.
      expect(await thread(elsewhere, id)).to.deep.equal([]);
      expect(await thread(exporter, id)).to.have.length(1);
      await issue(elsewhere, id);
    });
  });

  describe('rejection', () => {
    it('has a code and words, which the applicant reads', async () => {
      const id = await submit();
      const body = { code: 'documents_missing', reason: 'The invoice is missing.' };
      await pieter.post(`/certificates/${id}/rejection`, { body });
      expect((await get(exporter, id)).decision).to.deep.equal({ ...body, by: 'Pieter Claes' });
      const other = await submit();
      expect(
        await refusal(
          pieter.post(`/certificates/${other}/rejection`, { body: { code: 'whim', reason: 'No.' } }),
        ),
      ).to.equal('400 invalid_request /code');
    });
  });

  describe('four eyes', () => {
    after(() => settings(pieter, {}));

    it('are two persons: one recommends, another issues', async () => {
      const id = await submit();
      await settings(pieter, { fourEyes: true });
      expect(await refusal(issue(pieter, id))).to.equal('409 second_person_needed');
      const { recommended } = await pieter.post<Case>(`/certificates/${id}/recommendation`, { body: {} });
      expect(recommended).to.deep.include({ id: pieterId, name: 'Pieter Claes' });
      expect(await refusal(issue(pieter, id))).to.equal('409 second_person_needed');
      const { outcomes } = await pieter.post<{ outcomes: { ok: boolean; problem?: { code: string } }[] }>(
        '/certificates/issuances',
        { body: { ids: [id] } },
      );
      expect(outcomes[0]).to.deep.include({ ok: false });
      expect(outcomes[0]?.problem?.code).to.equal('second_person_needed');
      expect((await issue(greet, id)).state).to.equal('issued');
    });

    it('look again at what was changed since', async () => {
      const id = await submit();
      await settings(pieter, { fourEyes: true });
      await pieter.post(`/certificates/${id}/recommendation`, { body: {} });
      await request(greet, id);
      await rewrite(id, { remarks: 'other' }, 'chamberAntwerp');
      await submitAgain(id);
      expect((await caseOf(id)).recommended).to.equal(null);
      expect(await refusal(issue(greet, id))).to.equal('409 second_person_needed');
    });
  });

  describe('its deadline', () => {
    it('is overdue when its working days are over, and never while the applicant is asked', async () => {
      const [late, asked] = [await submit(), await submit()];
      await ask(pieter, asked);
      const owner = new pg.Client({ connectionString: server.databaseUrl });
      await owner.connect();
      await owner.query(
        `UPDATE desk_cases SET due_at = now() - interval '1 minute' WHERE certificate_id = $1`,
        [late],
      );
      await owner.end();
      expect(await idsIn(pieter, 'overdue')).to.deep.equal([late]);
      expect(await pieter.get('/desk/counts')).to.deep.include({ overdue: 1, waiting: 1, open: 1 });
    });
  });
});
