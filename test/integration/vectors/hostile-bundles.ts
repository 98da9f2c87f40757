import { bundleText, type ProofBundle } from '../../../core/bundle.ts';
import { canonicalJson, type JsonObject } from '../../../core/json.ts';
import { withHighS } from './high-s.ts';
import type { Records } from './records.ts';
import type { VerificationCase } from './verification-vectors.ts';

type Case = Pick<VerificationCase, 'name' | 'outcome' | 'bundle'>;

const flipped = (hex: string) => `${hex.slice(0, -1)}${hex.endsWith('0') ? '1' : '0'}`;

/** A genuine bundle with one thing wrong. */
export function hostileBundles(certificate: ProofBundle, { other, document }: Records): Case[] {
  const bad = (name: string, bundle: unknown): Case => ({ name, outcome: 'invalid', bundle });
  const [first, second, third] = certificate.events;
  if (first?.anchor == null || first.body === null || second === undefined || third === undefined)
    throw new Error('three events');
  const { anchor, body } = first;
  const withFirst = (change: object) => ({
    ...certificate,
    events: [{ ...first, ...change }, second, third],
  });
  const withAnchor = (change: object) => withFirst({ anchor: { ...anchor, ...change } });
  const withJws = (jws: string) => withFirst({ body: { ...body, jws } });
  const genesis = (change: object) => ({ ...certificate, genesis: { ...certificate.genesis, ...change } });
  return [
    bad('an altered audit path', withAnchor({ path: anchor.path.map(flipped) })),
    bad('an audit path cut short', withAnchor({ path: anchor.path.slice(0, -1) })),
    bad('an audit path too long', withAnchor({ path: [...anchor.path, anchor.root] })),
    bad('an audit path re-ordered', withAnchor({ path: anchor.path.toReversed() })),
    bad('another index', withAnchor({ index: anchor.index + 1 })),
    bad('an index outside the tree', withAnchor({ index: anchor.size })),
    bad('another size', withAnchor({ size: 2 * anchor.size })),
    bad('a size of nothing', withAnchor({ index: 0, size: 0, path: [] })),
    bad('another root', withAnchor({ root: flipped(anchor.root) })),
    bad('an inner node as a leaf', withAnchor({ index: 0, size: 2, path: anchor.path.slice(-1) })),
    bad('another salt of an event', withFirst({ body: { ...body, salt: flipped(body.salt) } })),
    bad('an event of another record', withFirst({ body: other.events[0]?.body })),
    bad('another commitment', withFirst({ bodyCommitment: flipped(first.bodyCommitment) })),
    bad('a first event with one before it', withFirst({ previous: flipped(first.previous) })),
    bad('a broken chain', {
      ...certificate,
      events: [first, { ...second, previous: third.previous }, third],
    }),
    bad('events in another order', { ...certificate, events: [second, first, third] }),
    bad('an event twice', { ...certificate, events: [first, first, third] }),
    bad('a later event that has none before it', {
      ...certificate,
      events: [first, { ...third, previous: first.previous }],
    }),
    bad('another owner in the genesis', genesis({ firstOwner: flipped(certificate.genesis.firstOwner) })),
    bad('another kind in the genesis', genesis({ kind: 'pouch' })),
    bad('another record', { ...certificate, recordId: other.recordId }),
    bad("another certificate's data", { ...certificate, content: other.content }),
    bad('a manifest in a certificate', { ...certificate, content: document.content }),
    bad('an altered voucher', { ...document, vouchers: document.vouchers.map(relabelled) }),
    bad('another name in the profile', {
      ...certificate,
      issuer: { profile: { ...certificate.issuer?.profile, legalName: 'Voka Gent' } },
    }),
    ...statements(body.jws, withJws),
    ...credentials(certificate),
    ...spellings(certificate),
  ];
}

const decoded = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString()) as JsonObject;
const encoded = (value: string) => Buffer.from(value).toString('base64url');

function relabelled(jws: string): string {
  const [header, payload, signature] = jws.split('.');
  const said = decoded(payload);
  return [header, encoded(canonicalJson({ ...said, time: '2020-01-01T00:00:00.000Z' })), signature].join('.');
}

