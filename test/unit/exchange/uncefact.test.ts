import { expect } from 'chai';
import fc from 'fast-check';
import { certificateApplicationSchema } from '../../../core/certificate-subject.ts';
import type { JsonObject } from '../../../core/json.ts';
import { sampleApplication } from '../../../scripts/client/sample-application.ts';
import { checkDraft } from '../../../server/certificates/checks/application.ts';
import { leavesOf } from '../../../server/exchange/leaves.ts';
import { exportUncefact, type Head, importUncefact } from '../../../server/exchange/uncefact.ts';
import { readPublishedJson, uncefactValidator } from './published.ts';

const validate = uncefactValidator();
const head: Head = { iD: 'urn:uuid:6c0e4d1e-57ac-4d0d-9d36-4a8f4fd3c1a7', status: 'draft' };
const consignmentOf = (document: JsonObject) => document['supplyChainConsignment'];
const pointersOf = (named: readonly { pointer: string }[]) => named.map(({ pointer }) => pointer);

describe('UN/CEFACT certificate of origin', () => {
  for (const name of ['sampleFull', 'sampleMinimal']) {
    describe(name, () => {
      const sample = readPublishedJson(`edi3/CertificateOfOrigin.${name}.json`);
      const { application, notMapped } = importUncefact(sample);

      it('validates against the published schema', () => {
        expect(validate(sample), JSON.stringify(validate.errors)).to.equal(true);
      });

      it('becomes a draft in which nothing is wrong', () => {
        checkDraft(application, '');
      });

      it('comes back as it came: its consignment, under another head', () => {
        const { document } = exportUncefact(head, application, sample);
        expect(consignmentOf(document)).to.deep.equal(consignmentOf(sample));
        expect(validate(document), JSON.stringify(validate.errors)).to.equal(true);
      });

      it('without the document at hand, still says all that was not named as left out', () => {
        const { document } = exportUncefact(head, application);
        expect(validate(document), JSON.stringify(validate.errors)).to.equal(true);
        const said = leavesOf(document);
        const named = new Set(pointersOf(notMapped));
        const dropped = [...leavesOf(sample)].filter(
          ([pointer, value]) => !named.has(pointer) && plain(said.get(pointer)) !== plain(value),
        );
        expect(dropped).to.deep.equal([]);
      });
    });
  }

  describe('importUncefact', () => {
    const sample = readPublishedJson('edi3/CertificateOfOrigin.sampleFull.json');
    const { application, notMapped } = importUncefact(sample);

    it('takes what an application has a field for', () => {
      expect(application).to.deep.include({
        destinationCountry: 'CN',
        origins: ['AU'],
        remarks: '6 pallets of fine wine, please store below 20 DegC',
        transport: {
          meansName: 'airbus A350',
          meansId: 'B-2398',
          voyage: 'CX104',
          portOfLoading: { code: 'AUMEL', name: 'Melbourne' },
          portOfDischarge: { code: 'CNPVG', name: 'Shanghai Pudon International Apt' },
          departureDate: '2020-06-20',
          documentNumber: 'DBS626578',
        },
      });
      expect(application).to.have.nested.property('consignor.address.city', 'Melbourne');
      expect(application).to.have.nested.property('consignee.address.postcode', '200052');
      expect(application['items']).to.have.length(3);
      expect((application['items'] as JsonObject[])[2]).to.deep.include({
        seq: 3,
        description: 'Coonawarra Trio Limestone Ridge Shiraz Cabernet 2013',
        hsCode: '220421',
        productId: '4088700053621',
      });
      expect(application).to.have.nested.property('items[2].originCriterion', 'PSR');
      expect(application).to.have.nested.property('items[2].manufacturer.name', 'Lindemans wine');
      expect(application).to.deep.nested.include({
        'items[0].invoice': { number: '1122345', date: '2020-06-02' },
      });
    });

    it('keeps the criterion of a trade agreement as the text of the rule', () => {
      expect(application).to.have.nested.property('items[0].originRule', 'WP');
      expect(application).not.to.have.nested.property('items[0].originCriterion');
    });

    it('names what it does not take, and why', () => {
      const why = new Map(notMapped.map((one) => [one.pointer, one.why]));
      const preference = 'The application is for a non-preferential certificate: no preference is claimed.';
      expect(why.get('/isPreferential')).to.equal(preference);
      expect(why.get('/freeTradeAgreement')).to.equal(preference);
      const rest = '/supplyChainConsignment';
      expect(why.get(`${rest}/exporter/iD`)).to.match(/register/);
      expect(why.get(`${rest}/transportPackages/0/grossWeight`)).to.match(/of each item/);
      expect(why.get(`${rest}/mainCarriageTransportMovement/departureEvent/departureDateTime`)).to.match(
        /time of day/,
      );
      expect(
        why.get(
          `${rest}/includedConsignmentItems/0/tradeLineItems/0/tradeProduct/harmonisedTariffCode/className`,
        ),
      ).to.match(/code says/);
      expect([...why.keys()].some((pointer) => pointer.endsWith('/classCode'))).to.equal(false);
    });

    it('names whatever else a document holds', () => {
      const strange = {
        ...sample,
        'a/b~c': { deep: [1, null] },
        supplyChainConsignment: { insurer: { name: 'X' }, exporter: 7 },
      };
      const pointers = pointersOf(importUncefact(strange).notMapped);
      expect(pointers).to.include.members([
        '/a~1b~0c/deep/0',
        '/a~1b~0c/deep/1',
        '/supplyChainConsignment/insurer/name',
        '/supplyChainConsignment/exporter',
      ]);
    });

    it('leaves out what does not fit its field, and names it', () => {
      const exporter = { name: 'N'.repeat(71), postalAddress: { countryCode: 'XX', line1: 'a\u0000b' } };
      const { application: draft, notMapped: named } = importUncefact({
        supplyChainConsignment: { exporter },
      });
      expect(draft).not.to.have.property('consignor');
      expect(pointersOf(named)).to.deep.equal(
        ['name', 'postalAddress/countryCode', 'postalAddress/line1'].map(
          (it) => `/supplyChainConsignment/exporter/${it}`,
        ),
      );
    });
  });

  describe('whatever the document', () => {
    const consignment = documents(readPublishedJson('edi3/CertificateOfOrigin.sampleFull.json'));

    it('the draft has nothing wrong in it, and nothing of the document is lost unnamed', () => {
      fc.assert(
        fc.property(consignment, (document) => {
          const { application, notMapped } = importUncefact(document);
          checkDraft(application, '');
          const said = leavesOf(exportUncefact(head, application).document);
          const named = new Set(pointersOf(notMapped));
          for (const [pointer, value] of leavesOf(document)) {
            if (!named.has(pointer)) expect(plain(said.get(pointer)), pointer).to.equal(plain(value));
          }
          expect(consignmentOf(exportUncefact(head, application, document).document)).to.deep.equal(
            consignmentOf(document),
          );
        }),
        { numRuns: 200 },
      );
    });

    it('a change of the draft is said, and the rest stays as it came', () => {
      fc.assert(
        fc.property(consignment, (document) => {
          const { application } = importUncefact(document);
          const changed = { ...application, remarks: 'Changed by the applicant', destinationCountry: 'JP' };
          const exported = exportUncefact(head, changed, document).document;
          expect(exported).to.have.nested.property(
            'supplyChainConsignment.information',
            'Changed by the applicant',
          );
          expect(exported).to.have.nested.property('supplyChainConsignment.importCountry.code', 'JP');
          const { information: _, importCountry: __, ...rest } = consignmentOf(exported) as JsonObject;
          const { information: ___, importCountry: ____, ...before } = consignmentOf(document) as JsonObject;
          expect(rest).to.deep.equal(before);
        }),
        { numRuns: 100 },
      );
    });
  });

  describe('exportUncefact', () => {
    it('of an item that changed says nothing of what it was', () => {
      const sample = readPublishedJson('edi3/CertificateOfOrigin.sampleFull.json');
      const { application } = importUncefact(sample);
      const items = structuredClone(application['items']) as JsonObject[];
      Object.assign(items[1] ?? {}, { hsCode: '100119', productId: '10' });
      const { document } = exportUncefact(head, { ...application, items }, sample);
      const line = (index: number) =>
        `supplyChainConsignment.includedConsignmentItems[0].tradeLineItems[${index}]`;
      expect(document).to.have.nested.property(`${line(0)}.tradeProduct.iD`, 'gs1.org:gtin:9325814006194');
      expect(document).to.have.nested.property(`${line(0)}.invoiceReference.attachedBinaryFile.uRI`);
      expect(document).to.have.nested.property(`${line(1)}.tradeProduct.iD`, 'id:10');
      expect(document).to.have.nested.property(
        `${line(1)}.tradeProduct.harmonisedTariffCode.classCode`,
        '1001.19',
      );
      expect(document).not.to.have.nested.property(`${line(1)}.tradeProduct.harmonisedTariffCode.className`);
      expect(document).to.have.nested.property(`${line(0)}.tradeProduct.harmonisedTariffCode.className`);
    });

    it('is valid for a full application, comes back, and names what does not', () => {
      const application = certificateApplicationSchema.parse(sampleApplication(3));
      const { document, notMapped } = exportUncefact(head, application);
      expect(validate(document), JSON.stringify(validate.errors)).to.equal(true);
      const back = leavesOf(importUncefact(document).application);
      const named = new Set(pointersOf(notMapped));
      for (const [pointer, value] of leavesOf(application)) {
        if (!named.has(pointer)) expect(back.get(pointer), pointer).to.equal(value);
      }
      expect([...named]).to.include.members([
        '/items/0/marks',
        '/transport/mode',
        '/incoterm/code',
        '/references/purchaseOrder',
      ]);
      expect([...named]).not.to.include('/items/0/hsCode');
      const text = (document['supplyChainConsignment'] as JsonObject)['includedConsignmentItems'];
      expect(text).to.have.nested.property(
        '[0].information',
        '1: marks SFF/SIN 1-43; 43 CT; gross 1050.5 KGM; net 1000 KGM',
      );
    });

    it('says who certified, when, and with which signature', () => {
      const issued: Head = {
        iD: 'did:web:chamber.example/certificates/BE-042-26-0000017-3',
        issueDateTime: '2026-11-22T10:00:00.000Z',
        status: 'issued',
        issuer: { iD: 'did:web:chamber.example', party: { name: 'Chamber', address: { country: 'BE' } } },
        issuePlace: 'Antwerpen',
        signature: 'eyJ',
      };
      const { document } = exportUncefact(issued, sampleApplication(3));
      expect(validate(document), JSON.stringify(validate.errors)).to.equal(true);
      expect(document).to.deep.include({
        status: 'issued',
        isPreferential: false,
        issueLocation: { name: 'Antwerpen' },
      });
      expect(document).to.have.nested.property(
        'secondSignatoryAuthentication.actualDateTime',
        issued.issueDateTime,
      );
      expect(document).to.have.nested.property('issuer.iD', 'did:web:chamber.example');
    });
  });
});

