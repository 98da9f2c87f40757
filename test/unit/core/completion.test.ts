import { expect } from 'chai';
import type { ProofBundle } from '../../../core/bundle.ts';
import { type AskPaths, completed, verifyCompleted } from '../../../core/completion.ts';
import { BatchRoot } from '../../../core/ids.ts';
import type { AuditPath } from '../../../core/merkle.ts';
import { verify } from '../../../core/verify.ts';
import type { VerifyInput } from '../../../core/verify-file.ts';
import { issueCertificate, newWorld, type World } from './world.ts';

describe('a proof that was taken before it was sealed', () => {
  let world: World;
  let early: ProofBundle;
  let sealed: ProofBundle;
  before(async () => {
    world = await newWorld();
    const { trail, content } = await issueCertificate(world);
    early = structuredClone(trail.bundle({ content }));
    trail.seal();
    sealed = trail.bundle({ content });
  });

  const judge = (input: VerifyInput) => verify(input, world.trust, world.chain, { now: world.chain.now });
  const told =
    (change: (path: AuditPath) => AuditPath = (path) => path): AskPaths =>
    (recordId, entries) => {
      expect(recordId).to.equal(early.recordId);
      const paths = entries.flatMap(({ sequence }) => {
        const anchor = sealed.events.find((event) => event.sequence === sequence)?.anchor;
        return anchor == null ? [] : [[sequence, change(anchor)] as const];
      });
      return Promise.resolve(new Map(paths));
    };
  const outcomeBy = async (ask: AskPaths) => (await verifyCompleted({ bundle: early }, ask, judge)).outcome;

  it('is valid with the path of today, in whatever form it comes', async () => {
    expect((await judge({ bundle: early })).outcome).to.equal('pending');
    expect(await outcomeBy(told())).to.equal('valid');
    const file = new TextEncoder().encode(JSON.stringify(early));
    expect((await verifyCompleted({ file }, told(), judge)).outcome).to.equal('valid');
  });

  it('stays pending, and is never invalid, with what does not lead to its root, or where nobody answers', async () => {
    const other = (path: AuditPath): AuditPath => ({ ...path, root: BatchRoot.of(new Uint8Array(32)) });
    expect(await outcomeBy(told(other))).to.equal('pending');
    expect(await outcomeBy(() => Promise.resolve(new Map()))).to.equal('pending');
    expect(await outcomeBy(() => Promise.reject(new Error('no answer')))).to.equal('pending');
  });

  it('is asked about no more than it needs, and a sealed one not at all', async () => {
    const nobody: AskPaths = () => Promise.reject(new Error('asked'));
    expect(await completed({ bundle: sealed }, nobody)).to.equal(null);
    expect(await completed({ bundle: '{' }, nobody)).to.equal(null);
  });
});
