import { expect } from 'chai';
import type { ProofBundle } from '../../../core/bundle.ts';
import { newSalt } from '../../../core/commitment.ts';
import { verifyLocally } from '../../../core/verify-local.ts';
import { issueCertificate, newWorld, type World } from './world.ts';

/** Proofs that say nothing false: they are made to cost, or to trip the verifier. */
describe('a proof of a stranger', () => {
  let world: World;
  let bundle: ProofBundle;

  before(async () => {
    world = await newWorld();
    const { trail, content } = await issueCertificate(world);
    bundle = trail.bundle({ content });
  });

  it('may hold half a character: it is damaged, whatever it stands in', async () => {
    const half = 'HALF';
    const profile = { legalName: half, country: 'BE', did: 'did:web:example.org' };
    const cases: ProofBundle[] = [
      { ...bundle, content: { salt: newSalt(), manifest: { note: half } } },
      { ...bundle, issuer: { profile } },
    ];
    for (const made of cases) {
      const text = JSON.stringify(made).replace(half, '\\ud800');
      for (const input of [
        { bundle: text },
        { bundle: JSON.parse(text) as unknown },
        { file: Buffer.from(text) },
        { bundle: JSON.stringify(made).replace(half, '\ud800') },
      ]) {
        const { checks } = await verifyLocally(input, world.trust);
        expect(checks.map(({ code, outcome }) => `${code} ${outcome}`)).to.deep.equal([
          'proof.readable invalid',
        ]);
      }
    }
    const whole = JSON.stringify(cases[0]).replace(half, '\\ud83d\\udea2');
    const { checks } = await verifyLocally({ bundle: whole }, world.trust);
    expect(checks[0]?.outcome).to.equal('valid');
  });

  it('of 2,000 events does not hold up everybody else', async () => {
    const [event] = bundle.events;
    const events = Array.from({ length: 2_000 }, (_, sequence) => ({ ...event, sequence, body: null }));
    let turns = 0;
    const counting = setInterval(() => turns++, 0);
    const { facts } = await verifyLocally({ bundle: JSON.stringify({ ...bundle, events }) }, world.trust);
    clearInterval(counting);
    expect(facts?.events).to.have.length(2_000);
    expect(turns).to.be.greaterThan(10);
  });
});
