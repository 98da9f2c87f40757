import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import { decodeCredential } from '../../core/credential.ts';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import { sampleApplication, withDeclaration } from '../../scripts/client/sample-application.ts';
import { expireDue, watchExpiry } from '../../server/certificates/after-issuing/expiry.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { openShipment, refusal, type Shipment, type TrailEvent, truthful } from './support/shipment.ts';

interface Certificate {
  readonly id: string;
  readonly state: string;
  readonly number: string;
  readonly recordId: string;
  readonly application: unknown;
  readonly replacesId: string | null;
  readonly successorId: string | null;
  readonly decision: { readonly reason: string } | null;
  readonly receipts: readonly string[];
}
const day = 86_400_000;

interface Legalisation {
  readonly id: string;
  readonly authority: string;
  readonly date: string;
  readonly reference: string | null;
  readonly receipts: readonly string[];
}

describe('after a certificate was issued', () => {
  let server: TestServer;
  let parties: Shipment;
  let exporter: ApiClient;
  let chamber: ApiClient;
  let singapore: ApiClient;
  let belgium: ApiClient;

  before(async () => {
    server = await startTestServer();
    parties = await openShipment(server);
    ({ exporter, chamber, customs: singapore } = parties);
    belgium = truthful(server.routes, await server.client('customsBelgium'));
  });
  after(() => server?.close());

  const get = (by: ApiClient, id: string) => by.get<Certificate>(`/certificates/${id}`);
  const issue = (id: string) => chamber.post<Certificate>(`/certificates/${id}/issuance`);
  const submit = (id: string) => exporter.post(`/certificates/${id}/submission`, withDeclaration);
  const replace = (by: ApiClient, id: string) => by.post<Certificate>(`/certificates/${id}/replacement`);
  const lastEvent = async (by: ApiClient, recordId: string) =>
    (await by.get<{ items: TrailEvent[] }>(`/records/${recordId}/trail?limit=200`)).items.at(-1);
  const rewrite = (
    id: string,
    change: object,
    to: 'chamberAntwerp' | 'chamberSingapore' = 'chamberAntwerp',
  ) =>
    exporter.put<Certificate>(`/certificates/${id}`, {
      body: { chamberId: server.idOf(to), application: { ...sampleApplication(1), ...change } },
      headers: { 'if-match': '*' },
    });

  describe('a replacement', () => {
    it('is applied for with the same words, and supersedes when it is issued, on the chain as well', async () => {
      const first = await parties.certificate();
      const draft = await replace(exporter, first.id);
      expect(draft).to.include({ state: 'draft', replacesId: first.id, number: null });
      expect(draft.application).to.deep.equal((await get(exporter, first.id)).application);
      await rewrite(draft.id, { remarks: 'With the right remarks' });
      await submit(draft.id);
      expect((await get(chamber, first.id)).state).to.equal('issued');
      const issued = await issue(draft.id);
      expect(issued.receipts).to.have.length(2);
      expect(issued).to.include({ state: 'issued', replacesId: first.id });

      const old = await get(exporter, first.id);
      expect(old).to.include({ state: 'superseded', successorId: draft.id });
      expect(old.decision).to.deep.include({ reason: 'replaced' });
      expect((await lastEvent(exporter, first.recordId))?.data).to.deep.equal({
        reason: 'replaced',
        successor: issued.recordId,
      });
      const made = await lastEvent(exporter, issued.recordId);
      expect(made?.data?.['replaces']).to.equal(first.recordId);
      const token = Buffer.from(await exporter.bytes(`/certificates/${draft.id}/credential`)).toString();
      expect(decodeCredential(token).subject).to.include({ replaces: first.recordId });

      await server.anchoring.flush();
      const { outcome } = await exporter.post<{ outcome: string }>(
        `/records/${first.recordId}/verifications`,
      );
      expect(outcome).to.equal('superseded');
    });

    it('takes one place once, also where two are issued at the same time', async () => {
      const first = await parties.certificate();
      const [a, b] = [await replace(exporter, first.id), await replace(exporter, first.id)];
      await submit(a.id);
      await submit(b.id);
      const { outcomes } = await chamber.post<{ outcomes: { ok: boolean }[] }>('/certificates/issuances', {
        body: { ids: [a.id, b.id] },
      });
      expect(outcomes.map(({ ok }) => ok)).to.deep.equal([true, false]);
      expect(await get(chamber, b.id)).to.include({ state: 'submitted', number: null });
      expect(await refusal(issue(b.id))).to.equal('409 wrong_state');
      expect(await get(chamber, first.id)).to.include({ successorId: a.id });
    });

    it('is its applicant’s to ask for, of what is in force, at the chamber that issued it', async () => {
      const first = await parties.certificate();
      expect(await refusal(replace(parties.forwarder, first.id))).to.equal('403 forbidden');
      const moved = await replace(exporter, first.id);
      await rewrite(moved.id, { consignor: sampleApplication(1).consignee }, 'chamberSingapore');
      expect((await get(exporter, moved.id)).replacesId).to.equal(null);
      await chamber.post(`/certificates/${first.id}/revocation`, { body: { reason: 'fraud' } });
      expect(await refusal(replace(exporter, first.id))).to.equal('409 wrong_state');
    });

    it('can be of what was handed on meanwhile', async () => {
      const first = await parties.certificate();
      const draft = await replace(exporter, first.id);
      await submit(draft.id);
      await parties.handOver(first.recordId, exporter, 'importer');
      await issue(draft.id);
      expect((await get(parties.importer, first.id)).state).to.equal('superseded');
    });
  });

  describe('a legalisation', () => {
    const egypt = { kind: 'consulate', authority: 'Consulate of Egypt in Antwerp', country: 'EG' };
    const legalise = (by: ApiClient, id: string, more: object = {}) =>
      by.post<Legalisation>(`/certificates/${id}/legalisations`, {
        body: { ...egypt, date: '2026-05-12', ...more },
      });
    const list = async (by: ApiClient, id: string) =>
      (await by.get<{ items: Legalisation[] }>(`/certificates/${id}/legalisations`)).items;

    it('is recorded by the chamber and read by whoever sees the certificate', async () => {
      const { id, recordId } = await parties.certificate();
      const { receipts, ...made } = await legalise(chamber, id, { reference: 'EG-77' });
      expect(receipts).to.have.length(1);
      await legalise(chamber, id, { kind: 'ministry', date: '2026-05-11' });
      const seen = await list(exporter, id);
      expect(seen.map(({ date }) => date)).to.deep.equal(['2026-05-11', '2026-05-12']);
      expect(seen[1]).to.deep.equal(made);
      expect(await parties.story(exporter, recordId)).to.deep.equal([
        'certificate.issued',
        'certificate.legalised',
        'certificate.legalised',
      ]);
      expect(await refusal(list(parties.forwarder, id))).to.equal('404 not_found');
      expect(await refusal(legalise(exporter, id))).to.equal('403 forbidden');
      expect(await refusal(legalise(await server.client('chamberSingapore'), id))).to.equal('404 not_found');
    });

    it('names its fields when they are wrong, and ends with the certificate', async () => {
      const { id } = await parties.certificate();
      expect(await refusal(legalise(chamber, id, { country: 'XX' }))).to.equal(
        '400 invalid_request /country',
      );
      expect(await refusal(legalise(chamber, id, { date: '2026-02-30' }))).to.equal(
        '400 invalid_request /date',
      );
      for (let count = 0; count < 20; count += 1) await legalise(chamber, id);
      expect(await refusal(legalise(chamber, id))).to.equal('409 limit_reached');
      await chamber.post(`/certificates/${id}/revocation`, { body: { reason: 'fraud' } });
      expect(await refusal(legalise(chamber, id))).to.equal('409 wrong_state');
    });
  });

  describe('an examination', () => {
    const examine = (by: ApiClient, id: string, finding: string, reason?: string) =>
      by.post<Certificate>(`/certificates/${id}/examination`, {
        body: { finding, ...(reason !== undefined && { reason }) },
      });
    const shown = async (): Promise<{ id: string; recordId: string }> => {
      const certificate = await parties.certificate();
      for (const party of ['customsSingapore', 'customsBelgium'] as const) {
        await exporter.post(`/records/${certificate.recordId}/shares`, {
          body: { organisationId: server.idOf(party), rights: ['view', 'download'] },
        });
      }
      return certificate;
    };

    it('verifies, and acquits when the consignment is cleared', async () => {
      const { id, recordId } = await shown();
      const verified = await examine(singapore, id, 'verified');
      expect(verified).to.include({ state: 'verified' });
      expect(verified.receipts).to.have.length(1);
      expect(await refusal(examine(singapore, id, 'disputed', 'Late.'))).to.equal('409 wrong_state');
      expect((await examine(singapore, id, 'acquitted')).state).to.equal('acquitted');
      expect((await parties.story(exporter, recordId)).slice(-2)).to.deep.equal([
        'certificate.verified',
        'certificate.acquitted',
      ]);
      expect(
        await refusal(chamber.post(`/certificates/${id}/revocation`, { body: { reason: 'fraud' } })),
      ).to.equal('409 wrong_state');
    });

    it('disputes with a reason; the chamber stands by it or customs refuse it', async () => {
      const [one, other] = [await shown(), await shown()];
      expect(await refusal(examine(singapore, one.id, 'disputed'))).to.include('400 invalid_request');
      await examine(singapore, one.id, 'disputed', 'The stamp is unknown here.');
      expect((await lastEvent(chamber, one.recordId))?.data).to.deep.equal({
        reason: 'The stamp is unknown here.',
      });
      const confirmed = await chamber.post<Certificate>(`/certificates/${one.id}/confirmation`, {
        body: { reason: 'It is ours.' },
      });
      expect(confirmed.state).to.equal('verified');
      await examine(singapore, other.id, 'disputed', 'The weights do not agree.');
      expect((await examine(singapore, other.id, 'refused', 'No answer came.')).state).to.equal('refused');
      expect(await refusal(examine(singapore, other.id, 'verified'))).to.equal('409 wrong_state');
    });

    it('is for customs of the destination that were shown it', async () => {
      const { id } = await shown();
      expect(await refusal(examine(belgium, id, 'verified'))).to.equal('403 forbidden');
      expect(await refusal(examine(parties.importer, id, 'verified'))).to.equal('403 forbidden');
      expect(await refusal(examine(chamber, id, 'verified'))).to.equal('403 forbidden');
      const hidden = await parties.certificate();
      expect(await refusal(examine(singapore, hidden.id, 'verified'))).to.equal('404 not_found');
      const confirm = (by: ApiClient) =>
        by.post(`/certificates/${id}/confirmation`, { body: { reason: 'Ours.' } });
      expect(await refusal(confirm(chamber))).to.equal('409 wrong_state');
      expect(await refusal(confirm(await server.client('chamberSingapore')))).to.equal('404 not_found');
    });
  });

  describe('its expiry', () => {
    it('is where the federation says that a country takes certificates for so long only', async () => {
      const federation = await server.client('federation');
      const period = { months: 6, source: 'A decree of 2026', since: '2026-01-01' };
      expect(await refusal(chamber.put('/validity-periods/SG', { body: period }))).to.equal('403 forbidden');
      expect(await refusal(federation.put('/validity-periods/XX', { body: period }))).to.equal(
        '400 invalid_request /country',
      );
      const before = await parties.certificate();
      await federation.put('/validity-periods/SG', { body: period });
      expect(await exporter.get('/validity-periods')).to.deep.equal({
        items: [{ country: 'SG', ...period }],
      });
      const certificate = await parties.certificate();
      const { expiresAt, issuedAt } = await exporter.get<{ expiresAt: string; issuedAt: string }>(
        `/certificates/${certificate.id}`,
      );
      const expected = new Date(issuedAt);
      expected.setUTCMonth(expected.getUTCMonth() + 6);
      expect(Date.parse(expiresAt)).to.be.within(expected.getTime() - 3 * day, expected.getTime());
      const response = await exporter.raw('GET', `/certificates/${certificate.id}/credential`);
      const { validUntil } = decodeCredential(await response.text());
      expect(validUntil).to.equal(expiresAt);
      expect(await get(exporter, before.id)).to.include({ expiresAt: null });

      expect(await expireDue(server.context)).to.equal(0);
      const later = { ...server.context, now: () => new Date(Date.parse(expiresAt) + 1_000) };
      expect(await expireDue(later)).to.equal(1);
      expect((await get(exporter, certificate.id)).state).to.equal('expired');
      expect((await get(exporter, before.id)).state).to.equal('issued');
      expect(await parties.story(exporter, certificate.recordId)).to.include('certificate.expired');
      expect(await expireDue(later)).to.equal(0);
      expect(await refusal(replace(exporter, certificate.id))).to.equal('409 wrong_state');

      const soon = await parties.certificate();
      const { database } = server.context;
      await database.asSystem((trx) =>
        trx
          .updateTable('certificates')
          .set({ expires_at: new Date(Date.now() + 400) })
          .where('id', '=', soon.id)
          .execute(),
      );
      const stop = watchExpiry(server.context);
      // Long before the next of the looks that it takes anyway.
      while ((await get(exporter, soon.id)).state === 'issued') await setTimeout(20);
      stop();
      expect((await get(exporter, soon.id)).state).to.equal('expired');

      await federation.delete('/validity-periods/SG');
      expect(await refusal(federation.delete('/validity-periods/SG'))).to.equal('404 not_found');
    });
  });

  describe('the figures of its chamber', () => {
    interface Figures {
      readonly days: readonly { day: string; issued: number; rejected: number }[];
      readonly medianHours: number | null;
      readonly destinations: readonly { country: string; issued: number }[];
      readonly fees: readonly { currency: string; amount: string }[];
    }
    const figures = (by: ApiClient, query = '') => by.get<Figures>(`/desk/figures${query}`);

    it('count what was decided, by day and destination, with the fees recorded', async () => {
      const before = await figures(chamber);
      await chamber.put('/chamber-settings', {
        body: {
          ...{ fourEyes: false, deadlineDays: 2 },
          fee: { amount: '18.64', currency: 'EUR' },
        },
      });
      const { id } = await parties.certificate();
      await parties.certificate();
      expect(await chamber.get(`/certificates/${id}/case`)).to.deep.include({
        fee: { amount: '18.64', currency: 'EUR' },
      });
      const after = await figures(chamber);
      const issued = ({ days }: Figures) => days.reduce((sum, day) => sum + day.issued, 0);
      expect(issued(after)).to.equal(issued(before) + 2);
      expect(after.fees).to.deep.equal([{ currency: 'EUR', amount: '37.28' }]);
      expect(after.destinations[0]).to.deep.equal({ country: 'SG', issued: issued(after) });
      expect(after.medianHours).to.be.within(0, 1);
      expect(await figures(await server.client('chamberSingapore'))).to.deep.include({
        days: [],
        medianHours: null,
        fees: [],
      });
    });

    it('are of a quarter of a year at most', async () => {
      expect(await refusal(figures(chamber, '?from=2026-01-01&to=2026-12-31'))).to.equal(
        '400 invalid_request /to',
      );
      expect(await refusal(figures(chamber, '?from=2026-02-01&to=2026-01-31'))).to.equal(
        '400 invalid_request /to',
      );
      expect(await refusal(figures(exporter))).to.equal('403 forbidden');
    });
  });
});
