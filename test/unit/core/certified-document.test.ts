import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'chai';
import fc from 'fast-check';
import jsonld from 'jsonld';
import { kindOf } from '../../../core/certificate-kind.ts';
import { type DocumentSubject, documentSubjectSchema } from '../../../core/certified-document.ts';
import {
  disclosedCredential,
  HIDEABLE_OF_DOCUMENT,
  issueCredential,
  presentCredential,
  verifyCredential,
  W3C_CONTEXT,
} from '../../../core/credential.ts';
import { publishVocabulary } from '../../../core/credential-vocabulary.ts';
import { es256Signer, generateEs256Key } from '../../../core/es256.ts';
import { sampleSubject } from './sample.ts';

const vocabulary = publishVocabulary('https://origin.example', 'document');
const vector = new URL('../../vectors/credential-vocabulary.json', import.meta.url);
const { consignor, consignee } = sampleSubject;
const subject: DocumentSubject = {
  formType: 'CERTIFIED_DOCUMENT',
  certificateNumber: 'BE-042-25-0000018-0',
  verificationCode: '7ZK4M2Q9XWTB3HVD',
  ...{ consignor, consignee },
  destinationCountry: 'SG',
  document: {
    type: '380',
    title: 'Commercial invoice',
    number: '2025/1187',
    date: '2025-11-03',
    digest: `0x${'5e'.repeat(32)}`,
  },
  certifies: 'signature',
  signatory: 'A. Peeters',
  remarks: 'Stamped on both pages',
  issue: { place: 'Antwerpen', date: '2025-11-10', officer: 'B. Claes' },
};

describe('certified document', () => {
  let credential: string;
  before(async () => {
    const { privateKey, jwk } = await generateEs256Key(false);
    const issuer = { id: 'did:web:voka.example', name: 'Voka Antwerpen' };
    const claims = { issuer, validFrom: new Date('2025-11-10T09:00:00Z'), subject, vocabulary };
    credential = await issueCredential(claims, es256Signer(privateKey, jwk));
  });

  it('is told from a certificate of origin by its form', () => {
    expect([subject, sampleSubject, {}, null, []].map(kindOf)).to.deep.equal([
      ...['document', 'origin', 'origin', 'origin', 'origin'],
    ]);
    expect(documentSubjectSchema.safeParse(subject).success).to.equal(true);
  });

  it('is a credential of a type of its own, whose document nobody can hide', async () => {
    const whole = await verifyCredential(credential);
    expect(whole).to.deep.include({ kind: 'document', subject });
    expect(whole.disclosed).to.have.members([...HIDEABLE_OF_DOCUMENT, 'issue.officer']);
    const least = await verifyCredential(presentCredential(credential, () => false));
    expect(least).to.deep.include({ kind: 'document', hiddenCount: whole.disclosed.length });
    expect(least.subject['document']).to.deep.equal(subject.document);
    expect(least.subject['certifies']).to.equal('signature');
  });

  it('fits its JSON Schema, whole or with any fields hidden', () => {
    const validate = addFormats
      .default(new Ajv2020({ strict: true, strictTypes: false, strictTuples: false }))
      .compile(JSON.parse(vocabulary.schema.text));
    fc.assert(
      fc.property(fc.func(fc.boolean()), (show) => {
        const some = disclosedCredential(presentCredential(credential, (path) => show(path)));
        expect(validate(some), JSON.stringify(validate.errors)).to.equal(true);
      }),
      { numRuns: 30 },
    );
    const without = { ...disclosedCredential(credential), credentialSubject: { ...subject, document: {} } };
    expect(validate(without)).to.equal(false);
  });

  it('means something in JSON-LD, every field of it', async () => {
    const w3c = new URL(
      '../../../node_modules/@digitalbazaar/credentials-context/contexts/v2.jsonld',
      import.meta.url,
    );
    const texts = new Map([
      [vocabulary.context.id, vocabulary.context.text],
      [W3C_CONTEXT, readFileSync(w3c, 'utf8')],
    ]);
    const documentLoader = async (documentUrl: string) => ({
      document: JSON.parse(texts.get(documentUrl) ?? ''),
      documentUrl,
    });
    // Safe mode: what has no meaning is an error. The types know the processor with a callback alone.
    const options = { documentLoader, safe: true } as unknown as jsonld.Options.Expand;
    const expanded = JSON.stringify(
      await jsonld.expand(disclosedCredential(credential) as jsonld.JsonLdDocument, options),
    );
    for (const term of ['ChamberCertifiedDocument', 'document', 'document.digest', 'certifies'])
      expect(expanded).to.include(`"urn:openpouch:certified-document:1#${term}"`);
  });

  it('is published as what it was under this version', () => {
    const { document } = JSON.parse(readFileSync(vector, 'utf8'));
    const { context, schema } = vocabulary;
    expect({ context: context.digestSRI, schema: schema.digestSRI }).to.deep.equal(document);
  });
});
