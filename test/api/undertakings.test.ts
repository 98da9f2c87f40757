import { expect } from 'chai';
import pg from 'pg';
import { undertakingTexts } from '../../core/undertaking.ts';
import { type ApiClient, clientCredentials, signIn } from '../../scripts/client/api-client.ts';
import { sampleApplication, withDeclaration } from '../../scripts/client/sample-application.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { newOrganisation, newPerson, PASSWORD, undertakingBody } from './support/members.ts';
import { refusal, truthful } from './support/shipment.ts';

interface Undertaking {
  readonly id: string;
  readonly state: string;
  readonly text: string;
  readonly givenAt: string;
  readonly endsAt: string;
  readonly signatories: readonly { readonly id: string; readonly name: string }[];
  readonly history: readonly {
    readonly act: string;
    readonly by: string;
    readonly reason: string | null;
    readonly signatory: { readonly name: string } | null;
  }[];
}

const day = 86_400_000;

describe('undertakings', () => {
  let server: TestServer;
  let owner: pg.Client;
  /** Administers the exporter, and signs. */
  let sofie: ApiClient;
  let sofieId: string;
  /** Signs in for the exporter. */
  let ann: ApiClient;
  let annId: string;
  let chamber: ApiClient;
  let elsewhere: ApiClient;
  let rival: ApiClient;

  before(async () => {
    server = await startTestServer();
    owner = new pg.Client({ connectionString: server.databaseUrl });
    await owner.connect();
    const known = async (client: ApiClient) => truthful(server.routes, client);
    const someone = async (email: string) => known(await signIn(server.url, email, PASSWORD));
    sofie = await known(await server.client('exporter'));
    chamber = await known(await server.client('chamberAntwerp'));
    elsewhere = await known(await server.client('chamberSingapore'));
    ({ id: sofieId } = await sofie.get<{ id: string }>('/me'));
    const person = newPerson();
    ({ id: annId } = await sofie.post<{ id: string }>('/users', { body: person }));
    ann = await someone(person.email);
    const organisation = newOrganisation('exporter');
    await chamber.post('/organisations', { body: organisation });
    rival = await someone(organisation.administrator.email);
  });
  after(async () => {
    await owner?.end();
    await server?.close();
  });
  afterEach(async () => {
    await require(false);
    for (const { id, state } of await list(sofie))
      if (['given', 'accepted'].includes(state)) await act(sofie, id, 'withdrawal');
  });

  const require = (undertakingRequired: boolean) =>
    chamber.put('/chamber-settings', { body: { fourEyes: false, deadlineDays: 2, undertakingRequired } });
  const give = (signatories: readonly string[], by = sofie, chamberId = server.idOf('chamberAntwerp')) =>
    by.post<Undertaking>('/undertakings', { body: undertakingBody(chamberId, signatories, 'fr') });
  const act = (by: ApiClient, id: string, what: string, body?: object) =>
    by.post<Undertaking>(`/undertakings/${id}/${what}`, body === undefined ? undefined : { body });
  const refuse = (id: string, by = chamber) => act(by, id, 'refusal', { reason: 'The seal is missing.' });
  const list = async (by: ApiClient, query = '') =>
    (await by.get<{ items: Undertaking[] }>(`/undertakings${query}`)).items;
  const stateOf = async (id: string) => (await sofie.get<Undertaking>(`/undertakings/${id}`)).state;
  const accepted = async (signatories: readonly string[]) =>
    act(chamber, (await give(signatories)).id, 'acceptance');
  /** As if it had been given that much earlier. */
  const age = (id: string, ms: number) =>
    owner.query(
      `UPDATE undertakings SET given_at = given_at - $2 * interval '1 ms', ends_at = ends_at - $2 * interval '1 ms' WHERE id = $1`,
      [id, ms],
    );
  let serial = 0;
  const draft = async (): Promise<string> => {
    serial += 1;
    const body = { chamberId: server.idOf('chamberAntwerp'), application: sampleApplication(serial) };
    return (await sofie.post<{ id: string }>('/certificates', { body })).id;
  };
  const submit = async (by: ApiClient, signatoryId?: string): Promise<string> => {
    const { declaration } = withDeclaration.body;
    const body = { declaration: { ...declaration, ...(signatoryId !== undefined && { signatoryId }) } };
    const id = await draft();
    await by.post(`/certificates/${id}/submission`, { body });
    return id;
  };

  it('are given by an exporter, accepted by the chamber, and told to both with all that was done', async () => {
    const given = await give([sofieId, annId, annId]);
    expect(given).to.deep.include({ state: 'given', text: undertakingTexts.fr, history: [] });
    expect(given.signatories.map(({ id }) => id)).to.have.members([sofieId, annId]);
    const year = new Date(given.givenAt);
    year.setUTCFullYear(year.getUTCFullYear() + 1);
    expect(given.endsAt).to.equal(year.toISOString());
    expect((await list(chamber, '?state=given')).map(({ id }) => id)).to.deep.equal([given.id]);

    expect(await act(chamber, given.id, 'acceptance')).to.include({ state: 'accepted' });
    expect(await refusal(act(chamber, given.id, 'acceptance'))).to.equal('409 wrong_state');
    await sofie.delete(`/undertakings/${given.id}/signatories/${annId}`);
    expect(await refusal(sofie.delete(`/undertakings/${given.id}/signatories/${annId}`))).to.equal(
      '404 not_found',
    );
    const ended = await act(sofie, given.id, 'withdrawal');
    expect(ended.signatories.map(({ id }) => id)).to.deep.equal([sofieId]);
    expect(ended.history.map(({ act, by, signatory }) => [act, by, signatory?.name])).to.deep.equal([
      ['accepted', 'Pieter Claes', undefined],
      ['signatory_removed', 'Sofie Peeters', 'Ann Devos'],
      ['withdrawn', 'Sofie Peeters', undefined],
    ]);
    expect(await chamber.get(`/undertakings/${given.id}`)).to.deep.equal(ended);
    for (const attempt of [() => refuse(given.id), () => act(sofie, given.id, 'withdrawal')])
      expect(await refusal(attempt())).to.equal('409 wrong_state');
  });

  it('are refused with a reason, also after they were accepted', async () => {
    const given = await give([sofieId]);
    expect(await refusal(act(chamber, given.id, 'refusal', {}))).to.equal('400 invalid_request /reason');
    const { state, history } = await refuse(given.id);
    expect(state).to.equal('refused');
    expect(history).to.have.lengthOf(1);
    expect(history[0]).to.include({ act: 'refused', reason: 'The seal is missing.' });
    expect(await refusal(act(chamber, given.id, 'acceptance'))).to.equal('409 wrong_state');
    expect((await refuse((await accepted([sofieId])).id)).state).to.equal('refused');
  });

  it('are renewed: the one accepted last takes the place of those given before', async () => {
    const first = await accepted([sofieId]);
    const forgotten = await give([sofieId]);
    const renewed = await give([sofieId, annId]);
    expect(await stateOf(first.id)).to.equal('accepted');
    await act(chamber, renewed.id, 'acceptance');
    expect(await stateOf(first.id)).to.equal('replaced');
    expect(await stateOf(forgotten.id)).to.equal('replaced');
    expect(await stateOf(renewed.id)).to.equal('accepted');
  });

  it('lose no day when they are renewed in the last three months', async () => {
    const first = await accepted([sofieId]);
    const early = await give([sofieId]);
    expect(Date.parse(early.endsAt) - Date.parse(early.givenAt)).to.be.below(367 * day);
    await age(first.id, 365 * day - 80 * day);
    const { endsAt } = await sofie.get<Undertaking>(`/undertakings/${first.id}`);
    const renewed = await give([sofieId]);
    const year = new Date(endsAt);
    year.setUTCFullYear(year.getUTCFullYear() + 1);
    expect(renewed.endsAt).to.equal(year.toISOString());
  });

  it('are an affair of the exporter and that chamber', async () => {
    const { id } = await give([sofieId]);
    for (const stranger of [elsewhere, rival]) {
      expect(await list(stranger)).to.deep.equal([]);
      for (const attempt of [
        () => stranger.get(`/undertakings/${id}`),
        () => act(stranger, id, 'withdrawal'),
        () => stranger.delete(`/undertakings/${id}/signatories/${sofieId}`),
      ])
        expect(await refusal(attempt())).to.equal('404 not_found');
    }
    for (const what of ['acceptance', 'refusal']) {
      const body = what === 'refusal' ? { reason: 'No.' } : undefined;
      expect(await refusal(act(elsewhere, id, what, body))).to.equal('404 not_found');
      expect(await refusal(act(sofie, id, what, body))).to.equal('403 forbidden');
    }
    expect(await refusal(act(chamber, id, 'withdrawal'))).to.equal('403 forbidden');
    expect(await refusal(act(ann, id, 'withdrawal'))).to.equal('403 forbidden');
    expect(await stateOf(id)).to.equal('given');
  });

  it('name people of the exporter, are given by its administrators, and to chambers', async () => {
    const { id: theirs } = await rival.get<{ id: string }>('/me');
    expect(await refusal(give([sofieId, theirs]))).to.equal('400 invalid_request /signatories/1');
    expect(await refusal(give([]))).to.equal('400 invalid_request /signatories');
    expect(await refusal(give([annId], ann))).to.equal('403 forbidden');
    expect(await refusal(give([theirs], chamber))).to.equal('403 forbidden');
    expect(await refusal(give([sofieId], sofie, server.idOf('forwarder')))).to.equal(
      '422 not_permitted_party /chamberId',
    );
    expect(await refusal(give([sofieId], await system(['organisation:administer'])))).to.equal(
      '403 forbidden',
    );
  });

  const system = async (scopes: readonly string[]): Promise<ApiClient> => {
    const body = { name: 'ERP', scopes };
    const made = await sofie.post<{ id: string; secret: string }>('/api-clients', { body });
    return clientCredentials(server.url, made.id, made.secret);
  };

  describe('where the chamber requires one', () => {
    const requirement = (by: ApiClient) =>
      by.get<object>(`/undertaking-requirement?chamberId=${server.idOf('chamberAntwerp')}`);

    it('who applies is told before', async () => {
      const nothing = { state: 'none', endsAt: null };
      expect(await requirement(ann)).to.deep.equal({ ...nothing, required: false, maySign: true });
      await require(true);
      expect(await requirement(ann)).to.deep.equal({ ...nothing, required: true, maySign: false });
      const { id, endsAt } = await give([annId]);
      expect(await requirement(ann)).to.deep.include({ state: 'given', maySign: false });
      await act(chamber, id, 'acceptance');
      const inForce = { required: true, state: 'accepted', endsAt };
      expect(await requirement(ann)).to.deep.equal({ ...inForce, maySign: true });
      expect(await requirement(sofie)).to.deep.equal({ ...inForce, maySign: false });
      expect(await requirement(rival)).to.deep.equal({ ...nothing, required: true, maySign: false });
    });

    it('nobody submits without one that it has accepted, and its signatories do with it', async () => {
      await submit(ann);
      await require(true);
      expect(await chamber.get('/chamber-settings')).to.include({ undertakingRequired: true });
      expect(await refusal(submit(sofie))).to.equal('409 undertaking_missing');
      const { id } = await give([annId]);
      expect(await refusal(submit(ann))).to.equal('409 undertaking_missing');
      await act(chamber, id, 'acceptance');
      await submit(ann);
      expect(await refusal(submit(sofie))).to.equal('409 not_a_signatory');
      expect(await refusal(submit(ann, annId))).to.equal('400 invalid_request /declaration/signatoryId');
      await sofie.delete(`/undertakings/${id}/signatories/${annId}`);
      expect(await refusal(submit(ann))).to.equal('409 not_a_signatory');
      await require(false);
      await submit(ann);
    });

    it('one that was refused, withdrawn or replaced counts no more', async () => {
      await require(true);
      const first = await accepted([annId]);
      await submit(ann);
      const second = await accepted([sofieId]);
      expect(await refusal(submit(ann))).to.equal('409 not_a_signatory');
      await refuse(second.id);
      expect(await stateOf(first.id)).to.equal('replaced');
      expect(await refusal(submit(ann))).to.equal('409 undertaking_missing');
      expect(await refusal(submit(sofie))).to.equal('409 undertaking_missing');
      const { id } = await accepted([annId]);
      await act(sofie, id, 'withdrawal');
      expect(await refusal(submit(ann))).to.equal('409 undertaking_missing');
    });

    it('it ends with its year, after a word at home', async () => {
      const ending = async (by: ApiClient) =>
        (await by.get<{ undertakings: Undertaking[] | null }>('/home')).undertakings;
      await require(true);
      const given = await give([annId]);
      expect((await ending(chamber))?.map(({ id }) => id)).to.deep.equal([given.id]);
      await act(chamber, given.id, 'acceptance');
      expect(await ending(chamber)).to.deep.equal([]);
      expect(await ending(sofie)).to.deep.equal([]);
      expect(await ending(ann)).to.equal(null);
      const year = Date.parse(given.endsAt) - Date.parse(given.givenAt);
      await age(given.id, year - 29 * day);
      expect((await ending(sofie))?.map(({ id }) => id)).to.deep.equal([given.id]);
      await submit(ann);
      const renewal = await give([annId]);
      expect(await ending(sofie)).to.deep.equal([]);

      await age(given.id, 29 * day);
      expect(await stateOf(given.id)).to.equal('expired');
      expect((await list(sofie, '?state=expired')).map(({ id }) => id)).to.deep.equal([given.id]);
      expect(await refusal(submit(ann))).to.equal('409 undertaking_missing');
      expect(await refusal(act(sofie, given.id, 'withdrawal'))).to.equal('409 wrong_state');
      await act(chamber, renewal.id, 'acceptance');
      expect(await stateOf(given.id)).to.equal('expired');
      await submit(ann);
    });

    it('a system says which signatory it declares for, and the declaration keeps it', async () => {
      const erp = await system(['certificate:read', 'certificate:apply']);
      await submit(erp);
      await require(true);
      const person = newPerson({ name: 'Noor Peeters' });
      const { id: noorId } = await sofie.post<{ id: string }>('/users', { body: person });
      await accepted([annId, noorId]);
      expect(await refusal(submit(erp))).to.equal('400 invalid_request /declaration/signatoryId');
      expect(await refusal(submit(erp, sofieId))).to.equal('409 not_a_signatory');
      const id = await submit(erp, annId);
      const { items } = await chamber.get<{ items: { declaration: object }[] }>(
        `/certificates/${id}/submissions`,
      );
      expect(items[0]?.declaration).to.include({ by: 'ERP', onBehalfOf: 'Ann Devos' });
      await submit(erp, noorId);
      // Who no longer signs in signs nothing either.
      await sofie.delete(`/users/${noorId}`);
      expect(await refusal(submit(erp, noorId))).to.equal('409 not_a_signatory');
    });
  });

  it('are never changed: not even the system writes over what was said', async () => {
    await accepted([sofieId]);
    for (const table of ['undertakings', 'undertaking_acts']) {
      for (const statement of [`UPDATE ${table} SET exporter_id = exporter_id`, `DELETE FROM ${table}`]) {
        const error: unknown = await owner
          .query(`BEGIN; SET LOCAL ROLE openpouch_system; ${statement}; COMMIT`)
          .then(
            () => undefined,
            (reason: unknown) => reason,
          );
        await owner.query('ROLLBACK');
        expect(error, statement).to.include({ code: '42501' });
      }
    }
  });
});
