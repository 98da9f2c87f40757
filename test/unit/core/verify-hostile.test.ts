import { expect } from 'chai';
import fc from 'fast-check';
import { type ProofBundle, profileHash } from '../../../core/bundle.ts';
import { concat, fromHex, randomBytes, toHex, utf8 } from '../../../core/bytes.ts';
import type { RecordState } from '../../../core/chain.ts';
import { commitment, newSalt } from '../../../core/commitment.ts';
import { credentialCommitment, issueCredential } from '../../../core/credential.ts';
import { NO_PREVIOUS } from '../../../core/entry.ts';
import { bodyCommitment } from '../../../core/event.ts';
import { ChamberId, NodeHash } from '../../../core/ids.ts';
import type { CheckCode, Outcome, Verdict } from '../../../core/verdict.ts';
import { verify } from '../../../core/verify.ts';
import type { VerifyInput } from '../../../core/verify-file.ts';
import { verifyLocally } from '../../../core/verify-local.ts';
import { signVoucher } from '../../../core/voucher.ts';
import { sampleSubject, sampleVocabulary } from './sample.ts';
import {
  issueCertificate,
  newParty,
  newWorld,
  sealedCertificate,
  sealedDocument,
  sealedRendition,
  Trail,
  type World,
} from './world.ts';

type BundleEvent = ProofBundle['events'][number];

const ask = (world: World, input: VerifyInput): Promise<Verdict> =>
  verify(input, world.trust, world.chain, { now: world.chain.now });

/** The verdict is `outcome` because of `code`, and of nothing before it. */
async function expectVerdict(
  world: World,
  input: VerifyInput,
  outcome: Outcome,
  code: CheckCode,
): Promise<Verdict> {
  const verdict = await ask(world, input);
  expect(verdict.outcome, verdict.statement).to.equal(outcome);
  expect(verdict.checks.find((check) => check.outcome === outcome)?.code).to.equal(code);
  return verdict;
}

const flipped = (bytes: Uint8Array, at: number, by = 1): Uint8Array => {
  const copy = new Uint8Array(bytes);
  copy[at] = (copy[at] ?? 0) ^ by;
  return copy;
};
const flippedHex = (hex: string): never => toHex(flipped(fromHex(hex), 7)) as never;

