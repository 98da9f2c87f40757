import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'chai';
import { parse } from 'yaml';
import type { CertificateSubject } from '../../../core/certificate-subject.ts';
import { exportTraceability } from '../../../server/exchange/index.ts';
import { leavesOf } from '../../../server/exchange/leaves.ts';
import { Problem } from '../../../server/http/problem.ts';
import { sampleSubject } from '../core/sample.ts';
import { readPublished } from './published.ts';

const text = { type: 'string', minLength: 1 };
const typed = (name: string, properties: object, required: readonly string[] = []) => ({
  type: 'object',
  properties: { type: { const: [name] }, ...properties },
  required: ['type', ...required],
  additionalProperties: false,
});
const organization = typed('Organization', {
  id: text,
  name: text,
  address: typed('PostalAddress', {
    ...{
      streetAddress: text,
      addressLocality: text,
      addressRegion: text,
      postalCode: text,
      addressCountry: text,
    },
  }),
});
/** What the schema refers to and what does not lie beside it, as the vocabulary's documentation names it. */
const references = {
  '../snippets/IssuerOrganization.yml': organization,
  '../snippets/proof.yml': { type: 'object' },
  '../common/TradeLineItem.yml': typed('TradeLineItem', {
    ...{ name: text, description: text, purchaseOrderNumber: text },
    ...{ itemCount: { type: 'number' }, packageQuantity: { type: 'number' } },
    product: typed('Product', {
      ...{ id: text, gtin: text, name: text, description: text, category: text, manufacturer: organization },
      weight: typed('QuantitativeValue', { value: text, unitCode: text }),
      commodity: typed('Commodity', { commodityCode: text, commodityCodeType: { enum: ['HS', 'HTS'] } }),
    }),
  }),
};

function validator() {
  const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }));
  const base = 'https://traceability.example/credentials/';
  for (const [path, schema] of Object.entries(references)) {
    ajv.addSchema({ $id: new URL(path, base).href, ...schema });
  }
  const { example, ...schema } = parse(readPublished('traceability/CertificationOfOrigin.yml'));
  return {
    example: JSON.parse(example),
    validate: ajv.compile({ $id: `${base}CertificationOfOrigin.yml`, ...schema }),
  };
}

describe('CertificationOfOrigin', () => {
  const { validate, example } = validator();
  const certified = {
    id: 'did:web:chamber.example/certificates/BE-042-25-0000017-3',
    issuer: { id: 'did:web:chamber.example', name: 'Chamber' },
    validFrom: '2025-11-10T09:00:00.000Z',
  };
  const subject: CertificateSubject = {
    ...sampleSubject,
    transport: { ...sampleSubject.transport, departureDate: '2025-11-12' },
  };

  it('is judged by its published schema', () => {
    expect(validate(example), JSON.stringify(validate.errors)).to.equal(true);
    expect(validate({ ...example, credentialSubject: { ...example.credentialSubject, price: 1 } })).to.equal(
      false,
    );
  });

  it('is valid for a certificate', () => {
    const { document } = exportTraceability({ ...certified, subject });
    expect(validate(document), JSON.stringify(validate.errors)).to.equal(true);
    expect(document['credentialSubject']).to.deep.include({
      manufacturingCountry: 'BE',
      dateOfExport: '2025-11-12',
    });
    expect(document).to.have.nested.property(
      'credentialSubject.items[0].product.commodity.commodityCode',
      '841370',
    );
    expect(document).to.have.nested.property('credentialSubject.items[0].product.weight.value', '1890');
  });

  it('names all that it does not say', () => {
    const { document, notMapped } = exportTraceability({ ...certified, subject });
    const named = new Set(notMapped.map(({ pointer }) => pointer));
    const said = new Set([...leavesOf(document).values()].map(String));
    const unsaid = [...leavesOf(subject)].filter(
      ([pointer, value]) =>
        !named.has(pointer) && !said.has(String(value)) && !/certificateNumber|seq$/.test(pointer),
    );
    expect(unsaid).to.deep.equal([]);
    expect([...named]).to.include.members([
      '/consignor/name',
      '/items/0/marks',
      '/items/0/packages/0/type',
      '/incoterm/code',
    ]);
    expect(document['id']).to.include(subject.certificateNumber);
  });

  it('is refused where it would have to invent: no day of export, several countries', () => {
    const refused = (of: CertificateSubject) => {
      try {
        exportTraceability({ ...certified, subject: of });
      } catch (error) {
        if (error instanceof Problem) return error.errors.map(({ pointer }) => pointer);
      }
      return [];
    };
    expect(refused(sampleSubject)).to.deep.equal(['/transport/departureDate']);
    expect(refused({ ...subject, origins: ['BE', 'NL'] })).to.deep.equal(['/origins']);
  });
});