/** Wrong whatever the commitment says: a verifier that reads it first, or the signature, comes to the same. */
function statements(jws: string, withJws: (jws: string) => unknown): Case[] {
  const [header = '', payload = '', signature] = jws.split('.');
  const bad = (name: string, text: string): Case => ({ name, outcome: 'invalid', bundle: withJws(text) });
  return [
    bad('an event with a high s', withHighS(jws)),
    bad('an event without a signature', `${header}.${payload}.`),
    bad('an event with padding', `${header}.${payload}.${signature}==`),
    bad('an event of alg none', `${encoded(canonicalJson({ ...decoded(header), alg: 'none' }))}.${payload}.`),
    bad('an event in four parts', `${jws}.`),
  ];
}

function credentials(certificate: ProofBundle): Case[] {
  const { content } = certificate;
  if (content === null || !('credential' in content)) throw new Error('no credential');
  const [signed = '', ...rest] = content.credential.split('~');
  const disclosures = rest.slice(0, -1);
  const [one = '', ...others] = disclosures;
  const shown = (name: string, some: readonly string[]): Case => ({
    ...{ name, outcome: 'invalid' },
    bundle: { ...certificate, content: { ...content, credential: [signed, ...some, ''].join('~') } },
  });
  const [salt, field] = JSON.parse(Buffer.from(one, 'base64url').toString()) as unknown[];
  return [
    shown('an altered disclosure', [encoded(JSON.stringify([salt, field, 'another'])), ...others]),
    shown('a disclosure twice', [one, ...disclosures]),
    shown('a disclosure of nothing', [...disclosures, encoded('["x","grossWeight",1]')]),
    shown('a disclosure that is no JSON', [...disclosures, 'AAAA']),
    {
      ...{ name: 'a credential with a key binding', outcome: 'invalid' },
      bundle: { ...certificate, content: { ...content, credential: `${content.credential}e30.e30.AA` } },
    },
    {
      ...{ name: 'a credential with a high s', outcome: 'invalid' },
      bundle: {
        ...certificate,
        content: {
          ...content,
          credential: [withHighS(signed), ...disclosures, ''].join('~'),
        },
      },
    },
  ];
}

/** Of the bundle's text: what is no JSON, too much of it, or of another shape. */
function spellings(certificate: ProofBundle): Case[] {
  const text = bundleText(certificate);
  const bad = (name: string, bundle: unknown): Case => ({ name, outcome: 'invalid', bundle });
  const manifest = (value: string) =>
    text.replace(
      /"content":\{[^}]*\}/,
      `"content":{"manifest":{"a":${value}},"salt":"${certificate.recordId}"}`,
    );
  return [
    {
      name: 'another spelling of the same bundle',
      outcome: 'valid',
      bundle: JSON.stringify(certificate, null, 4),
    },
    {
      name: 'whole numbers as fractions',
      outcome: 'valid',
      bundle: text.replace('"sequence":1', '"sequence":1.0'),
    },
    {
      name: 'a later version of the format',
      outcome: 'indeterminate',
      bundle: { ...certificate, format: 'openpouch-proof/2' },
    },
    bad('another format', { ...certificate, format: 'proof/1' }),
    bad('a member too many', { ...certificate, note: 'hello' }),
    bad('a member too few', { ...certificate, vouchers: undefined }),
    bad('upper-case hex', { ...certificate, recordId: certificate.recordId.toUpperCase().replace('X', 'x') }),
    bad('a negative sequence', text.replace('"sequence":1', '"sequence":-1')),
    bad('a fraction for a sequence', text.replace('"sequence":1', '"sequence":1.5')),
    bad('a sequence that is a text', text.replace('"sequence":1', '"sequence":"1"')),
    bad('no JSON', text.slice(0, -1)),
    bad('NaN', manifest('NaN')),
    bad('a number beyond any double', manifest('1e999')),
    bad('half of a surrogate pair', manifest('"\\ud800"')),
    bad('nested too deep', manifest(`${'['.repeat(40)}${']'.repeat(40)}`)),
    bad('too many values', manifest(`[${'0,'.repeat(10_001)}0]`)),
    bad('a list', '[]'),
    bad('nothing', ''),
  ];
}
