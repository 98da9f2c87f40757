import { expect } from 'chai';
import hre from 'hardhat';
import { drifts } from '../../scripts/gas-snapshot.ts';
import { measureGas } from '../../scripts/gas-stories.ts';

/** What a transaction may cost at most (Osaka). Drift below these is what scripts/gas-snapshot.ts watches. */
const LIMITS = {
  'anchor a batch': 45_200,
  'first handover, ES256': 72_000,
  'next handover, ES256': 52_500,
  'next handover, account': 42_000,
  'one of ten next handovers in a batch, ES256': 34_000,
  'one of ten next handovers in a batch, account': 23_800,
  'revoke an unmoved record': 66_000,
};

describe('gas', () => {
  it('stays within the limits under Osaka', async function () {
    // Code that counts its coverage is not the code whose gas counts.
    if (hre.globalOptions.coverage) this.skip();
    const gas = await measureGas('osaka');
    for (const [story, limit] of Object.entries(LIMITS)) {
      expect(gas[story], story).to.be.a('number').at.most(limit);
    }
  });

  it('is compared with the snapshot: above one per cent, new and gone figures are told', () => {
    const snapshot = (osaka: Record<string, number>) => ({ osaka, amsterdam: {}, bytecode: {} });
    const before = snapshot({ same: 1000, inside: 1000, dearer: 1000, cheaper: 1000, gone: 1 });
    const now = snapshot({ same: 1000, inside: 1010, dearer: 1011, cheaper: 989, new: 1 });
    expect(drifts(before, now)).to.deep.equal([
      'osaka: dearer: 1000 → 1011',
      'osaka: cheaper: 1000 → 989',
      'osaka: gone: 1 → not measured',
      'osaka: new: not in the snapshot → 1',
    ]);
  });
});
