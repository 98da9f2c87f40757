import { expect } from 'chai';
import { certificateSubjectSchema, itemSchema } from '../../../core/certificate-subject.ts';
import * as credentials from '../../../core/credential.ts';
import { ALWAYS_THERE, hiddenFields, redactCredential, toldAnyway } from '../../../core/disclosure.ts';
import { es256Signer, generateEs256Key } from '../../../core/es256.ts';
import { sampleSubject, sampleVocabulary } from './sample.ts';

const subject = JSON.parse(JSON.stringify(sampleSubject));

describe('disclosure', () => {
  let credential: string;
  before(async () => {
    const { privateKey, jwk } = await generateEs256Key(false);
    const issuer = { id: 'did:web:voka.example', name: 'Voka Antwerpen' };
    const claims = { issuer, validFrom: new Date(), subject: sampleSubject, vocabulary: sampleVocabulary };
    credential = await credentials.issueCredential(claims, es256Signer(privateKey, jwk));
  });
  const reading = async (hide: string[]) => {
    const read = await credentials.verifyCredential(redactCredential(credential, hide));
    return { ...read, ...hiddenFields(read.subject, read.hiddenIn) };
  };

  describe('redactCredential', () => {
    it('hides the verification code with any other field, and nothing where nothing is to be hidden', async () => {
      const { subject: shown } = await reading(['remarks']);
      expect(shown).to.have.property('consignee');
      expect(shown).to.not.have.any.keys('remarks', 'verificationCode');
      expect(redactCredential(credential, [])).to.equal(credential);
    });

    it('carries neither value nor salt of what is hidden', () => {
      const hidden = redactCredential(credential, ['consignee', 'items.0.invoice']);
      const [, ...shown] = hidden.split('~');
      const gone = credential
        .split('~')
        .filter((part) => !shown.includes(part))
        .slice(1);
      expect(gone).to.have.length(3);
      for (const disclosure of gone) {
        const [salt, , value] = JSON.parse(Buffer.from(disclosure, 'base64url').toString());
        const text = hidden
          .split(/[.~]/)
          .map((part) => Buffer.from(part, 'base64url').toString())
          .join('\n');
        expect(text).to.not.include(salt);
        expect(hidden).to.not.include(disclosure);
        if (typeof value === 'string') expect(text).to.not.include(value);
      }
    });
  });

  describe('hiddenFields', () => {
    it('names what every certificate has, and counts the others in their object', async () => {
      const hide = ['consignee', 'remarks', 'incoterm', 'items.1.invoice', 'items.1.hsCode', 'issue.officer'];
      const { named, further, hiddenIn } = await reading(hide);
      expect([...named].sort()).to.deep.equal([
        'consignee',
        'issue.officer',
        'items.1.invoice',
        'verificationCode',
      ]);
      expect([...further]).to.have.deep.members([
        ['', 2],
        ['items.1', 1],
      ]);
      expect(hiddenIn).to.have.deep.members([
        { within: '', count: 4 },
        { within: 'items.1', count: 2 },
        { within: 'issue', count: 1 },
      ]);
    });

    it('names none where more is not there than is hidden', () => {
      const { named, further } = hiddenFields({ items: [] }, [{ within: '', count: 1 }]);
      expect([named.size, further.get('')]).to.deep.equal([0, 1]);
    });

    it('takes for always there what the schema asks for and may be hidden', () => {
      const required = (
        shape: Readonly<Record<string, { isOptional(): boolean }>>,
        names: readonly string[],
      ) => names.filter((name) => shape[name]?.isOptional() === false);
      const { shape } = certificateSubjectSchema;
      expect(ALWAYS_THERE.item).to.have.members(required(itemSchema.shape, credentials.HIDEABLE_IN_ITEM));
      expect(ALWAYS_THERE.issue).to.have.members(required(shape.issue.shape, credentials.HIDEABLE_IN_ISSUE));
      // Whoever issues gives a code; the schema is also that of certificates made elsewhere.
      expect(ALWAYS_THERE.subject).to.have.members([
        ...required(shape, credentials.HIDEABLE),
        'verificationCode',
      ]);
    });
  });

  describe('toldAnyway', () => {
    const told = (...hide: string[]) =>
      Object.fromEntries(toldAnyway(subject, new Set(hide)).map(({ path, by }) => [path, by]));

    it('finds the words of a hidden field in one that is shown', () => {
      expect(told('items.0.invoice')).to.deep.equal({ 'items.0.invoice': ['remarks', 'items.1.invoice'] });
      expect(told('items.0.invoice', 'items.1.invoice', 'remarks')).to.deep.equal({});
      expect(told('references')).to.deep.equal({ references: ['items.0.marks', 'items.1.marks'] });
    });

    it('finds them in what a reader learns besides', () => {
      const besides = { proof: { legalName: 'Scheldemachines NV' } };
      expect(toldAnyway(subject, new Set(['consignor']), besides)).to.deep.equal([
        { path: 'consignor', by: ['proof'] },
      ]);
    });

    it('finds the country of destination in the consignee', () => {
      expect(told('destinationCountry')).to.deep.equal({ destinationCountry: ['consignee'] });
      expect(told('destinationCountry', 'consignee')).to.deep.equal({});
    });

    it('finds the origin of an item in box 3, where that names one country', () => {
      const items = [{ ...subject.items[0], origin: 'BE' }, subject.items[1]];
      const hidden = new Set(['items.0.origin']);
      expect(toldAnyway({ ...subject, items }, hidden)).to.deep.equal([
        { path: 'items.0.origin', by: ['origins'] },
      ]);
      expect(toldAnyway({ ...subject, items, origins: ['BE', 'NL'] }, hidden)).to.deep.equal([]);
    });

    it('finds what a sum and its other parts leave, and a sum in its parts', () => {
      const totals = { gross: { value: '2154.5', unit: 'KGM' } };
      const find = (...hide: string[]) => toldAnyway({ ...subject, totals }, new Set(hide));
      expect(find('items.0.grossWeight')).to.deep.equal([
        { path: 'items.0.grossWeight', by: ['totals', 'items.1.grossWeight'] },
      ]);
      expect(find('totals')).to.deep.equal([
        { path: 'totals', by: ['items.0.grossWeight', 'items.1.grossWeight'] },
      ]);
      expect(find('items.0.grossWeight', 'items.1.grossWeight')).to.deep.equal([]);
      expect(find('items.0.netWeight')).to.deep.equal([]);
    });
  });
});
