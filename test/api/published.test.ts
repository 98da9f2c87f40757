import { createHash } from 'node:crypto';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'chai';
import { decodeProtectedHeader } from 'jose';
import { disclosedCredential } from '../../core/credential.ts';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { newOrganisation } from './support/members.ts';
import { openShipment, type Shipment } from './support/shipment.ts';

interface DidDocument {
  readonly id: string;
  readonly verificationMethod: readonly {
    readonly id: string;
    readonly controller: string;
    readonly publicKeyJwk: { readonly x: string; readonly y: string };
    readonly expires?: string;
    readonly accreditation: {
      readonly registry: string;
      readonly chamber: string;
      readonly signer: string;
      readonly from: string;
      readonly until: string | null;
    };
  }[];
  readonly assertionMethod: readonly string[];
}

describe('what is published', () => {
  let server: TestServer;
  let shipment: Shipment;
  let federation: ApiClient;
  before(async () => {
    server = await startTestServer();
    shipment = await openShipment(server);
    federation = await server.client('federation');
  });
  after(() => server.close());

  const fetched = (path: string, headers: Record<string, string> = {}) =>
    fetch(path.startsWith('http') ? path : server.url + path, { headers });
  /** The address that a did:web stands for (did:web §3.2), over the scheme that tests speak. */
  const addressOf = (did: string) =>
    `http://${did.split(':').slice(2).map(decodeURIComponent).join('/')}/did.json`;
  const didDocument = async (did: string): Promise<DidDocument> => (await fetched(addressOf(did))).json();
  const credentialOf = async (by: ApiClient, id: string, query = '') =>
    Buffer.from(await by.bytes(`/certificates/${id}/credential${query}`)).toString();
  /** A chamber that the chain knows. */
  const accredited = async () => {
    const chamber = await federation.post<{ id: string; profile: { did: string } }>('/organisations', {
      body: newOrganisation('chamber'),
    });
    await server.anchoring.flush();
    return chamber;
  };

  it('is what a certificate refers to: context and schema, by address and digest', async () => {
    const { id } = await shipment.certificate();
    const shown = disclosedCredential(await credentialOf(shipment.exporter, id));
    const [context] = shown['relatedResource'] as { id: string; digestSRI: string }[];
    const schema = shown['credentialSchema'] as { id: string; digestSRI: string };
    expect(shown['@context']).to.include(context?.id);
    for (const it of [context, schema]) {
      const answer = await fetched(it?.id ?? '');
      const digest = createHash('sha256')
        .update(await answer.text())
        .digest('base64');
      expect(`sha256-${digest}`).to.equal(it?.digestSRI);
    }
  });

  it('is a schema that takes real certificates, whole and redacted, and refuses altered ones', async () => {
    const schema = await (await fetched('/schemas/certificate-of-origin/v1')).json();
    const validate = addFormats
      .default(new Ajv2020({ strictTypes: false, strictTuples: false }))
      .compile(schema);
    const { id } = await shipment.certificate();
    for (const query of ['', '?hide=consignee,transport,items.0.hsCode,issue.officer']) {
      const shown = disclosedCredential(await credentialOf(shipment.exporter, id, query));
      expect(validate(shown), JSON.stringify(validate.errors)).to.equal(true);
      const subject = { ...(shown['credentialSubject'] as object), origins: ['Belgium'] };
      expect(validate({ ...shown, credentialSubject: subject })).to.equal(false);
    }
  });

  it('is open to anyone from any page, and kept by caches', async () => {
    const [party] = server.parties.filter(({ key }) => key === 'chamberAntwerp');
    const paths = [
      ['/contexts/certificate-of-origin/v1', 'application/ld+json'],
      ['/contexts/chamber/v1', 'application/ld+json'],
      ['/schemas/certificate-of-origin/v1', 'application/schema+json'],
      [`/chambers/${party?.organisationId}/did.json`, 'application/did+json'],
    ] as const;
    for (const [path, mediaType] of paths) {
      const answer = await fetched(path, { origin: 'https://verifier.example', accept: 'text/html' });
      expect([answer.status, answer.headers.get('content-type')], path).to.deep.equal([200, mediaType]);
      expect(answer.headers.get('access-control-allow-origin')).to.equal('*');
      expect(answer.headers.get('cache-control')).to.match(/^public, max-age=\d+$/);
      const etag = answer.headers.get('etag') ?? '';
      const again = await fetched(path, { 'if-none-match': `W/${etag}` });
      expect([again.status, await again.text()], path).to.deep.equal([304, '']);
    }
  });

  describe('a DID document', () => {
    it("holds the chamber's key, and where its accreditation stands on chain", async () => {
      const { id } = await shipment.certificate();
      const { did } = (await organisation('chamberAntwerp')).profile;
      const document = await didDocument(did);
      expect(document.id).to.equal(did);
      const [method, ...others] = document.verificationMethod;
      expect(others).to.deep.equal([]);
      const { kid, jwk } = decodeProtectedHeader(
        (await credentialOf(shipment.exporter, id)).split('~')[0] ?? '',
      );
      expect(method).to.include({ id: kid, controller: did });
      expect(method?.publicKeyJwk).to.include({ x: jwk?.x, y: jwk?.y });
      expect(document.assertionMethod).to.deep.equal([kid]);
      const { chainId, contracts } = server.context.deployment;
      const { issuingKeys } = await organisation('chamberAntwerp');
      expect(method?.accreditation).to.include({
        registry: `eip155:${chainId}:${contracts.chamberRegistry}`,
        chamber: `0x${server.idOf('chamberAntwerp').replaceAll('-', '')}`,
        signer: issuingKeys[0]?.signerId,
        until: null,
      });
      expect(Date.parse(method?.accreditation.from ?? '')).to.be.lessThan(Date.now() + 1000);
    });

    it('keeps a rotated key with its interval', async () => {
      const { id, profile } = await accredited();
      const [first] = (await didDocument(profile.did)).verificationMethod;
      await federation.post(`/organisations/${id}/key-rotation`);
      await server.anchoring.flush();
      const { verificationMethod: methods } = await didDocument(profile.did);
      expect(methods).to.have.length(2);
      const old = methods.find((method) => method.id === first?.id);
      expect(old?.publicKeyJwk).to.deep.equal(first?.publicKeyJwk);
      expect(old?.accreditation.from).to.equal(first?.accreditation.from);
      // It may be anchored for an hour more what it signed just before.
      expect(Date.parse(old?.expires ?? '')).to.be.within(Date.now() + 3_500_000, Date.now() + 3_700_000);
      expect(old?.accreditation.until).to.equal(old?.expires);
      expect(methods.find((method) => method.id !== first?.id)).not.to.have.property('expires');
    });

    it('no longer names a suspended key among those that sign, and keeps it with its end', async () => {
      const { id, profile } = await accredited();
      expect((await didDocument(profile.did)).assertionMethod).to.have.length(1);
      await federation.post(`/organisations/${id}/accreditation-end`, { body: {} });
      await server.anchoring.flush();
      const document = await didDocument(profile.did);
      expect(document.assertionMethod).to.deep.equal([]);
      expect(Date.parse(document.verificationMethod[0]?.expires ?? '')).to.be.at.most(Date.now() + 2000);
    });

    it('is there for the federation too, and for nobody else', async () => {
      const { profile } = await organisation('federation');
      expect((await didDocument(profile.did)).assertionMethod).to.have.length(1);
      const others = [
        server.idOf('exporter'),
        server.idOf('customsSingapore'),
        crypto.randomUUID(),
        'x',
        '%00',
      ];
      for (const id of others) {
        const { status } = await fetched(`/chambers/${id}/did.json`);
        expect(status, id).to.equal(404);
      }
    });
  });

  const organisation = (party: 'federation' | 'chamberAntwerp') =>
    federation.get<{ profile: { did: string }; issuingKeys: { signerId: string }[] }>(
      `/organisations/${server.idOf(party)}`,
    );
});
