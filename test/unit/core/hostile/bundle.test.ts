import { expect } from 'chai';
import fc from 'fast-check';
import type { ProofBundle } from '../../../../core/bundle.ts';
import { utf8 } from '../../../../core/bytes.ts';
import { newSalt } from '../../../../core/commitment.ts';
import { ZERO_32 } from '../../../../core/ids.ts';
import { verifyLocally } from '../../../../core/verify-local.ts';
import { signVoucher } from '../../../../core/voucher.ts';
import { sealedDocument, type World } from '../world.ts';
import { ask, expectVerdict, genuine } from './support.ts';

describe('verify, hostile: a document and its bundle', () => {
  let world: World;
  let bundle: ProofBundle;
  before(async () => {
    ({ world, bundle } = await genuine());
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
      const bare = { ...bundle.events[0], body: null, anchor: null };
      const inputs: unknown[] = [
        `{"content":"${'x'.repeat(3_000_000)}"}`,
        deep,
        '['.repeat(1_000_000),
        { ...bundle, events: Array.from({ length: 2_001 }, (_, sequence) => ({ ...bare, sequence })) },
        {
          ...bundle,
          events: [{ ...bare, anchor: { index: 0, size: 1, root: ZERO_32, path: Array(54).fill(ZERO_32) } }],
        },
        { ...bundle, vouchers: Array(101).fill('') },
        {
          ...bundle,
          content: { salt: newSalt(), manifest: JSON.parse(`${'{"a":'.repeat(33)}1${'}'.repeat(33)}`) },
        },
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
