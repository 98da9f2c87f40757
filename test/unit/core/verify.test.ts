import { expect } from 'chai';
import { bundleText, type ProofBundle } from '../../../core/bundle.ts';
import { utf8 } from '../../../core/bytes.ts';
import { presentCredential } from '../../../core/credential.ts';
import type { Verdict } from '../../../core/verdict.ts';
import { verify, verifyOnChain } from '../../../core/verify.ts';
import type { VerifyInput } from '../../../core/verify-file.ts';
import { verifyLocally } from '../../../core/verify-local.ts';
import { sampleSubject } from './sample.ts';
import {
  issueCertificate,
  newParty,
  newWorld,
  sealedCertificate,
  sealedDocument,
  sealedRendition,
  type World,
} from './world.ts';

const ask = (world: World, input: VerifyInput): Promise<Verdict> =>
  verify(input, world.trust, world.chain, { now: world.chain.now });

/** Codes of the checks that do not hold. */
const troubles = (verdict: Verdict): string[] =>
  verdict.checks.filter((check) => check.status !== 'ok').map((check) => check.code);

describe('verify', () => {
  describe('a certificate', () => {
    it('is valid when all holds, and says what a person wants to see', async () => {
      const world = await newWorld();
      const bundle = await sealedCertificate(world);
      const verdict = await ask(world, { bundle });
      expect(verdict.outcome, verdict.statement).to.equal('valid');
      expect(troubles(verdict)).to.deep.equal([]);
      expect(verdict.statement).to.match(
        /^Genuine: issued by Voka Antwerpen and sealed on \d+ \w+ 20\d\d at .*block \d+/,
      );
      const { facts } = verdict;
      expect(facts?.certificate?.subject).to.deep.equal(sampleSubject);
      expect(facts?.chain?.sealed.issuance).to.deep.equal(world.chain.block(2));
      expect(facts?.chain?.state).to.include({ status: 'unknown', owner: null });
      expect(facts?.federation).to.equal('Federation of Belgian Chambers');
      expect(JSON.parse(JSON.stringify(facts))).to.deep.equal(facts);
    });

    it('reads the same from text, object or a file of JSON', async () => {
      const world = await newWorld();
      const bundle = await sealedCertificate(world);
      for (const input of [
        { bundle },
        { bundle: bundleText(bundle) },
        { file: utf8(JSON.stringify(bundle, null, 2)) },
      ]) {
        expect((await ask(world, input)).outcome).to.equal('valid');
      }
    });

    it('stays valid with hidden fields, and counts them', async () => {
      const world = await newWorld();
      const bundle = await sealedCertificate(world);
      if (bundle.content === null || !('credential' in bundle.content)) throw new Error('no credential');
      const credential = presentCredential(bundle.content.credential, (path) => path !== 'consignee');
      const verdict = await ask(world, { bundle: { ...bundle, content: { ...bundle.content, credential } } });
      expect(verdict.outcome).to.equal('valid');
      expect(verdict.facts?.certificate).to.include({ hiddenCount: 1 });
      expect(verdict.facts?.certificate?.subject).to.not.have.property('consignee');
    });

    it('stays valid with a later body withheld and a gap in the trail', async () => {
      const world = await newWorld();
      const { trail, content } = await issueCertificate(world);
      for (const type of ['share.granted', 'share.ended', 'record.viewed'])
        await trail.add(type, world.exporter, {});
      trail.seal();
      const bundle = trail.bundle({ content });
      const shown = bundle.events.filter((event) => event.sequence !== 1);
      const events = shown.map((event) => (event.sequence === 2 ? { ...event, body: null } : event));
      const verdict = await ask(world, { bundle: { ...bundle, events } });
      expect(verdict.outcome, verdict.statement).to.equal('valid');
      expect(verdict.facts?.events.map((event) => event.body?.type ?? null)).to.deep.equal([
        'org.openpouch.certificate.issued',
        null,
        'org.openpouch.record.viewed',
      ]);
    });

    it('cannot be decided without its data or the event that made it', async () => {
      const world = await newWorld();
      const bundle = await sealedCertificate(world);
      const [first] = bundle.events;
      if (first === undefined) throw new Error('no event');
      const cases: [Partial<ProofBundle>, string][] = [
        [{ content: null }, 'content.commitment'],
        [{ events: [{ ...first, body: null }] }, 'issuance.event'],
        [{ events: [] }, 'issuance.event'],
        [{ issuer: null }, 'issuer.named'],
      ];
      for (const [change, code] of cases) {
        const verdict = await ask(world, { bundle: { ...bundle, ...change } });
        expect(verdict.outcome, code).to.equal('indeterminate');
        expect(troubles(verdict)).to.deep.equal([code]);
      }
    });
  });

  describe('states', () => {
    it('is pending until the batch is made, anchored and final', async () => {
      const world = await newWorld();
      const { trail, content } = await issueCertificate(world);
      const outcome = async () => (await ask(world, { bundle: trail.bundle({ content }) })).outcome;
      world.chain.mine(2);
      expect(await outcome()).to.equal('pending');
      trail.batch();
      expect(await outcome()).to.equal('pending');
      trail.seal();
      world.chain.head -= 1;
      expect(await outcome()).to.equal('pending');
      world.chain.mine();
      expect(await outcome()).to.equal('valid');
    });

    it('is pending until the accreditation is final', async () => {
      const world = await newWorld();
      const { trail, content } = await issueCertificate(world);
      trail.batch();
      world.chain.head = 1;
      const verdict = await ask(world, { bundle: trail.bundle({ content }) });
      expect(verdict.outcome).to.equal('pending');
      expect(troubles(verdict)).to.deep.equal(['issuance.sealed', 'issuer.accredited']);
    });

    for (const status of ['closed', 'revoked', 'superseded'] as const) {
      it(`is ${status} from the block in which that happened, final or not`, async () => {
        const world = await newWorld();
        const bundle = await sealedCertificate(world);
        world.chain.setState(bundle.recordId, { status, reason: 2 });
        const verdict = await ask(world, { bundle });
        expect(verdict.outcome).to.equal(status);
        expect(verdict.facts?.chain?.state.reason).to.equal(2);
        expect(verdict.statement).to.match(status === 'closed' ? /surrendered/ : /data incorrect/);
      });
    }

    it('shows the owner of a record that was handed over', async () => {
      const world = await newWorld();
      const bundle = await sealedCertificate(world);
      const owner = (await newParty(world.deployment)).id;
      world.chain.setState(bundle.recordId, { status: 'active', owner, sequence: 1 });
      const verdict = await ask(world, { bundle });
      expect(verdict.outcome).to.equal('valid');
      expect(verdict.facts?.chain?.state.owner).to.equal(owner);
    });
  });

  describe('precedence', () => {
    it('is invalid before indeterminate, and the chain is not asked', async () => {
      const world = await newWorld();
      const bundle = await sealedCertificate(world);
      world.chain.reachable = false;
      const genesis = { ...bundle.genesis, firstOwner: world.chamber.id };
      const verdict = await ask(world, { bundle: { ...bundle, genesis } });
      expect(verdict.outcome).to.equal('invalid');
      expect(verdict.checks.some((check) => check.code.startsWith('chain.'))).to.equal(false);
    });

    it('is indeterminate before revoked', async () => {
      const world = await newWorld();
      const bundle = await sealedCertificate(world);
      world.chain.setState(bundle.recordId, { status: 'revoked', reason: 4 });
      world.chain.codeHashes.clear();
      expect((await ask(world, { bundle })).outcome).to.equal('indeterminate');
    });

    it('is revoked before pending', async () => {
      const world = await newWorld();
      const { trail, content } = await issueCertificate(world);
      world.chain.setState(trail.id, { status: 'revoked', reason: 1 });
      world.chain.mine(2);
      expect((await ask(world, { bundle: trail.bundle({ content }) })).outcome).to.equal('revoked');
    });
  });

  describe('a PDF that carries its proof', () => {
    it('is valid by itself, with its proof beside it, and blank with its proof beside it', async () => {
      const world = await newWorld();
      const { pdf, blank, bundle } = await sealedRendition(world);
      for (const input of [{ file: pdf }, { file: pdf, bundle }, { file: blank, bundle }]) {
        const verdict = await ask(world, input);
        expect(verdict.outcome, verdict.statement).to.equal('valid');
        expect(verdict.statement).to.include('The file is unchanged.');
        expect(verdict.facts?.file?.length).to.equal(pdf.length);
      }
    });

    it('may be signed with another key of the chamber, not with that of another chamber', async () => {
      const world = await newWorld();
      const rotated = await newParty(world.deployment);
      world.chain.accredit(rotated.id, { chamber: world.chamberId, profileHash: '0x' as never });
      expect((await ask(world, { file: (await sealedRendition(world, rotated)).pdf })).outcome).to.equal(
        'valid',
      );
      const stranger = await newParty(world.deployment);
      world.chain.accredit(stranger.id, {
        chamber: `0x${'77'.repeat(16)}` as never,
        profileHash: '0x' as never,
      });
      const verdict = await ask(world, { file: (await sealedRendition(world, stranger)).pdf });
      expect(verdict.outcome).to.equal('invalid');
      expect(troubles(verdict)).to.deep.equal(['rendition.issuer']);
    });
  });

  describe('a document', () => {
    const file = utf8('commercial invoice 2025/1187');

    it('is unchanged since somebody recorded it, and never called genuine', async () => {
      const world = await newWorld();
      const verdict = await ask(world, { bundle: await sealedDocument(world, file), file });
      expect(verdict.outcome, verdict.statement).to.equal('valid');
      expect(verdict.statement).to.match(
        /^Unchanged since Scheldemachines NV recorded it on \d+ \w+ 20\d\d at /,
      );
      expect(verdict.statement).to.not.match(/genuine/i);
    });

    it('names the key alone when nobody accredited vouches for it', async () => {
      const world = await newWorld();
      const bundle = await sealedDocument(world, file);
      const verdict = await ask(world, { bundle: { ...bundle, vouchers: [] }, file });
      expect(verdict.outcome).to.equal('valid');
      expect(verdict.statement).to.include(`the holder of key ${world.exporter.id}`);
      expect(troubles(verdict)).to.deep.equal(['recorder.vouched']);
    });

    it('does not take the word of a chamber that was ended before it vouched', async () => {
      const world = await newWorld();
      const bundle = await sealedDocument(world, file);
      world.chain.end(world.chamber.id, world.chain.genesisTime);
      expect((await ask(world, { bundle, file })).statement).to.not.include('Scheldemachines');
    });

    it('needs no more of its record than its own event', async () => {
      const world = await newWorld();
      const bundle = await sealedDocument(world, file);
      const events = bundle.events.slice(1);
      expect((await ask(world, { bundle: { ...bundle, events, content: null }, file })).outcome).to.equal(
        'valid',
      );
    });

    it('stays unchanged in a pouch that is closed', async () => {
      const world = await newWorld();
      const bundle = await sealedDocument(world, file);
      world.chain.setState(bundle.recordId, { status: 'closed', reason: 1 });
      const verdict = await ask(world, { bundle, file });
      expect(verdict.outcome).to.equal('valid');
      expect(verdict.facts?.chain?.state.status).to.equal('closed');
    });

    it('is not compared when no file is given', async () => {
      const world = await newWorld();
      const verdict = await ask(world, { bundle: await sealedDocument(world, file) });
      expect(verdict.statement).to.match(/No file was given/);
    });
  });

  describe('a pouch', () => {
    it('is unchanged since its maker recorded it, and its status counts', async () => {
      const world = await newWorld();
      const bundle: ProofBundle = {
        ...(await sealedDocument(world, utf8('x'))),
        subject: { type: 'record' },
      };
      const verdict = await ask(world, { bundle });
      expect(verdict.outcome, verdict.statement).to.equal('valid');
      expect(verdict.statement).to.match(/^Unchanged since Scheldemachines NV/);
      expect(verdict.facts?.manifest).to.include({ name: 'Shipment PO-88213' });
      world.chain.setState(bundle.recordId, { status: 'closed', reason: 2 });
      expect((await ask(world, { bundle })).outcome).to.equal('closed');
    });
  });

  describe('verifyOnChain', () => {
    it('asks again for a local result that was remembered', async () => {
      const world = await newWorld();
      const bundle = await sealedCertificate(world);
      const local = structuredClone(await verifyLocally({ bundle }, world.trust));
      expect((await verifyOnChain(local, world.chain, world.chain.now)).outcome).to.equal('valid');
      world.chain.setState(bundle.recordId, { status: 'revoked', reason: 1 });
      expect((await verifyOnChain(local, world.chain, world.chain.now)).outcome).to.equal('revoked');
    });

    it('is indeterminate without a chain', async () => {
      const world = await newWorld();
      const bundle = await sealedCertificate(world);
      expect((await verify({ bundle }, world.trust, null)).outcome).to.equal('indeterminate');
    });
  });
});
