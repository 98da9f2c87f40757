import { bundleText, type ProofBundle } from '../../../core/bundle.ts';
import { presentCredential } from '../../../core/credential.ts';
import { blankHole, fillHole } from '../../../core/rendition.ts';
import { hostileBundles } from './hostile-bundles.ts';
import { invoice, type Records } from './records.ts';
import type { VerificationCase } from './verification-vectors.ts';

type Case = Pick<VerificationCase, 'name' | 'outcome'> & Partial<VerificationCase>;

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const text = (words: string) => base64(Buffer.from(words));

/** @param now seconds since 1970, a moment after the node's head */
export function casesOf(records: Records, now: number): VerificationCase[] {
  const { certificate, document, rendition } = records;
  return [
    ...outcomes(records),
    ...endpoints(records, now),
    ...files(records),
    ...renditions(records),
    ...hostileBundles(certificate, records),
    ...Object.entries(records.recorded).map(([name, bundle]) => ({ name, outcome: 'invalid', bundle })),
    ...[
      { name: 'a document whose record is not shown', outcome: 'valid', bundle: alone(document) },
      { name: 'a rendition without its file', outcome: 'valid', bundle: rendition.bundle },
      {
        name: 'a document as a rendition',
        outcome: 'invalid',
        bundle: { ...document, subject: { ...document.subject, type: 'rendition' } },
      },
      {
        name: 'a rendition as a document',
        outcome: 'invalid',
        bundle: { ...rendition.bundle, subject: { ...rendition.bundle.subject, type: 'document' } },
      },
      {
        name: 'a document whose event is not there',
        outcome: 'indeterminate',
        bundle: { ...document, subject: { ...document.subject, sequence: 7 } },
      },
    ],
  ].map((one: Case) => ({ trust: 'main', endpoints: ['node'], now, ...one }));
}

const alone = (document: ProofBundle): ProofBundle => ({
  ...document,
  ...{ content: null, vouchers: [], events: document.events.filter(({ sequence }) => sequence === 1) },
});

function outcomes(records: Records): Case[] {
  const of = (name: string, outcome: string, bundle: ProofBundle): Case => ({ name, outcome, bundle });
  const { certificate } = records;
  const { content } = certificate;
  if (content === null || !('credential' in content)) throw new Error('no credential');
  const showing = (show: (path: string) => boolean): ProofBundle => ({
    ...certificate,
    content: { ...content, credential: presentCredential(content.credential, show) },
  });
  const events = certificate.events.map((event, index) => (index === 1 ? { ...event, body: null } : event));
  return [
    of('a certificate', 'valid', certificate),
    {
      name: 'a certificate, its proof as a file',
      outcome: 'valid',
      file: text(` \n${bundleText(certificate)}`),
    },
    of(
      'a certificate with some fields hidden',
      'valid',
      showing((path) => !path.startsWith('consign')),
    ),
    of(
      'a certificate with all fields hidden',
      'valid',
      showing(() => false),
    ),
    of('a certificate with a withheld event', 'valid', { ...certificate, events }),
    of('a certificate with a gap in its trail', 'valid', {
      ...certificate,
      events: certificate.events.filter(({ sequence }) => sequence !== 1),
    }),
    of('a certificate by a rotated key', 'valid', records.byRotated),
    of('a certificate by a key that ended later', 'valid', records.byEnded),
    of('a certificate of another chamber', 'valid', records.bySecond),
    of('a certificate that was handed over', 'valid', records.handedOver),
    of('a pouch with odd text and numbers', 'valid', records.pouch),
    of('a certified document', 'valid', records.certified),
    of('a certificate whose data are withheld', 'indeterminate', { ...certificate, content: null }),
    of('a certificate whose first event is not shown', 'indeterminate', {
      ...certificate,
      events: certificate.events.slice(1),
    }),
    of('a certificate by an ended key whose first event is not shown', 'indeterminate', {
      ...records.byEnded,
      events: [],
    }),
    of('a certificate whose first event is withheld', 'indeterminate', {
      ...certificate,
      events: certificate.events.map((event, index) => (index === 0 ? { ...event, body: null } : event)),
    }),
    of('a certificate without the profile of its issuer', 'indeterminate', { ...certificate, issuer: null }),
    of('a revoked certificate', 'revoked', records.revoked),
    of('a certificate revoked in the latest block', 'revoked', records.revokedLate),
    of('a superseded certificate', 'superseded', records.superseded),
    of('a closed certificate', 'closed', records.closed),
    of('an expired certificate', 'expired', records.expired),
    of('a certificate that ends tomorrow', 'valid', records.lasting),
    of('an expired and revoked certificate', 'revoked', records.expiredRevoked),
    of('a closed pouch', 'closed', records.closedPouch),
    of('a revoked certificate whose data are withheld', 'indeterminate', {
      ...records.revoked,
      content: null,
    }),
    of('a certificate that is not batched', 'pending', records.notBatched),
    of('a certificate whose root is not anchored', 'pending', records.notAnchored),
    of('a certificate anchored in the latest block', 'pending', records.late),
    of('neither batched nor shown', 'indeterminate', records.unbatched),
    of('a certificate by a key that nobody accredited', 'invalid', records.byStranger),
    of('a certificate by a key accredited after the anchor', 'invalid', records.tooEarly),
    of('a certificate by a key whose accreditation is not final', 'pending', records.byNewcomer),
    of('a certificate sealed after the end of its key', 'invalid', records.sealedAfterEnd),
    of('a certificate not sealed before the end of its key', 'invalid', records.unsealedOfEnded),
    of('a certificate by a chamber that passes for another', 'invalid', records.asAnother),
    of("a certificate of another chamber under the first one's profile", 'invalid', {
      ...records.bySecond,
      issuer: certificate.issuer,
    }),
  ];
}

