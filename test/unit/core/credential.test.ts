import { expect } from 'chai';
import fc from 'fast-check';
import { compactVerify, EmbeddedJWK } from 'jose';
import { fromBase64Url, fromUtf8, toBase64Url, utf8 } from '../../../core/bytes.ts';
import { certificateApplicationSchema, certificateSubjectSchema } from '../../../core/certificate-subject.ts';
import { newSalt } from '../../../core/commitment.ts';
import * as credentials from '../../../core/credential.ts';
import { type Es256Signer, es256Signer, generateEs256Key } from '../../../core/es256.ts';
import { SignatureError } from '../../../core/jws.ts';
import { MalformedError } from '../../../core/malformed.ts';
import { sampleSubject, sampleVocabulary } from './sample.ts';

const issuer = { id: 'did:web:voka.example', name: 'Voka Antwerpen' };
const claims = {
  issuer,
  validFrom: new Date('2025-11-10T09:00:00Z'),
  subject: sampleSubject,
  vocabulary: sampleVocabulary,
};

async function refused(credential: string): Promise<unknown> {
  try {
    await credentials.verifyCredential(credential);
  } catch (error) {
    expect(error instanceof MalformedError || error instanceof SignatureError, String(error)).to.equal(true);
    return error;
  }
  throw new Error('was taken');
}

describe('credential', () => {
  let signer: Es256Signer;
  let credential: string;
  before(async () => {
    const { privateKey, jwk } = await generateEs256Key(false);
    signer = es256Signer(privateKey, jwk);
    credential = await credentials.issueCredential(claims, signer);
  });
  const disclosures = () => credential.split('~').slice(1, -1);
  const withDisclosures = (list: readonly string[]) => [credential.split('~')[0], ...list, ''].join('~');

  describe('issueCredential', () => {
    it('makes a verifiable credential of 42 fields, 27 of which may be hidden', async () => {
      const read = await credentials.verifyCredential(credential);
      expect(read).to.include({ hiddenCount: 0, validFrom: '2025-11-10T09:00:00.000Z' });
      expect(read.issuer).to.deep.equal(issuer);
      expect(read.subject).to.deep.equal(sampleSubject);
      expect(read.disclosed).to.have.length(27);
      expect(read.jwk).to.deep.equal(signer.jwk);
    });

    it('is typed as an SD-JWT credential and signed so that any JOSE library verifies it', async () => {
      const { protectedHeader, payload } = await compactVerify(credential.split('~')[0] ?? '', EmbeddedJWK);
      expect(protectedHeader.typ).to.equal('vc+sd-jwt');
      const shown = JSON.parse(fromUtf8(payload));
      expect(shown['@context'][0]).to.equal('https://www.w3.org/ns/credentials/v2');
      expect(shown.type[0]).to.equal('VerifiableCredential');
      expect(shown.credentialSubject).to.not.have.property('consignee');
      expect(JSON.stringify(shown)).to.not.include('Straits');
    });

    it('can be signed elsewhere', async () => {
      const prepared = await credentials.prepareCredential(claims, signer.jwk);
      const signature = await signer.sign(utf8(prepared.prepared));
      const read = await credentials.verifyCredential(credentials.completeCredential(prepared, signature));
      expect(read.subject).to.deep.equal(sampleSubject);
    });

    it('never has the same digests twice: salts hide what two certificates share', async () => {
      const again = await credentials.issueCredential(claims, signer);
      expect(again.split('~').filter((part) => disclosures().includes(part))).to.deep.equal([]);
    });
  });

  describe('presentCredential', () => {
    it('hides what is not shown; signature and commitment hold', async () => {
      const hidden = credentials.presentCredential(
        credential,
        (path) => path !== 'consignee' && !/invoice/.test(path),
      );
      const read = await credentials.verifyCredential(hidden);
      expect(read.hiddenCount).to.equal(4);
      expect(read.subject).to.not.have.property('consignee');
      expect(read.subject).to.not.have.property('invoiceTotal');
      expect(read.subject['items']).to.have.nested.property('[0].hsCode', '841370');
      const parts = hidden.split(/[.~]/).slice(0, -1);
      expect(
        parts
          .filter((part) => part.length !== 86)
          .map((part) => fromUtf8(fromBase64Url(part)))
          .join(),
      ).to.not.include('Straits Engineering');
      const salt = newSalt();
      expect(credentials.credentialCommitment(salt, hidden)).to.equal(
        credentials.credentialCommitment(salt, credential),
      );
    });

    it('shows any choice of fields, and the number of those hidden', async () => {
      const { disclosed } = await credentials.verifyCredential(credential);
      await fc.assert(
        fc.asyncProperty(fc.subarray([...disclosed]), async (chosen) => {
          const shown = credentials.presentCredential(credential, (path) => chosen.includes(path));
          const read = await credentials.verifyCredential(shown);
          expect(read.disclosed).to.deep.equal(chosen);
          expect(read.hiddenCount).to.equal(disclosed.length - chosen.length);
        }),
        { numRuns: 25 },
      );
    });

    it('cannot bring back what was hidden', () => {
      const hidden = credentials.presentCredential(credential, () => false);
      expect(credentials.presentCredential(hidden, () => true)).to.equal(hidden);
    });
  });

  describe('verifyCredential', () => {
    it('refuses a disclosure that was altered', async () => {
      const [first = '', ...others] = disclosures();
      const [salt, name] = JSON.parse(fromUtf8(fromBase64Url(first)));
      const altered = toBase64Url(utf8(JSON.stringify([salt, name, 'N/M'])));
      expect(await refused(withDisclosures([altered, ...others]))).to.be.instanceOf(MalformedError);
    });

    it('refuses each change of one character', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.nat({ max: credential.length - 1 }),
          fc.constantFrom(...'Ab9-_~.'),
          async (at, character) => {
            fc.pre(credential[at] !== character);
            await refused(credential.slice(0, at) + character + credential.slice(at + 1));
          },
        ),
        { numRuns: 300 },
      );
    });

    it('refuses a disclosure that is there twice, is not named, or is of another form', async () => {
      const [first = ''] = disclosures();
      const array = toBase64Url(utf8(JSON.stringify(['c2FsdA', 'Atlantis'])));
      const reserved = toBase64Url(utf8(JSON.stringify(['c2FsdA', '_sd', []])));
      const unnamed = toBase64Url(utf8(JSON.stringify(['c2FsdA', 'destinationCountry', 'XX'])));
      for (const extra of [first, array, reserved, unnamed, '', 'e30', '!']) {
        await refused(withDisclosures([...disclosures(), extra]));
      }
    });

    it("refuses another credential's disclosures", async () => {
      const other = await credentials.issueCredential(claims, signer);
      await refused(withDisclosures(other.split('~').slice(1, -1)));
    });

    it('refuses a key-binding part and a bare JWT', async () => {
      await refused(`${credential}${credential.split('~')[0]}`);
      await refused(credential.split('~')[0] ?? '');
    });
  });
});

