import { expect } from 'chai';
import type { ProofBundle } from '../../../../core/bundle.ts';
import type { RecordState } from '../../../../core/chain.ts';
import type { CheckCode } from '../../../../core/verdict.ts';
import { verify } from '../../../../core/verify.ts';
import { newWorld, sealedCertificate, type World } from '../world.ts';
import { ask, expectVerdict, flippedHex, genuine } from './support.ts';

describe('verify, hostile: the deployment and the chain', () => {
  let world: World;
  let bundle: ProofBundle;
  before(async () => {
    ({ world, bundle } = await genuine());
  });

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

  it('says of the same proof that it is revoked once it is, however often it was valid before', async () => {
    const own = await asked(() => {});
    const input = { bundle: own.bundle };
    for (let n = 0; n < 2; n++) expect((await ask(own.world, input)).outcome).to.equal('valid');
    own.world.chain.setState(own.bundle.recordId, { status: 'revoked', reason: 4 });
    own.world.chain.mine(1);
    await expectVerdict(own.world, input, 'revoked', 'record.status');
  });

  it('sees a revocation between the final and the latest block', async () => {
    const own = await asked(({ chain }) => chain.mine(10));
    const revoked: Partial<RecordState> = { status: 'revoked', reason: 4 };
    own.world.chain.setState(own.bundle.recordId, revoked);
    await expectVerdict(own.world, { bundle: own.bundle }, 'revoked', 'record.status');
  });
});
