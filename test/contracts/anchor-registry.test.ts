import { expect } from 'chai';
import { ZeroHash } from 'ethers';
import { unique32 } from './support/acts.ts';
import { type Chain, openChain } from './support/chain.ts';

describe('AnchorRegistry', () => {
  let chain: Chain;
  before(async () => {
    chain = await openChain();
  });

  describe('anchor', () => {
    it('keeps time and number of the block that first held the root', async () => {
      const { anchors } = chain.contracts;
      const root = unique32();
      const tx = await anchors.anchor(root);
      await expect(tx).to.emit(anchors, 'BatchAnchored').withArgs(root);
      const block = await tx.getBlock();
      expect(await anchors.anchorOf(root)).to.deep.equal([
        BigInt(block?.timestamp ?? 0),
        BigInt(tx.blockNumber ?? 0),
      ]);
    });

    it('is open to anyone, and says nothing about who', async () => {
      const { anchors } = chain.contracts;
      const root = unique32();
      await anchors.connect(chain.accounts.stranger).anchor(root);
      expect((await anchors.anchorOf(root)).time).to.equal(BigInt(await chain.now()));
    });

    it('succeeds again without changing or saying anything', async () => {
      const { anchors } = chain.contracts;
      const root = unique32();
      await anchors.anchor(root);
      const first = await anchors.anchorOf(root);
      await chain.networkHelpers.time.increase(60);
      const again = await anchors.connect(chain.accounts.stranger).anchor(root);
      expect((await again.wait())?.logs).to.deep.equal([]);
      expect(await anchors.anchorOf(root)).to.deep.equal(first);
    });
  });

  describe('anchorOf', () => {
    it('returns zeros for a root that nobody anchored', async () => {
      expect(await chain.contracts.anchors.anchorOf(unique32())).to.deep.equal([0n, 0n]);
      expect(await chain.contracts.anchors.anchorOf(ZeroHash)).to.deep.equal([0n, 0n]);
    });
  });
});