describe('verify, hostile', () => {
  let world: World;
  let bundle: ProofBundle;
  let events: BundleEvent[];

  /** A certificate with three sealed events. */
  before(async () => {
    world = await newWorld();
    const { trail, content } = await issueCertificate(world);
    for (const type of ['share.granted', 'record.viewed'])
      await trail.add(type, world.exporter, { to: 'customs' });
    trail.seal();
    bundle = trail.bundle({ content });
    events = bundle.events;
    expect((await ask(world, { bundle })).outcome).to.equal('valid');
  });

  const eventAt = (index: number): BundleEvent => {
    const event = events[index];
    if (event === undefined) throw new Error('no such event');
    return event;
  };
  const withEvent = (index: number, change: Partial<BundleEvent>): ProofBundle => ({
    ...bundle,
    events: events.map((event, at) => (at === index ? { ...event, ...change } : event)),
  });
  const withAnchor = (change: Partial<NonNullable<BundleEvent['anchor']>>): ProofBundle => {
    const { anchor } = eventAt(1);
    if (anchor === null) throw new Error('no anchor');
    return withEvent(1, { anchor: { ...anchor, ...change } });
  };

  describe('the trail', () => {
    it('catches an altered entry', async () => {
      const altered = {
        ...withEvent(2, { bodyCommitment: flippedHex(eventAt(2).bodyCommitment), body: null }),
      };
      await expectVerdict(world, { bundle: altered }, 'invalid', 'trail.batches');
      const moved = withEvent(2, { previous: flippedHex(eventAt(2).previous) });
      await expectVerdict(world, { bundle: moved }, 'invalid', 'trail.chain');
    });

    it('catches an altered, cut, lengthened and re-ordered path, and a wrong index', async () => {
      const { anchor } = eventAt(1);
      const path = anchor?.path ?? [];
      const [first, ...rest] = path;
      for (const change of [
        { path: [flippedHex(first ?? ''), ...rest] },
        { path: rest },
        { path: path.slice(0, -1) },
        { path: [...path, NodeHash.of(randomBytes(32))] },
        { path: path.toReversed() },
        { index: 3 },
        { index: 4 },
        { size: 2 },
        { root: flippedHex(anchor?.root ?? '') },
      ]) {
        await expectVerdict(world, { bundle: withAnchor(change) }, 'invalid', 'trail.batches');
      }
    });

    it('catches a body that is not the recorded one, and a salt that is not its own', async () => {
      const body = eventAt(1).body;
      await expectVerdict(world, { bundle: withEvent(2, { body }) }, 'invalid', 'trail.signatures');
      const salted = withEvent(1, { body: { salt: newSalt(), jws: body?.jws ?? '' } });
      await expectVerdict(world, { bundle: salted }, 'invalid', 'trail.signatures');
    });

    it('catches a body that is not signed, though it was recorded so', async () => {
      const jws = `${eventAt(2).body?.jws.split('.').slice(0, 2).join('.')}.`;
      const salt = newSalt();
      const unsigned = withEvent(2, {
        body: { salt, jws },
        bodyCommitment: bodyCommitment(salt, jws),
        anchor: null,
      });
      await expectVerdict(world, { bundle: unsigned }, 'invalid', 'trail.signatures');
    });

    it('catches an event of another record', async () => {
      const other = (await issueCertificate(world)).trail;
      const foreign = await other.add('share.granted', world.exporter, {});
      const mixed = { ...bundle, events: [...events, { ...foreign, sequence: 9 }] };
      await expectVerdict(world, { bundle: mixed }, 'invalid', 'trail.signatures');
    });

    it('catches a fork, a repetition, another order and a false beginning', async () => {
      const [first, second, third] = [eventAt(0), eventAt(1), eventAt(2)];
      for (const list of [
        [first, second, { ...second, body: null }],
        [first, third, second],
        [first, { ...second, previous: NO_PREVIOUS }],
        [{ ...first, previous: second.previous }],
      ]) {
        await expectVerdict(world, { bundle: { ...bundle, events: list } }, 'invalid', 'trail.chain');
      }
    });
  });

  describe('the record', () => {
    it('catches an altered genesis', async () => {
      for (const change of [
        { kind: 'pouch' as const },
        { issuer: world.exporter.id },
        { firstOwner: world.chamber.id },
        { content: flippedHex(bundle.genesis.content) },
      ]) {
        const genesis = { ...bundle.genesis, ...change };
        await expectVerdict(world, { bundle: { ...bundle, genesis } }, 'invalid', 'record.id');
      }
    });

    it('catches a genesis that names the chamber, made by another', async () => {
      const { content } = await issueCertificate(world, world.exporter);
      const forged = new Trail(world, {
        ...bundle.genesis,
        content: credentialCommitment(content.salt, content.credential),
      });
      await forged.add('certificate.issued', world.exporter, { genesis: forged.genesis });
      forged.seal();
      await expectVerdict(world, { bundle: forged.bundle({ content }) }, 'invalid', 'issuance.event');
    });

    it('catches an issuing event of another type or over another genesis', async () => {
      const { trail, content } = await issueCertificate(world);
      for (const [type, genesis] of [
        ['certificate.rendered', trail.genesis],
        ['certificate.issued', { ...trail.genesis, firstOwner: world.chamber.id }],
        ['certificate.issued', undefined],
      ] as const) {
        const forged = new Trail(world, trail.genesis);
        await forged.add(type, world.chamber, { genesis });
        forged.seal();
        await expectVerdict(world, { bundle: forged.bundle({ content }) }, 'invalid', 'issuance.event');
      }
    });

    it("catches another certificate's data", async () => {
      const { content } = await issueCertificate(world);
      await expectVerdict(world, { bundle: { ...bundle, content } }, 'invalid', 'content.commitment');
      const manifest = { salt: content.salt, manifest: { name: 'x' } };
      await expectVerdict(
        world,
        { bundle: { ...bundle, content: manifest } },
        'invalid',
        'content.commitment',
      );
    });

    it('catches an altered disclosure', async () => {
      if (bundle.content === null || !('credential' in bundle.content)) throw new Error('no credential');
      const { salt, credential } = bundle.content;
      const parts = credential.split('~');
      const altered = [parts[0], `${parts[1]?.slice(0, -1)}A`, ...parts.slice(2)].join('~');
      await expectVerdict(
        world,
        { bundle: { ...bundle, content: { salt, credential: altered } } },
        'invalid',
        'credential.signature',
      );
    });

    it("catches data signed with another key than the record's issuer", async () => {
      const { profile, chain, exporter, chamber } = world;
      const credential = await issueCredential(
        {
          issuer: { id: profile.did, name: profile.legalName },
          validFrom: chain.now,
          subject: sampleSubject,
          vocabulary: sampleVocabulary,
        },
        exporter.signer,
      );
      const salt = newSalt();
      const content = credentialCommitment(salt, credential);
      const trail = new Trail(world, { ...bundle.genesis, content });
      await trail.add('certificate.issued', chamber, { genesis: trail.genesis });
      trail.seal();
      await expectVerdict(
        world,
        { bundle: trail.bundle({ content: { salt, credential } }) },
        'invalid',
        'credential.issuer',
      );
    });
  });

  describe('the issuer', () => {
    it('catches a key that nobody accredited', async () => {
      const { trail, content } = await issueCertificate(world, world.exporter);
      trail.seal();
      await expectVerdict(world, { bundle: trail.bundle({ content }) }, 'invalid', 'issuer.accredited');
    });

    it('catches a key that was accredited after it was anchored', async () => {
      const late = await newWorld({ accredited: false });
      const issued = await sealedCertificate(late);
      late.chain.accredit(late.chamber.id, {
        chamber: late.chamberId,
        profileHash: profileHash(late.profile),
      });
      late.chain.mine(2);
      const verdict = await expectVerdict(late, { bundle: issued }, 'invalid', 'issuer.accredited');
      expect(verdict.statement).to.include('not accredited yet');
    });

    it('catches a certificate that was dated back with a key taken later', async () => {
      const robbed = await newWorld();
      const honest = await sealedCertificate(robbed);
      robbed.chain.mine(100);
      const until = robbed.chain.block(robbed.chain.head).time;
      const forged = await sealedCertificate(robbed);
      expect((await ask(robbed, { bundle: forged })).outcome).to.equal('valid');
      robbed.chain.end(robbed.chamber.id, until);
      const verdict = await expectVerdict(robbed, { bundle: forged }, 'invalid', 'issuer.accredited');
      expect(verdict.statement).to.include('had ended');
      expect((await ask(robbed, { bundle: honest })).outcome, 'what was sealed before').to.equal('valid');
    });

    it('counts the second of the end to what comes after it', async () => {
      for (const [secondsLater, outcome] of [
        [1, 'valid'],
        [0, 'invalid'],
      ] as const) {
        const ended = await newWorld();
        const sealed = await sealedCertificate(ended);
        const time = (await ask(ended, { bundle: sealed })).facts?.chain?.sealed.issuance?.time ?? Number.NaN;
        ended.chain.end(ended.chamber.id, time + secondsLater);
        expect((await ask(ended, { bundle: sealed })).outcome).to.equal(outcome);
      }
    });

    it('catches what was not anchored when the accreditation ended', async () => {
      const ended = await newWorld();
      const { trail, content } = await issueCertificate(ended);
      ended.chain.end(ended.chamber.id, ended.chain.block(2).time);
      ended.chain.mine(2);
      await expectVerdict(ended, { bundle: trail.bundle({ content }) }, 'invalid', 'issuer.accredited');
    });

    it('catches an accredited chamber that passes for another', async () => {
      const other = await newParty(world.deployment);
      const own = { legalName: 'Chamber of Atlantis', country: 'PT', did: 'did:web:atlantis.example' };
      world.chain.accredit(other.id, {
        chamber: ChamberId.of(randomBytes(16)),
        profileHash: profileHash(own),
      });
      const { trail, content } = await issueCertificate(world, other);
      trail.seal();
      // The data name Voka: with Voka's profile the chain contradicts, with its own profile the data do.
      await expectVerdict(world, { bundle: trail.bundle({ content }) }, 'invalid', 'issuer.profile');
      const honest = trail.bundle({ content, issuer: { profile: own } });
      await expectVerdict(world, { bundle: honest }, 'invalid', 'issuer.named');
    });

    it('catches a profile with another name', async () => {
      const profile = { ...world.profile, country: 'NL' };
      await expectVerdict(world, { bundle: { ...bundle, issuer: { profile } } }, 'invalid', 'issuer.profile');
    });
  });

  describe('the deployment and the chain', () => {
    it("does not know an attacker's own deployment", async () => {
      const own = await newWorld();
      const forged = await sealedCertificate(own);
      const verdict = await verify({ bundle: forged }, world.trust, own.chain, { now: own.chain.now });
      expect(verdict.outcome).to.equal('invalid');
      expect(verdict.statement).to.include('a federation that this verifier does not know');
      const renamed = { ...forged, deployment: bundle.deployment };
      await expectVerdict(world, { bundle: renamed }, 'invalid', 'record.id');
    });

    it('does not know the deployment on another chain', async () => {
      const elsewhere = { ...bundle, deployment: { ...bundle.deployment, chainId: 1 } };
      await expectVerdict(world, { bundle: elsewhere }, 'invalid', 'deployment.known');
    });

    const asked = async (change: (world: World) => void): Promise<{ world: World; bundle: ProofBundle }> => {
      const own = await newWorld();
      const sealed = await sealedCertificate(own);
      change(own);
      return { world: own, bundle: sealed };
    };

    it('cannot tell when the chain does not answer, is another, or has other contracts', async () => {
      const cases: [(world: World) => void, CheckCode][] = [
        [({ chain }) => (chain.reachable = false), 'chain.answers'],
        [({ chain }) => (chain.chainId = 1), 'chain.identity'],
        [({ chain }) => chain.codeHashes.clear(), 'chain.identity'],
        // What contracts of a stranger say of the issuer does not count, neither for nor against it.
        [
          ({ chain, chamber }) => {
            chain.codeHashes.clear();
            chain.end(chamber.id, 1);
          },
          'chain.identity',
        ],
        [
          ({ chain, deployment }) =>
            chain.codeHashes.set(deployment.contracts.anchorRegistry, flippedHex(`0x${'00'.repeat(32)}`)),
          'chain.identity',
        ],
      ];
      for (const [change, code] of cases) {
        const case_ = await asked(change);
        await expectVerdict(case_.world, { bundle: case_.bundle }, 'indeterminate', code);
      }
    });

    it('cannot tell when the head is too old', async () => {
      const { chain, trust } = world;
      const later = new Date(chain.now.getTime() + 60_000);
      const verdict = await verify({ bundle }, trust, chain, { now: later });
      expect(verdict.outcome).to.equal('indeterminate');
      expect(verdict.statement).to.include('old');
    });

    it('lets faults of a reader through instead of calling them a verdict', async () => {
      const broken = { read: () => Promise.reject(new TypeError('bug')) };
      const error = await verify({ bundle }, world.trust, broken).catch((cause: unknown) => cause);
      expect(error).to.be.instanceOf(TypeError);
    });

    it('sees a revocation between the final and the latest block', async () => {
      const own = await asked(({ chain }) => chain.mine(10));
      const revoked: Partial<RecordState> = { status: 'revoked', reason: 4 };
      own.world.chain.setState(own.bundle.recordId, revoked);
      await expectVerdict(own.world, { bundle: own.bundle }, 'revoked', 'record.status');
    });
  });

  describe('a PDF', () => {
    let rendition: Awaited<ReturnType<typeof sealedRendition>>;
    before(async () => {
      rendition = await sealedRendition(world);
    });

    it('catches every flipped byte outside the hole', async () => {
      const { pdf, hole } = rendition;
      const outside = fc.nat({ max: pdf.length - hole.length - 1 });
      await fc.assert(
        fc.asyncProperty(outside, fc.integer({ min: 1, max: 255 }), async (nth, by) => {
          const at = nth < hole.offset ? nth : nth + hole.length;
          const { outcome, checks } = await ask(world, { file: flipped(pdf, at, by) });
          // A flip in the stream keyword hides the proof: then there is none to judge by.
          const isHidden = checks.some(
            (check) => check.code === 'proof.readable' && check.status === 'unknown',
          );
          expect(outcome).to.equal(isHidden ? 'indeterminate' : 'invalid');
        }),
        { numRuns: 150 },
      );
    });

    it('tells nothing new for any flipped byte inside the hole', async () => {
      const { pdf, hole, bundle: proof } = rendition;
      const genuine = (await ask(world, { file: pdf })).facts;
      await fc.assert(
        fc.asyncProperty(
          fc.nat({ max: hole.length - 1 }),
          fc.integer({ min: 1, max: 255 }),
          async (nth, by) => {
            const file = flipped(pdf, hole.offset + nth, by);
            const { outcome, facts } = await ask(world, { file });
            if (outcome === 'valid')
              expect({ ...facts, file: null }).to.deep.equal({ ...genuine, file: null });
            else expect(outcome).to.be.oneOf(['invalid', 'indeterminate']);
            const beside = await ask(world, { file, bundle: proof });
            if (beside.outcome === 'valid')
              expect(beside.facts?.certificate).to.deep.equal(genuine?.certificate);
          },
        ),
        { numRuns: 300 },
      );
    });

    it('catches what is appended, removed or inserted', async () => {
      const { pdf, hole } = rendition;
      const update = utf8(
        '\n4 0 obj\n<< /Length 44 >>\nstream\nBT (40 boxes) Tj ET\nendstream\nendobj\n%%EOF\n',
      );
      for (const file of [
        concat(pdf, update),
        concat(pdf, Uint8Array.of(0x20)),
        pdf.slice(0, -1),
        concat(
          pdf.slice(0, hole.offset + hole.length),
          Uint8Array.of(0x20),
          pdf.slice(hole.offset + hole.length),
        ),
        concat(Uint8Array.of(0x20), pdf),
      ]) {
        await expectVerdict(world, { file }, 'invalid', 'file.unchanged');
      }
    });

    it("catches altered text with a genuine certificate's proof inside", async () => {
      const { pdf } = rendition;
      const text = Buffer.from(pdf).toString('latin1').replace('4 boxes', '9 boxes');
      const verdict = await expectVerdict(
        world,
        { file: Buffer.from(text, 'latin1') },
        'invalid',
        'file.unchanged',
      );
      expect(verdict.facts?.certificate?.subject).to.include({
        certificateNumber: sampleSubject.certificateNumber,
      });
    });

    it('catches a rendition that is passed off as a document, and the reverse', async () => {
      const { blank, bundle: proof } = rendition;
      if (proof.subject.type === 'record') throw new Error('not a rendition');
      const asDocument = { ...proof, subject: { ...proof.subject, type: 'document' as const } };
      await expectVerdict(world, { bundle: asDocument, file: blank }, 'invalid', 'subject.event');
      const file = utf8('invoice');
      const document = await sealedDocument(world, file);
      if (document.subject.type === 'record') throw new Error('not a document');
      const asRendition = { ...document, subject: { ...document.subject, type: 'rendition' as const } };
      await expectVerdict(world, { bundle: asRendition, file }, 'invalid', 'subject.event');
    });

    it("catches a rendition that the exporter signed, and one signed with the chamber's key after its end", async () => {
      const byExporter = await sealedRendition(world, world.exporter);
      await expectVerdict(world, { file: byExporter.pdf }, 'invalid', 'rendition.issuer');
      const robbed = await newWorld();
      const { trail, content } = await issueCertificate(robbed);
      trail.seal();
      const until = robbed.chain.block(robbed.chain.mine(5)).time;
      const salt = newSalt();
      const data = { length: 9, hole: { offset: 1, length: 1 }, commitment: commitment(salt, utf8('x')) };
      await trail.add('certificate.rendered', robbed.chamber, data);
      trail.seal();
      robbed.chain.end(robbed.chamber.id, until);
      const late = trail.bundle({ content, subject: { type: 'rendition', sequence: 1, salt } });
      await expectVerdict(robbed, { bundle: late }, 'invalid', 'rendition.issuer');
    });

    it('does not take the proof of the record for a proof of the file', async () => {
      await expectVerdict(world, { bundle, file: rendition.pdf }, 'invalid', 'file.unchanged');
    });

    it('cannot tell anything of a file without a proof', async () => {
      for (const file of [rendition.blank, utf8('hello'), new Uint8Array()]) {
        await expectVerdict(world, { file }, 'indeterminate', 'proof.readable');
      }
    });
  });

  describe('a document', () => {
    const file = utf8('packing list');

    it('catches an altered file, another salt and an event that is not there', async () => {
      const proof = await sealedDocument(world, file);
      if (proof.subject.type === 'record') throw new Error('not a document');
      await expectVerdict(world, { bundle: proof, file: utf8('packing lost') }, 'invalid', 'file.unchanged');
      const salted = { ...proof, subject: { ...proof.subject, salt: newSalt() } };
      await expectVerdict(world, { bundle: salted, file }, 'invalid', 'file.unchanged');
      const missing = { ...proof, subject: { ...proof.subject, sequence: 5 } };
      await expectVerdict(world, { bundle: missing, file }, 'indeterminate', 'subject.event');
    });

    it('catches a voucher with an altered name, and ignores one that nobody accredited', async () => {
      const proof = await sealedDocument(world, file);
      const [voucher = ''] = proof.vouchers;
      const altered = { ...proof, vouchers: [voucher.replace(/\.[^.]*\./, '.e30.')] };
      await expectVerdict(world, { bundle: altered, file }, 'invalid', 'vouchers.signatures');
      const statement = {
        signerId: world.exporter.id,
        organisation: { id: 'x', legalName: 'Somebody Great plc', country: 'GB' },
        time: world.chain.now.toISOString(),
      };
      const own = { ...proof, vouchers: [await signVoucher(statement, world.exporter.signer)] };
      const verdict = await ask(world, { bundle: own, file });
      expect(verdict.statement).to.not.include('Somebody Great');
    });
  });

  describe('the bundle', () => {
    it('refuses what is huge, deep, of another shape or no JSON', async () => {
      const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
      const inputs: unknown[] = [
        `{"content":"${'x'.repeat(3_000_000)}"}`,
        deep,
        '['.repeat(1_000_000),
        { ...bundle, events: Array.from({ length: 2_001 }, () => events[0]) },
        { ...bundle, content: { salt: newSalt(), manifest: { a: 'x'.repeat(3_000_000) } } },
        // Short, and long to spell out.
        {
          ...bundle,
          content: { salt: newSalt(), manifest: { a: Array.from({ length: 10_001 }, () => []) } },
        },
        { ...bundle, extra: true },
        { ...bundle, recordId: bundle.recordId.toUpperCase() },
        '',
        7,
        [],
        Number.NaN,
      ];
      for (const input of inputs) await expectVerdict(world, { bundle: input }, 'invalid', 'proof.readable');
    });

    it('cannot tell anything of a later format', async () => {
      const later = { ...bundle, format: 'openpouch-proof/2' };
      await expectVerdict(world, { bundle: later }, 'indeterminate', 'proof.readable');
    });

    it('never throws, whatever it is given', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(fc.jsonValue(), fc.string()),
          fc.option(fc.uint8Array()),
          async (value, file) => {
            const local = await verifyLocally({ bundle: value, ...(file !== null && { file }) }, world.trust);
            expect(local.facts).to.equal(null);
          },
        ),
      );
    });
  });
});