describe('certificate subject', () => {
  const { certificateNumber, copyStatus, verificationCode, issue, ...application } = sampleSubject;
  const problems = (value: unknown, schema = certificateApplicationSchema) =>
    (schema.safeParse(value).error?.issues ?? []).map((it) => it.path.join('.'));
  const [item, second] = application.items;
  const withItem = (change: object) => ({ ...application, items: [{ ...item, ...change }, second] });

  it('takes a full application and a full subject', () => {
    expect(problems(application)).to.deep.equal([]);
    expect(
      certificateSubjectSchema.safeParse({
        ...application,
        certificateNumber,
        copyStatus,
        verificationCode,
        issue,
      }).success,
    ).to.equal(true);
  });

  it('takes goods to order and goods in bulk', () => {
    expect(problems({ ...application, consignee: { toOrder: true } })).to.deep.equal([]);
    expect(problems(withItem({ packages: undefined, inBulk: true }))).to.deep.equal([]);
  });

  it('names the member that is wrong', () => {
    const cases: [object, string][] = [
      [{ ...application, certificateNumber: '1' }, ''],
      [{ ...application, destinationCountry: 'Singapore' }, 'destinationCountry'],
      [{ ...application, origins: [] }, 'origins'],
      [{ ...application, consignee: { toOrder: true, name: 'X' } }, 'consignee'],
      [withItem({ seq: 2 }), 'items.0.seq'],
      [withItem({ inBulk: true }), 'items.0.packages'],
      [withItem({ packages: undefined }), 'items.0.packages'],
      [withItem({ hsCode: '8413' }), 'items.0.hsCode'],
      [withItem({ grossWeight: { value: '1889.999999', unit: 'KGM' } }), 'items.0.netWeight'],
      [withItem({ grossWeight: { value: '01', unit: 'KGM' } }), 'items.0.grossWeight.value'],
      [withItem({ grossWeight: undefined, netWeight: undefined, quantity: undefined }), 'items.0.quantity'],
      [withItem({ origin: 'NL' }), 'items.0.origin'],
    ];
    for (const [value, path] of cases) expect(problems(value), path).to.include(path);
  });

  it('wants an origin for each item where there are several', () => {
    expect(problems({ ...application, origins: ['BE', 'NL'] })).to.deep.equal([
      'items.0.origin',
      'items.1.origin',
    ]);
  });
});
