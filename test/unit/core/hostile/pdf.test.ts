import { expect } from 'chai';
import fc from 'fast-check';
import { bundleText, type ProofBundle } from '../../../../core/bundle.ts';
import { concat, utf8 } from '../../../../core/bytes.ts';
import { commitment, newSalt } from '../../../../core/commitment.ts';
import { fillHole } from '../../../../core/rendition.ts';
import { sampleSubject } from '../sample.ts';
import { issueCertificate, newWorld, sealedDocument, sealedRendition, type World } from '../world.ts';
import { ask, expectVerdict, flipped, genuine } from './support.ts';

describe('verify, hostile: a PDF', () => {
  let world: World;
  let bundle: ProofBundle;
  let rendition: Awaited<ReturnType<typeof sealedRendition>>;
  before(async () => {
    ({ world, bundle } = await genuine());
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
          if (outcome === 'valid') expect({ ...facts, file: null }).to.deep.equal({ ...genuine, file: null });
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

  it("catches the attachment of another certificate in a PDF of one's own", async () => {
    const other = await sealedRendition(world);
    const text = Buffer.from(rendition.blank).toString('latin1').replace('4 boxes', '9 boxes');
    const file = fillHole(Buffer.from(text, 'latin1'), rendition.hole, bundleText(other.bundle));
    await expectVerdict(world, { file }, 'invalid', 'file.unchanged');
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