function endpoints(
  { certificate, expired, revoked, revokedLate, notAnchored }: Records,
  now: number,
): Case[] {
  const asked = (outcome: string, bundle: ProofBundle, ...names: string[]): Case => ({
    name: `${bundle === certificate ? 'a certificate' : bundle === notAnchored ? 'one not anchored' : 'a revoked one'}, asked of ${names.join(' and ') || 'nobody'}`,
    outcome,
    bundle,
    endpoints: names,
  });
  return [
    asked('indeterminate', certificate),
    asked('indeterminate', certificate, 'silent'),
    asked('indeterminate', certificate, 'is of another chain'),
    asked('indeterminate', certificate, 'has other code'),
    asked('indeterminate', certificate, 'has no code'),
    asked('indeterminate', certificate, 'talks nonsense'),
    asked('indeterminate', certificate, 'stuck'),
    asked('valid', certificate, 'node', 'behind'),
    asked('valid', certificate, 'behind', 'node', 'node'),
    asked('indeterminate', certificate, 'node', 'silent'),
    asked('indeterminate', certificate, 'node', 'stuck'),
    asked('indeterminate', certificate, 'node', 'has other code'),
    asked('indeterminate', certificate, 'node', 'has no anchor'),
    // One that lies is believed when nobody else is asked.
    asked('valid', revoked, 'says nothing is revoked'),
    asked('indeterminate', revoked, 'says nothing is revoked', 'node'),
    asked('valid', notAnchored, 'says all is anchored'),
    asked('indeterminate', notAnchored, 'node', 'says all is anchored'),
    asked('indeterminate', revokedLate, 'behind', 'node'),
    { name: 'a head too old', outcome: 'indeterminate', bundle: certificate, now: now + 600 },
    {
      ...{ name: 'a head of any age', outcome: 'valid', bundle: certificate },
      ...{ now: now + 86_400 * 3_650, trust: 'head of any age' },
    },
    {
      name: 'an expired certificate, asked of nobody',
      outcome: 'indeterminate',
      bundle: expired,
      endpoints: [],
    },
    { name: 'nobody is trusted', outcome: 'invalid', bundle: certificate, trust: 'nobody' },
    { name: 'trusted on another chain', outcome: 'invalid', bundle: certificate, trust: 'another chain' },
    { name: 'trusted at another address', outcome: 'invalid', bundle: certificate, trust: 'other contracts' },
  ];
}

