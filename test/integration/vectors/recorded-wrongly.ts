import type { ProofBundle } from '../../../core/bundle.ts';
import { utf8 } from '../../../core/bytes.ts';
import { newSalt } from '../../../core/commitment.ts';
import { credentialCommitment, issueCredential } from '../../../core/credential.ts';
import { signEs256 } from '../../../core/es256.ts';
import { bodyCommitment } from '../../../core/event.ts';
import { canonicalJson, type JsonObject } from '../../../core/json.ts';
import { completeJws } from '../../../core/jws.ts';
import { sampleSubject, sampleVocabulary } from '../../unit/core/sample.ts';
import { issueCertificate, Trail } from '../../unit/core/world.ts';
import { withHighS } from './high-s.ts';
import type { RealWorld } from './real-world.ts';

const DIGEST = '7hxGCJ1nLNpMPVk1yjk9tSnKS5yRFnyVCKV5mSPXTCA';
const encoded = (value: string) => Buffer.from(value).toString('base64url');
const decoded = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString()) as JsonObject;

/**
 * Records whose maker wrote them wrongly on purpose: each commitment opens and each entry is anchored, so that only
 * the one check fails that the name tells.
 */
export async function recordedWrongly({ world }: RealWorld): Promise<Record<string, ProofBundle>> {
  const { chamber, exporter } = world;
  const later = async (write: (jws: string) => Promise<string> | string): Promise<ProofBundle> => {
    const { trail, content } = await issueCertificate(world);
    const event = await trail.add('certificate.viewed', exporter, { by: 'be-kbo:0403.170.701' });
    if (event.body === null) throw new Error('no body');
    event.body = { ...event.body, jws: await write(event.body.jws) };
    event.bodyCommitment = bodyCommitment(event.body.salt, event.body.jws);
    trail.seal();
    return trail.bundle({ content });
  };
  /** Signed anew, so that the signature is right. */
  const signed = (change: (header: JsonObject, payload: JsonObject) => readonly [string, string]) =>
    later(async (jws) => {
      const [header, payload] = jws.split('.');
      const prepared = change(decoded(header), decoded(payload)).map(encoded).join('.');
      return completeJws(prepared, await signEs256(exporter.signer, utf8(prepared)));
    });
  const body = (change: JsonObject) =>
    signed((header, payload) => [JSON.stringify(header), JSON.stringify({ ...payload, ...change })]);
  const first = async (type: string, data: (trail: Trail) => JsonObject) => {
    const { trail: genuine, content } = await issueCertificate(world);
    const trail = new Trail(world, genuine.genesis);
    await trail.add(type, chamber, data(trail));
    trail.seal();
    return trail.bundle({ content });
  };
  const credential = async (change: (claims: JsonObject, header: JsonObject) => void) => {
    const { profile } = world;
    const whole = await issueCredential(
      {
        issuer: { id: profile.did, name: profile.legalName },
        ...{ validFrom: world.chain.now, subject: sampleSubject, vocabulary: sampleVocabulary },
      },
      chamber.signer,
    );
    const [jws = '', ...disclosures] = whole.split('~');
    const [header, claims] = jws.split('.').map((part, index) => (index < 2 ? decoded(part) : {}));
    if (header === undefined || claims === undefined) throw new Error('no JWS');
    change(claims, header);
    const prepared = `${encoded(canonicalJson(header))}.${encoded(canonicalJson(claims))}`;
    const made = [
      completeJws(prepared, await signEs256(chamber.signer, utf8(prepared))),
      ...disclosures,
    ].join('~');
    const salt = newSalt();
    const content = credentialCommitment(salt, made);
    const genesis = { kind: 'certificate', issuer: chamber.id, firstOwner: exporter.id, content } as const;
    const trail = new Trail(world, genesis);
    await trail.add('certificate.issued', chamber, { genesis });
    trail.seal();
    return trail.bundle({ content: { salt, credential: made } });
  };

  return {
    'recorded: a high s': await later(withHighS),
    'recorded: no signature': await later((jws) => `${jws.split('.').slice(0, 2).join('.')}.`),
    'recorded: signed by another key': await later(async (jws) => {
      const prepared = jws.split('.').slice(0, 2).join('.');
      return completeJws(prepared, await signEs256(chamber.signer, utf8(prepared)));
    }),
    'recorded: a header with spaces': await signed((header, payload) => [
      JSON.stringify(header, null, 1),
      JSON.stringify(payload),
    ]),
    'recorded: a header member too many': await signed((header, payload) => [
      JSON.stringify({ ...header, zip: 'DEF' }),
      JSON.stringify(payload),
    ]),
    'recorded: a statement of another kind': await signed((header, payload) => [
      JSON.stringify({ ...header, typ: 'openpouch-receipt+jws' }),
      JSON.stringify(payload),
    ]),
    'recorded: a payload with a member twice': await signed((header, payload) => [
      JSON.stringify(header),
      `{"data":{},${JSON.stringify(payload).slice(1)}`,
    ]),
    'recorded: about another record': await body({ subject: `0x${'11'.repeat(32)}` }),
    'recorded: a type that is none of ours': await body({ type: 'org.example.certificate.viewed' }),
    'recorded: a time that does not exist': await body({ time: '2026-02-30T12:00:00.000Z' }),
    'recorded: a time without milliseconds': await body({ time: '2026-02-20T12:00:00Z' }),
    'recorded: an id that is no UUID': await body({ id: 'one' }),
    'recorded: a first event of another type': await first('certificate.viewed', ({ genesis }) => ({
      genesis,
    })),
    'recorded: a first event over another genesis': await first('certificate.issued', ({ genesis }) => ({
      genesis: { ...genesis, firstOwner: chamber.id },
    })),
    'recorded: a credential of another type': await credential((claims) => {
      claims['type'] = ['VerifiableCredential', 'Diploma'];
    }),
    'recorded: a credential under another context': await credential((claims) => {
      claims['@context'] = ['https://www.w3.org/2018/credentials/v1'];
    }),
    'recorded: a credential that ends before it begins': await credential((claims) => {
      claims['validUntil'] = '2020-01-01T00:00:00.000Z';
    }),
    'recorded: a credential whose end is no time': await credential((claims) => {
      claims['validUntil'] = 'never';
    }),
    'recorded: a credential with fields hidden outside of its subject': await credential((claims) => {
      claims['_sd'] = [DIGEST];
    }),
    'recorded: a credential with fields hidden beside its subject': await credential((claims) => {
      claims['credentialSchema'] = { id: 'https://origin.example', _sd: [DIGEST] };
    }),
    'recorded: a credential that hides an item of a list': await credential((claims) => {
      claims['credentialSubject'] = {
        ...Object(claims['credentialSubject']),
        origins: ['BE', { '...': DIGEST }],
      };
    }),
    'recorded: a credential that names another issuer': await credential((claims) => {
      claims['issuer'] = { id: 'did:web:other.example', name: world.profile.legalName };
    }),
    "recorded: a credential with another key's name": await credential((_, header) => {
      header['kid'] = 'did:web:voka.example#another';
    }),
    'recorded: a credential with other digests': await credential((claims) => {
      claims['_sd_alg'] = 'sha-512';
    }),
  };
}
