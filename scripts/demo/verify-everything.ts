import { expectOutcome, type Outsider } from './outside.ts';
import type { Played } from './pilot-chain.ts';
import { say } from './say.ts';

/** @throws when anything genuine does not verify */
export async function verifyEverything(outsider: Outsider, played: Played): Promise<void> {
  for (const { number, proof, pdf } of played.certificates) {
    const bare = await outsider.check(proof);
    expectOutcome(`Proof of ${number}`, bare, 'valid');
    const printed = await outsider.check(undefined, pdf);
    expectOutcome(`PDF of ${number}`, printed, 'valid');
    say(`✓ ${number}  ${printed.statement}`);
  }
  for (const { name, bytes, proof } of played.documents) {
    const verdict = await outsider.check(proof, bytes);
    expectOutcome(name, verdict, 'valid');
    say(`✓ ${name}  ${verdict.statement}`);
  }
  const pouch = await outsider.check(played.pouchProof);
  expectOutcome('The pouch', pouch, 'valid');
  say(`✓ the pouch  ${pouch.statement}`);
}
