import { expect } from 'chai';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { pagesOf } from '../unit/certificates/support/pdf-reader.ts';
import { openShipment, refusal, type Shipment, type TrailEvent } from './support/shipment.ts';

interface Rendition {
  readonly id: string;
  readonly kind: string;
  readonly receipts: readonly string[];
  readonly inControl: { readonly id: string } | null;
}

interface Verdict {
  readonly outcome: string;
  readonly statement: string;
}

describe('renditions', () => {
  let server: TestServer;
  let parties: Shipment;
  let exporter: ApiClient;
  let chamber: ApiClient;
  before(async () => {
    server = await startTestServer();
    parties = await openShipment(server);
    ({ exporter, chamber } = parties);
  });
  after(() => server.close());

  const make = (by: ApiClient, id: string, kind?: string) =>
    by.post<Rendition>(`/certificates/${id}/renditions${kind === undefined ? '' : `?kind=${kind}`}`);
  const kindsIn = async (by: ApiClient, recordId: string) =>
    (await by.get<{ items: TrailEvent[] }>(`/records/${recordId}/trail`)).items
      .filter(({ type }) => type.endsWith('certificate.rendered'))
      .map(({ data }) => data?.['kind']);

  it('are one original, made once, whoever asks for it and however often', async () => {
    const { id, recordId } = await parties.certificate();
    const [mine, theirs] = await Promise.all([make(exporter, id), make(chamber, id, 'original')]);
    const again = await make(exporter, id);
    expect([theirs.id, again.id]).to.deep.equal([mine.id, mine.id]);
    expect([...mine.receipts, ...theirs.receipts]).to.have.length(1);
    expect(again).to.include({ kind: 'original' }).and.to.have.property('receipts').that.is.empty;
    expect(await kindsIn(exporter, recordId)).to.deep.equal(['original']);
  });

  it('are copies as often as they are wanted, also for the next owner', async () => {
    const { id, recordId } = await parties.certificate();
    await make(exporter, id);
    const first = await make(exporter, id, 'copy');
    await parties.handOver(recordId, exporter, 'importer');
    const second = await make(parties.importer, id, 'copy');
    expect(second.id).to.not.equal(first.id);
    expect([first.inControl?.id, second.inControl?.id]).to.deep.equal([
      server.idOf('exporter'),
      parties.id('importer'),
    ]);
    expect(await kindsIn(parties.importer, recordId)).to.deep.equal(['original', 'copy', 'copy']);
  });

  it('are copies for every other reader, which say who is in control; the original is the owner’s', async () => {
    const { id, recordId } = await parties.certificate();
    const address = (rendition: Rendition) => `/certificates/${id}/renditions/${rendition.id}`;
    const original = await make(exporter, id);
    const bought = await exporter.bytes(address(original));
    for (const [party, rights] of [
      ['customsSingapore', ['view', 'download']],
      ['forwarder', ['view']],
    ] as const)
      await exporter.post(`/records/${recordId}/shares`, {
        body: { organisationId: parties.id(party), rights },
      });
    const { customs, forwarder, importer } = parties;
    expect(await refusal(customs.bytes(address(original)))).to.equal('403 forbidden');
    expect(await refusal(make(customs, id))).to.equal('409 not_owner');
    expect(await refusal(make(forwarder, id, 'copy'))).to.equal('403 forbidden');

    const copy = await make(customs, id, 'copy');
    expect(await make(customs, id, 'copy')).to.include({ id: copy.id });
    await parties.handOver(recordId, exporter, 'importer');
    // The applicant goes on reading; what it downloaded stays what it was, and the original is another's now.
    expect(await refusal(exporter.bytes(address(original)))).to.equal('403 forbidden');
    const later = await make(exporter, id, 'copy');
    expect(later.id).to.not.equal(copy.id);
    await importer.post(`/records/${recordId}/closure`, { body: { reason: 'surrendered' } });
    const last = await make(exporter, id, 'copy');
    await server.anchoring.flush();

    const { legalName } = await exporter.get<{ legalName: string }>(
      `/organisations/${parties.id('importer')}`,
    );
    for (const [rendition, words] of [
      [later, /COPY\s+·\s+in control on .* UTC: /],
      [last, /COPY\s+·\s+closed; last in control, as of .* UTC: /],
    ] as const) {
      const pdf = await exporter.bytes(address(rendition));
      const [page = ''] = await pagesOf(pdf);
      const line = page.split('\n').find((one) => words.test(one));
      expect(line, page).to.include(legalName);
    }
    const judged = async (bytes: Uint8Array) =>
      server.anyone.post<Verdict>('/verification/files', { bytes, mediaType: 'application/pdf' });
    expect((await judged(bought)).outcome).to.equal('closed');
    expect(await kindsIn(importer, recordId)).to.deep.equal(['original', 'copy', 'copy', 'copy']);
    await importer.bytes(address(original));
  });

  it('tell a verifier that a copy is one, and who was in control', async () => {
    const { id } = await parties.certificate();
    const copy = await make(chamber, id, 'copy');
    await server.anchoring.flush();
    const bytes = await exporter.bytes(`/certificates/${id}/renditions/${copy.id}`);
    const sent = { bytes, mediaType: 'application/pdf' };
    const { legalName } = await exporter.get<{ legalName: string }>(
      `/organisations/${server.idOf('exporter')}`,
    );
    const { outcome, statement } = await server.anyone.post<Verdict>('/verification/files', sent);
    expect(outcome).to.equal('valid');
    expect(statement).to.include(`It is a copy: ${legalName} was in control of the original`);
  });

  it('are duplicates of the chamber alone', async () => {
    const { id } = await parties.certificate();
    expect(await refusal(make(exporter, id, 'duplicate'))).to.equal('403 forbidden');
    expect(await make(chamber, id, 'duplicate')).to.include({ kind: 'duplicate' });
    expect(await refusal(make(exporter, id, 'triplicate'))).to.equal('400 invalid_request /kind');
  });

  it('say what they are, each sealed for itself', async () => {
    const { id } = await parties.certificate();
    for (const kind of ['original', 'copy', 'duplicate']) {
      const rendition = await make(chamber, id, kind);
      await server.anchoring.flush();
      const pdf = await exporter.bytes(`/certificates/${id}/renditions/${rendition.id}`);
      const [page = ''] = await pagesOf(pdf);
      expect(page.split('\n')).to.include(kind.toUpperCase());
      const sent = { bytes: pdf, mediaType: 'application/pdf' };
      expect((await server.anyone.post<Verdict>('/verification/files', sent)).outcome).to.equal('valid');
      // What it says that it is cannot be changed either: the words are no part of the credential.
      const altered = Uint8Array.from(pdf);
      const at = Buffer.from(pdf).indexOf(`(${kind.toUpperCase()})`);
      expect(at).to.be.greaterThan(0);
      altered[at + 1] = 0x58;
      const forged = { bytes: altered, mediaType: 'application/pdf' };
      expect((await server.anyone.post<Verdict>('/verification/files', forged)).outcome).to.equal('invalid');
    }
    const { items } = await exporter.get<{ items: Rendition[] }>(`/certificates/${id}/renditions`);
    expect(items.map(({ kind }) => kind)).to.deep.equal(['duplicate', 'copy', 'original']);
  });
});
