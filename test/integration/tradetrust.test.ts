import { expect } from 'chai';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import { openShipment, refusal, type Shipment } from '../api/support/shipment.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import {
  type Conversation,
  installTradeTrust,
  runTradeTrust,
  startTradeTrust,
} from './tradetrust-packages.ts';

interface Settings {
  readonly domain: string | null;
  readonly documentStore: string;
  readonly dnsRecord: string;
}

interface Verdict {
  readonly valid: boolean;
  readonly statuses: Readonly<Record<string, string>>;
}

interface Judged {
  readonly fitsSchema: boolean;
  readonly data: { certificate: Record<string, unknown> };
  readonly verdicts: Readonly<Record<string, Verdict>>;
}

const domain = 'antwerp.chamber.example';
describe('certificates for TradeTrust, judged by its own verifiers (tt-verify 9.7.2 and 9.6.0, trustvc 2.11.0)', () => {
  let server: TestServer;
  let parties: Shipment;
  let chamber: ApiClient;
  let settings: Settings;
  let verifiers: Conversation;

  const judge = async (documents: readonly unknown[], more: { remove?: string[]; dns?: object } = {}) => {
    const dns = { [domain]: [settings.dnsRecord], ...more.dns };
    const input = JSON.stringify({ documents, rpcUrl: server.rpcUrl, ...more, dns });
    return JSON.parse(await verifiers.ask(input)) as Judged[];
  };
  const wrap = (by: ApiClient, ids: readonly string[]) =>
    by.post<{ receipts: string[] }>('/certificates/tradetrust-documents', { body: { ids } });
  const documentOf = (by: ApiClient, id: string) =>
    by.get<Record<string, unknown>>(`/certificates/${id}/tradetrust-document`);
  const allValid = {
    OpenAttestationHash: 'VALID',
    OpenAttestationEthereumDocumentStoreStatus: 'VALID',
    OpenAttestationDnsTxtIdentityProof: 'VALID',
  };
  /** Each verifier says it, and that `fragment` is why. */
  const expectInvalid = (judged: Judged | undefined, fragment: keyof typeof allValid) => {
    expect(Object.keys(judged?.verdicts ?? {})).to.have.length(3);
    for (const [verifier, { valid, statuses }] of Object.entries(judged?.verdicts ?? {})) {
      expect(valid, verifier).to.equal(false);
      expect(statuses, verifier).to.include({ [fragment]: 'INVALID' });
    }
  };
  const expectValid = (judged: Judged | undefined) => {
    expect(Object.keys(judged?.verdicts ?? {})).to.have.length(3);
    for (const [verifier, { valid, statuses }] of Object.entries(judged?.verdicts ?? {})) {
      expect(valid, verifier).to.equal(true);
      expect(statuses, verifier).to.deep.equal(allValid);
    }
  };

  before(async function () {
    this.timeout(400_000);
    await installTradeTrust();
    verifiers = startTradeTrust('judge.mjs');
    server = await startTestServer();
    parties = await openShipment(server);
    ({ chamber } = parties);
    settings = await chamber.put<Settings>('/tradetrust-settings', { body: { domain } });
  });
  after(async () => {
    verifiers?.close();
    await server?.close();
  });

  it('is valid there, each of a batch, with every field of the certificate but its verification code', async () => {
    const made = [await parties.certificate(), await parties.certificate(), await parties.certificate()];
    const { receipts } = await wrap(
      chamber,
      made.map(({ id }) => id),
    );
    expect(receipts).to.have.length(3);
    const documents = await Promise.all(made.map(({ id }) => documentOf(parties.exporter, id)));
    await server.anchoring.flush();
    const judged = await judge(documents);
    for (const [index, one] of judged.entries()) {
      expectValid(one);
      expect(one.fitsSchema).to.equal(true);
      expect(one.data.certificate['certificateNumber']).to.equal(made[index]?.number);
      expect(JSON.stringify(one.data)).not.to.contain('verificationCode');
    }
  });

  it('stays valid when its holder takes out what the next reader need not see', async () => {
    const { id } = await parties.certificate();
    await wrap(chamber, [id]);
    const document = await documentOf(parties.exporter, id);
    await server.anchoring.flush();
    const [judged] = await judge([document], { remove: ['certificate.consignee'] });
    expectValid(judged);
    expect(judged?.data.certificate).not.to.have.property('consignee');
    expect(judged?.data.certificate).to.have.property('consignor');
  });

  it('is not valid once it is altered or added to, or under a domain whose DNS names none', async () => {
    const { id } = await parties.certificate();
    await wrap(chamber, [id]);
    const document = await documentOf(parties.exporter, id);
    await server.anchoring.flush();
    const altered = JSON.parse(
      JSON.stringify(document).replace('Certificate of origin', 'Certificate of quality'),
    );
    const added = structuredClone(document) as { data: { certificate: Record<string, unknown> } };
    added.data.certificate['Consigned to whoever one likes'] = {};
    for (const judged of await judge([altered, added])) expectInvalid(judged, 'OpenAttestationHash');
    const [unnamed] = await judge([document], { dns: { [domain]: [] } });
    expectInvalid(unnamed, 'OpenAttestationDnsTxtIdentityProof');
  });

  it('is revoked there when it is revoked, superseded or closed here; its neighbours in the batch hold', async () => {
    const made = [await parties.certificate(), await parties.certificate(), await parties.certificate()];
    const [revoked, closed, kept] = made;
    if (revoked === undefined || closed === undefined || kept === undefined)
      throw new Error('three were made');
    await wrap(
      chamber,
      made.map(({ id }) => id),
    );
    const documents = await Promise.all(made.map(({ id }) => documentOf(parties.exporter, id)));
    await chamber.post(`/certificates/${revoked.id}/revocation`, { body: { reason: 'dataIncorrect' } });
    await parties.exporter.post(`/records/${closed.recordId}/closure`, {
      body: { reason: 'switchedToPaper' },
    });
    await server.anchoring.flush();
    const judged = await judge(documents);
    for (const one of judged.slice(0, 2)) expectInvalid(one, 'OpenAttestationEthereumDocumentStoreStatus');
    expectValid(judged[2]);
  });

  it('makes each document once, and none of a batch in which one cannot be', async () => {
    const { id } = await parties.certificate();
    await wrap(chamber, [id]);
    const before = await documentOf(chamber, id);
    expect((await wrap(chamber, [id])).receipts).to.deep.equal([]);
    expect(await documentOf(chamber, id)).to.deep.equal(before);

    const [fresh, ended] = [await parties.certificate(), await parties.certificate()];
    await chamber.post(`/certificates/${ended.id}/revocation`, { body: { reason: 'fraud' } });
    const refused = await refusal(wrap(chamber, [fresh.id, ended.id]));
    expect(refused).to.equal('409 wrong_state');
    expect(await refusal(documentOf(chamber, fresh.id))).to.equal('404 not_found');
    const closed = await parties.certificate();
    await parties.exporter.post(`/records/${closed.recordId}/closure`, {
      body: { reason: 'switchedToPaper' },
    });
    expect(await refusal(wrap(chamber, [fresh.id, closed.id]))).to.equal('409 wrong_state');
  });

  it('is made by the chamber that issued it alone, and under a domain that is one', async () => {
    const { id } = await parties.certificate();
    const other = await server.client('chamberSingapore');
    expect(await refusal(wrap(parties.exporter, [id]))).to.equal('403 forbidden');
    await chamber.put('/tradetrust-settings', { body: {} });
    expect(await refusal(wrap(chamber, [id]))).to.equal('409 wrong_state');
    await chamber.put('/tradetrust-settings', { body: { domain } });
    const theirs = await other.put<Settings>('/tradetrust-settings', {
      body: { domain: 'singapore.chamber.example' },
    });
    expect(theirs.documentStore).not.to.equal(settings.documentStore);
    expect(await refusal(wrap(other, [id]))).to.equal('404 not_found');
    const wrong = await refusal(
      other.put('/tradetrust-settings', { body: { domain: 'https://chamber.example' } }),
    );
    expect(wrong).to.equal('400 invalid_request /domain');
  });

  it('finds W3C credentials valid that somebody altered: why there is no such document (decisions/0023)', async () => {
    const said = await runTradeTrust('forge.mjs', JSON.stringify({ rpcUrl: server.rpcUrl }));
    const verdicts = JSON.parse(said) as Record<string, Verdict>;
    expect(
      Object.fromEntries(Object.entries(verdicts).map(([name, { valid }]) => [name, valid])),
    ).to.deep.equal({
      held: true,
      ended: false,
      altered: false,
      'ended, its status under its full name': true,
      'names exchanged': true,
      'an importer of the holder’s own': true,
    });
    // Of the same credential: the status is not found, so that none counts as a good one.
    expect(verdicts['ended']?.statuses).to.include({ TransferableRecords: 'INVALID' });
    expect(verdicts['ended, its status under its full name']?.statuses).to.deep.equal({
      EcdsaW3CSignatureIntegrity: 'VALID',
      W3CEmptyCredentialStatus: 'VALID',
      W3CIssuerIdentity: 'VALID',
    });
  });
});