function files({ document, certified, certificate }: Records): Case[] {
  const given = (name: string, outcome: string, bundle: ProofBundle, file: string): Case => ({
    ...{ name, outcome, bundle, file },
  });
  const { content } = certificate;
  if (content === null || !('credential' in content)) throw new Error('no credential');
  const { credential } = content;
  const hidden = presentCredential(credential, (path) => !path.startsWith('consign'));
  const [, first = ''] = credential.split('~');
  return [
    given('a credential with its proof', 'valid', certificate, text(credential)),
    given('a credential with a line break behind it', 'valid', certificate, text(`\n${credential}\r\n`)),
    given('a credential with some fields hidden', 'valid', certificate, text(hidden)),
    given('a credential with a disclosure of its own', 'invalid', certificate, text(`${credential}WyJhIl0~`)),
    given('a credential with a disclosure twice', 'invalid', certificate, text(`${credential}${first}~`)),
    given('a credential with words behind it', 'invalid', certificate, text(`${credential} genuine`)),
    given('a credential with another signature', 'invalid', certificate, text(credential.replace('~', 'A~'))),
    given('a document', 'valid', document, base64(invoice)),
    given('an altered document', 'invalid', document, text('commercial invoice 2025/1188')),
    given('a certified document with its file', 'valid', certified, base64(invoice)),
    given('a certified document with another file', 'invalid', certified, text('another')),
    given('the proof of a certificate with a file', 'invalid', certificate, base64(invoice)),
    { name: 'a file without a proof', outcome: 'indeterminate', file: base64(invoice) },
    { name: 'an empty file', outcome: 'indeterminate', file: '' },
    { name: 'a file of JSON that is no proof', outcome: 'invalid', file: text('{"a":1}') },
    { name: 'a file of JSON that ends too early', outcome: 'invalid', file: text('{"a":') },
  ];
}

function renditions(records: Records): Case[] {
  const { rendition, certificate } = records;
  const { pdf, blank, hole, bundle } = rendition;
  const flipped = (at: number) => pdf.map((byte, index) => (index === at ? byte ^ 1 : byte));
  const of = (name: string, outcome: string, file: Uint8Array): Case => ({
    name,
    outcome,
    file: base64(file),
  });
  const twice = Buffer.concat([pdf, pdf]);
  const inserted = Buffer.concat([
    pdf.subarray(0, hole.offset + hole.length),
    Buffer.from(' '),
    pdf.subarray(hole.offset + hole.length),
  ]);
  const scribbled = new Uint8Array(pdf);
  scribbled[hole.offset + hole.length - 1] = 0x21;
  return [
    of('a rendition', 'valid', pdf),
    { ...of('a blank rendition with its proof beside', 'valid', blank), bundle },
    { ...of('a filled rendition with its proof beside', 'valid', pdf), bundle },
    of('a blank rendition without its proof', 'indeterminate', blank),
    of('a rendition with altered text', 'invalid', flipped(Buffer.from(pdf).indexOf('CERTIFICATE'))),
    of('a rendition with a byte altered at its end', 'invalid', flipped(pdf.length - 2)),
    of('a rendition with an update appended', 'invalid', Buffer.concat([pdf, Buffer.from('\n1 0 obj\n')])),
    of('a rendition with a space behind its hole', 'invalid', inserted),
    of('a rendition that was cut', 'invalid', pdf.subarray(0, -1)),
    of('a rendition with something behind its proof', 'invalid', scribbled),
    of('two renditions in one file', 'invalid', twice),
    of(
      "a rendition with another certificate's proof inside",
      'invalid',
      fillHole(blank, hole, bundleText(certificate)),
    ),
    {
      ...of(
        "a rendition with another certificate's proof inside, its own beside",
        'invalid',
        fillHole(blank, hole, bundleText(certificate)),
      ),
      bundle,
    },
    { ...of('words in the hole', 'invalid', words(blankHole(pdf, hole), hole.offset)), bundle },
    of('a rendition recorded by a stranger', 'invalid', records.renditionByStranger.pdf),
    of('a rendition recorded by another chamber', 'invalid', records.renditionBySecond.pdf),
    of("a rendition by another key of the issuer's chamber", 'valid', records.renditionByRotated.pdf),
  ];
}

function words(file: Uint8Array, at: number): Uint8Array {
  const written = new Uint8Array(file);
  written.set(Buffer.from('not a proof'), at);
  return written;
}
