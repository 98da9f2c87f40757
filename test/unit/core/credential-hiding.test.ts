import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { fromBase64Url, fromUtf8, toBase64Url, utf8 } from '../../../core/bytes.ts';
import { issueCredential, presentCredential } from '../../../core/credential.ts';
import { type Es256Signer, es256Signer, generateEs256Key } from '../../../core/es256.ts';
import { isObject } from '../../../core/json.ts';
import { sampleSubject, sampleVocabulary } from './sample.ts';

/** RFC 9901, §9: what a reader of a redacted copy may find out about what it does not show. */
describe('what is hidden', () => {
  const issuer = { id: 'did:web:voka.example', name: 'Voka Antwerpen' };
  const claims = {
    issuer,
    validFrom: new Date('2025-11-10T09:00:00Z'),
    subject: sampleSubject,
    vocabulary: sampleVocabulary,
  };
  let signer: Es256Signer;
  let credential: string;
  before(async () => {
    const { privateKey, jwk } = await generateEs256Key(false);
    signer = es256Signer(privateKey, jwk);
    credential = await issueCredential(claims, signer);
  });

  it('is salted with 128 random bits of its own', async () => {
    const more = await Promise.all(Array.from({ length: 20 }, () => issueCredential(claims, signer)));
    const salts = [credential, ...more].flatMap((one) => disclosuresOf(one).map(([salt]) => salt));
    expect(new Set(salts).size).to.equal(salts.length);
    for (const salt of salts) expect(fromBase64Url(salt)).to.have.length(16);
    // Each of the 128 bits is now 0, now 1: 567 salts miss one with a probability of 2^-559.
    const bytes = salts.map((salt) => fromBase64Url(salt));
    for (let bit = 0; bit < 128; bit++) {
      const ones = bytes.filter((salt) => ((salt[bit >> 3] ?? 0) >> (bit & 7)) & 1).length;
      expect(ones, `bit ${bit}`).to.be.within(1, salts.length - 1);
    }
  });

  it('cannot be found by trying every value with every salt that is shown', () => {
    const shown = presentCredential(credential, (path) => path !== 'destinationCountry');
    const digests = new Set(digestsOf(payloadOf(shown)));
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const countries = letters.flatMap((a) => letters.map((b) => a + b));
    const salts = [...disclosuresOf(shown).map(([salt]) => salt), ''];
    const hits = salts.flatMap((salt) =>
      countries.filter((code) => digests.has(digestOf([salt, 'destinationCountry', code]))),
    );
    expect(hits).to.deep.equal([]);
    // The same search finds it for whoever was given the disclosure.
    const [salt = ''] = disclosuresOf(credential).find(([, name]) => name === 'destinationCountry') ?? [];
    expect(
      countries.filter((code) => digests.has(digestOf([salt, 'destinationCountry', code]))),
    ).to.deep.equal(['SG']);
  });

  it('is not told by its place: digests are in the order of their letters', async () => {
    const places = new Set<number>();
    for (let round = 0; round < 40; round++) {
      const one = await issueCredential(claims, signer);
      for (const list of digestListsOf(payloadOf(one))) expect(list).to.deep.equal([...list].sort());
      const [salt, name, value] = disclosuresOf(one).find(([, field]) => field === 'consignee') ?? [];
      const [subjectDigests = []] = digestListsOf(payloadOf(one));
      places.add(subjectDigests.indexOf(digestOf([salt, name, value])));
    }
    expect(places.size).to.be.greaterThan(3);
    expect(places).not.to.include(-1);
  });

  it('leaves no name and no value in what is shown', () => {
    const hidden = presentCredential(credential, () => false);
    expect(hidden.split('~')).to.have.length(2);
    const text = JSON.stringify(payloadOf(hidden));
    for (const [, name, value] of disclosuresOf(credential)) {
      expect(text).not.to.include(`"${name}"`);
      expect(text).not.to.include(JSON.stringify(value));
    }
  });
});

type Disclosed = [salt: string, name: string, value: unknown];

const disclosuresOf = (credential: string): Disclosed[] =>
  credential
    .split('~')
    .slice(1, -1)
    .map((encoded) => JSON.parse(fromUtf8(fromBase64Url(encoded))));

const payloadOf = (credential: string): unknown =>
  JSON.parse(fromUtf8(fromBase64Url(credential.split('.')[1] ?? '')));

const digestOf = (disclosure: readonly unknown[]): string =>
  createHash('sha256')
    .update(toBase64Url(utf8(JSON.stringify(disclosure))))
    .digest('base64url');

/** The lists of digests, the outermost first. */
function digestListsOf(value: unknown): string[][] {
  if (Array.isArray(value)) return value.flatMap(digestListsOf);
  if (!isObject(value)) return [];
  const { _sd, ...rest } = value;
  return [...(Array.isArray(_sd) ? [_sd as string[]] : []), ...Object.values(rest).flatMap(digestListsOf)];
}

const digestsOf = (value: unknown): string[] => digestListsOf(value).flat();
