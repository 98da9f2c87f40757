import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'chai';
import fc from 'fast-check';
import jsonld from 'jsonld';
import {
  disclosedCredential,
  issueCredential,
  presentCredential,
  W3C_CONTEXT,
} from '../../../core/credential.ts';
import { contextPath, publishVocabulary, schemaPath } from '../../../core/credential-vocabulary.ts';
import { es256Signer, generateEs256Key } from '../../../core/es256.ts';
import type { JsonObject } from '../../../core/json.ts';
import { sampleSubject } from './sample.ts';

const base = 'https://origin.example';
const vector = new URL('../../vectors/credential-vocabulary.json', import.meta.url);
const vocabulary = publishVocabulary(base);
const validate = addFormats
  .default(new Ajv2020({ strict: true, strictTypes: false, strictTuples: false }))
  .compile(JSON.parse(vocabulary.schema.text));

const w3c = new URL(
  '../../../node_modules/@digitalbazaar/credentials-context/contexts/v2.jsonld',
  import.meta.url,
);
const contexts = new Map([
  [vocabulary.context.id, vocabulary.context.text],
  [W3C_CONTEXT, readFileSync(w3c, 'utf8')],
]);

/** The published context and the W3C's, and no network. */
const documentLoader = async (url: string) => {
  const text = contexts.get(url);
  if (text === undefined) throw new Error(`Nobody publishes ${url}.`);
  return { document: JSON.parse(text), documentUrl: url };
};

/** In the processor's safe mode: what has no meaning is an error, not dropped. */
async function expand(document: object): Promise<string> {
  const options = { documentLoader, safe: true };
  // The types know the processor with a callback alone.
  const expanded: unknown = await jsonld.expand(
    document as jsonld.JsonLdDocument,
    options as jsonld.Options.Expand,
  );
  return JSON.stringify(expanded);
}

describe('credential vocabulary', () => {
  let credential: string;
  let shown: JsonObject;
  before(async () => {
    const { privateKey, jwk } = await generateEs256Key(false);
    const issuer = { id: 'did:web:voka.example', name: 'Voka Antwerpen', accreditationNumber: '042' };
    const claims = {
      issuer,
      validFrom: new Date('2025-11-10T09:00:00Z'),
      subject: sampleSubject,
      vocabulary,
    };
    credential = await issueCredential(claims, es256Signer(privateKey, jwk));
    shown = disclosedCredential(credential);
  });
  const withSubject = (change: object) => ({
    ...shown,
    credentialSubject: { ...(shown['credentialSubject'] as object), ...change },
  });

  it('is named in the credential by address and digest', () => {
    const { context, schema } = vocabulary;
    expect(shown['@context']).to.deep.equal([
      'https://www.w3.org/ns/credentials/v2',
      base + contextPath('origin'),
    ]);
    expect(shown).to.have.nested.property('relatedResource[0].digestSRI', context.digestSRI);
    expect(shown['credentialSchema']).to.include({
      id: base + schemaPath('origin'),
      type: 'JsonSchema',
      digestSRI: schema.digestSRI,
    });
  });

  it('is what was published under this version', () => {
    // Credentials name these digests for ever. Other fields, or a generator that writes them otherwise, make a v2; before
    // the first release the vector is written anew.
    const { context, schema } = JSON.parse(readFileSync(vector, 'utf8'));
    expect({ context: vocabulary.context.digestSRI, schema: vocabulary.schema.digestSRI }).to.deep.equal({
      context,
      schema,
    });
  });

  describe('the JSON Schema', () => {
    it('takes a credential, whole or with any fields hidden', () => {
      expect(validate(shown), JSON.stringify(validate.errors)).to.equal(true);
      fc.assert(
        fc.property(fc.func(fc.boolean()), (show) => {
          const some = disclosedCredential(presentCredential(credential, (path) => show(path)));
          expect(validate(some), JSON.stringify(validate.errors)).to.equal(true);
        }),
        { numRuns: 50 },
      );
    });

    it('refuses what no certificate says', () => {
      const wrong: [string, object][] = [
        ['an unknown field', withSubject({ price: '1' })],
        ['a country in words', withSubject({ destinationCountry: 'Singapore' })],
        ['no number', withSubject({ certificateNumber: undefined })],
        ['no origins', withSubject({ origins: [] })],
        ['no goods', withSubject({ items: [] })],
        ['another type', { ...shown, type: ['VerifiableCredential'] }],
        ['no issuer', { ...shown, issuer: undefined }],
      ];
      for (const [what, value] of wrong)
        expect(validate(JSON.parse(JSON.stringify(value))), what).to.equal(false);
    });
  });

  describe('the JSON-LD context', () => {
    it('gives every field a meaning: nothing is dropped', async () => {
      const text = await expand(shown);
      for (const value of leavesOf(shown['credentialSubject']))
        expect(text).to.include(JSON.stringify(value));
      expect(text).to.include('"urn:openpouch:certificate-of-origin:1#consignor"');
    });

    it('tells a field named type or id from the JSON-LD keywords', async () => {
      const text = await expand(shown);
      expect(text).to.include('"urn:openpouch:certificate-of-origin:1#packages.type":[{"@value":"BX"}]');
      expect(text).to.include('"urn:openpouch:certificate-of-origin:1#id.scheme":[{"@value":"be-kbo"}]');
    });

    it('notices a field that it does not know', async () => {
      const outcome = await expand(withSubject({ price: '1' })).catch(
        (error: { details?: unknown }) => error.details,
      );
      expect(outcome).to.have.nested.property('event.details.property', 'price');
    });
  });
});

function leavesOf(value: unknown): (string | number | boolean)[] {
  if (typeof value !== 'object' || value === null) return [value as string];
  return Object.values(value).flatMap(leavesOf);
}
