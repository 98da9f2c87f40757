import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import { sampleApplication, withDeclaration } from '../../scripts/client/sample-application.ts';
import { type Certificate, openCertificates } from './support/certificates.ts';
import { refusal, type Shipment } from './support/shipment.ts';

interface Summary {
  readonly id: string;
  readonly state: string;
  readonly number: string | null;
  readonly consignee: string | null;
  readonly origins: readonly string[];
}

describe('certificates', () => {
  let parties: Shipment;
  let exporter: ApiClient;
  let chamber: ApiClient;
  let otherChamber: ApiClient;
  const { draftOf, apply, submit, submitMany, issue, get } = openCertificates((opened) => {
    ({ parties, exporter, chamber, otherChamber } = opened);
  });

  describe('a draft', () => {
    it('may be incomplete and is kept as it was sent', async () => {
      const application = { remarks: 'urgent,\n  please', consignee: { name: 'Straits' } };
      const draft = await apply(application);
      expect(draft).to.include({ state: 'draft', version: 1, number: null, recordId: null, sealing: null });
      expect((await get(exporter, draft.id)).application).to.deep.equal(application);
    });

    it('is written anew only by who read it as it is', async () => {
      const { id } = await apply({});
      const read = await exporter.raw('GET', `/certificates/${id}`);
      const etag = read.headers.get('etag') ?? '';
      const body = { chamberId: parties.id('chamberAntwerp'), application: sampleApplication(1) };
      const put = (headers: Record<string, string>) =>
        exporter.raw('PUT', `/certificates/${id}`, { body, headers });

      expect((await put({})).status).to.equal(428);
      const written = await put({ 'if-match': etag });
      expect(written.status).to.equal(200);
      expect(written.headers.get('etag')).to.not.equal(etag);
      expect((await put({ 'if-match': etag })).status).to.equal(412);
      expect((await put({ 'if-match': `"99", ${written.headers.get('etag')}` })).status).to.equal(200);
      expect(await get(exporter, id)).to.include({ version: 3 });
    });

    it('is its applicant’s alone', async () => {
      const { id } = await apply();
      for (const other of [chamber, otherChamber, parties.forwarder]) {
        expect(await refusal(get(other, id))).to.equal('404 not_found');
      }
      expect(await refusal(chamber.post(`/certificates/${id}/issuance`))).to.equal('404 not_found');
      expect(
        await refusal(chamber.post(`/certificates/${id}/rejection`, { body: { reason: 'No.' } })),
      ).to.equal('404 not_found');
    });

    it('names what is wrong and changes nothing', async () => {
      const { items } = await exporter.get<{ items: Summary[] }>('/certificates?limit=200');
      const wrong = { destinationCountry: 'Singapore', items: [{ hsCode: 1806 }], price: 3 };
      expect(await refusal(apply(wrong))).to.equal(
        '400 invalid_request /application/destinationCountry /application/items/0/hsCode /application/price',
      );
      expect(await refusal(apply([]))).to.equal('400 invalid_request /application');
      expect(await refusal(apply({ remarks: 'a\u0000b' }))).to.equal(
        '400 invalid_request /application/remarks',
      );
      expect(await refusal(exporter.post('/certificates', draftOf({}, parties.id('forwarder'))))).to.equal(
        '422 not_permitted_party /chamberId',
      );
      expect(await refusal(exporter.post('/certificates', draftOf({}, randomUUID())))).to.equal(
        '422 not_permitted_party /chamberId',
      );
      expect((await exporter.get<{ items: Summary[] }>('/certificates?limit=200')).items).to.deep.equal(
        items,
      );
    });
  });

  describe('submission', () => {
    it('names every field that is missing', async () => {
      const { id } = await apply({
        ...sampleApplication(1),
        consignee: {},
        items: [{ seq: 1 }],
        origins: undefined,
      });
      expect(await refusal(exporter.post(`/certificates/${id}/submission`, withDeclaration))).to.equal(
        '422 application_incomplete /application/consignee/name /application/consignee/address /application/origins ' +
          '/application/items/0/marks /application/items/0/description /application/items/0/originCriterion ' +
          '/application/items/0/invoice',
      );
      expect(await get(exporter, id)).to.include({ state: 'draft', version: 1 });
    });

    it('shows it to the chamber, which may refuse it; changed, it may be submitted again', async () => {
      const { id } = await submit();
      expect(await get(chamber, id)).to.include({ state: 'submitted' });
      expect(await refusal(get(otherChamber, id))).to.equal('404 not_found');
      expect(
        await refusal(chamber.post(`/certificates/${id}/rejection`, { body: { reason: '   ' } })),
      ).to.equal('400 invalid_request /reason');
      const rejected = await chamber.post<Certificate>(`/certificates/${id}/rejection`, {
        body: { reason: 'Which invoice?' },
      });
      expect(rejected).to.include({ state: 'not_issued' });
      expect((await get(exporter, id)).decision).to.deep.equal({
        code: 'other',
        reason: 'Which invoice?',
        by: 'Pieter Claes',
      });

      expect(await refusal(exporter.post(`/certificates/${id}/submission`, withDeclaration))).to.equal(
        '409 wrong_state',
      );
      const headers = { 'if-match': '*' };
      const changed = await exporter.put<Certificate>(`/certificates/${id}`, {
        ...draftOf(sampleApplication(2)),
        headers,
      });
      expect(changed).to.include({ state: 'draft', decision: null });
      expect(await refusal(get(chamber, id))).to.equal('404 not_found');
      await exporter.post(`/certificates/${id}/submission`, withDeclaration);
      expect(await chamber.post<Certificate>(`/certificates/${id}/issuance`)).to.include({ state: 'issued' });
    });

    it('ends what the applicant may change', async () => {
      const { id } = await submit();
      const sent = { ...draftOf({}), headers: { 'if-match': '*' } };
      expect(await refusal(exporter.put(`/certificates/${id}`, sent))).to.equal('409 wrong_state');
      expect(await refusal(exporter.post(`/certificates/${id}/submission`, withDeclaration))).to.equal(
        '409 wrong_state',
      );
    });
  });

  describe('the list', () => {
    interface Page {
      readonly items: Summary[];
      readonly next: string | null;
    }

    it('shows each once, the latest first, page by page', async () => {
      await submitMany(3);
      const all = (await exporter.get<Page>('/certificates?limit=200')).items.map(({ id }) => id);
      const seen: string[] = [];
      let next: string | null = '';
      while (next !== null) {
        const page: Page = await exporter.get<Page>(
          `/certificates?limit=50${next === '' ? '' : `&after=${next}`}`,
        );
        seen.push(...page.items.map(({ id }) => id));
        next = page.next;
      }
      expect(seen.slice(0, 200)).to.deep.equal(all);
      expect(new Set(seen).size).to.equal(seen.length);
    });

    it('finds by state, number and consignee', async () => {
      const consignee = {
        name: 'Quay %_ Lanterns Ltd',
        address: { line1: '1 Quay', city: 'Singapore', country: 'SG' },
      };
      const { id } = await apply({ ...sampleApplication(1), consignee });
      const find = async (by: ApiClient, query: Record<string, string>) =>
        (await by.get<Page>(`/certificates?${new URLSearchParams(query)}`)).items;
      const [found, ...more] = await find(exporter, { q: 'quay %_ lan' });
      expect(found).to.include({ id, state: 'draft', consignee: 'Quay %_ Lanterns Ltd', number: null });
      expect(more).to.deep.equal([]);
      expect(await find(chamber, { q: 'quay %_ lan' })).to.deep.equal([]);
      expect(await find(exporter, { q: 'quay %_ lan', state: 'issued' })).to.deep.equal([]);
      const { id: issuedId, number } = await issue();
      expect((await find(chamber, { q: number.slice(3).toLowerCase() })).map((one) => one.id)).to.deep.equal([
        issuedId,
      ]);
      for (const { state } of await find(chamber, { state: 'submitted' }))
        expect(state).to.equal('submitted');
    });

    it('shows others what is shared with them and nothing else', async () => {
      const { id, recordId } = await issue();
      const mine = async () =>
        (await parties.customs.get<Page>('/certificates?limit=200')).items.map((one) => one.id);
      expect(await mine()).to.not.include(id);
      const sent = { body: { organisationId: parties.id('customsSingapore'), rights: ['view'] } };
      const share = await exporter.post<{ id: string }>(`/records/${recordId}/shares`, sent);
      expect(await mine()).to.include(id);
      await exporter.delete(`/records/${recordId}/shares/${share.id}`);
      expect(await mine()).to.not.include(id);
      expect(await otherChamber.get<Page>('/certificates')).to.deep.equal({ items: [], next: null });
    });

    it('names what is wrong', async () => {
      for (const [query, pointer] of [
        ['state=lost', '/state'],
        ['limit=0', '/limit'],
        ['limit=201', '/limit'],
        ['after=x', '/after'],
        ['q=', '/q'],
        ['q=%00', '/q'],
        ['page=2', '/page'],
      ]) {
        expect(await refusal(exporter.get(`/certificates?${query}`)), query).to.equal(
          `400 invalid_request ${pointer}`,
        );
      }
    });
  });
});