/** What two spellings of one meaning have in common. */
const plain = (value: unknown): unknown =>
  typeof value !== 'string'
    ? value
    : /^\d[\d. ]+$/.test(value)
      ? value.replace(/[. ]/g, '')
      : /^\d{4}-\d\d-\d\dT/.test(value)
        ? Date.parse(value)
        : value.trim();

/** Documents like the sample: members left out, lists shortened and doubled, values of all kinds. */
function documents(sample: JsonObject): fc.Arbitrary<JsonObject> {
  const strange = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.constantFrom(
      '',
      ' ',
      'AU',
      'id:',
      'a:b',
      '%',
      'unece.un.org:locode:BEANR',
      'PSR: changed',
      '2020-02-31T00:00:00Z',
    ),
    fc.constantFrom(0, -1, 1e300, true, null, [], {}),
  );
  const like = (value: unknown): fc.Arbitrary<unknown> => {
    if (Array.isArray(value)) return fc.array(fc.oneof(...value.map(like)), { maxLength: 4 });
    if (typeof value === 'object' && value !== null) {
      return fc.record(
        Object.fromEntries(Object.entries(value).map(([key, member]) => [key, like(member)])),
        {
          requiredKeys: [],
        },
      );
    }
    return fc.oneof({ weight: 12, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: strange });
  };
  return like(sample['supplyChainConsignment']).map((supplyChainConsignment) => ({
    iD: 'a:b',
    isPreferential: false,
    supplyChainConsignment,
  }));
}
