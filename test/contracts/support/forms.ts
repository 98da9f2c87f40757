import type { Acts, Step } from './acts.ts';
import type { Chain } from './chain.ts';
import { accountParty, es256Party, type Party, rsaParty, signerIdOf, webAuthnParty } from './parties.ts';

/** A form of the handover with a kind of signer that it takes. */
export interface Form {
  readonly name: string;
  party(chain: Chain): Party | Promise<Party>;
  act(acts: Acts, step: Step, signed?: Step): string;
}

const general: Form['act'] = (acts, step, signed) => acts.handOver(step, signed);

/** The forms whose signers are keys: what they do does not depend on any contract but the verifiers. */
export const KEY_FORMS: readonly Form[] = [
  {
    name: 'handOverES256',
    party: ({ verifiers }) => es256Party(verifiers),
    act: (acts, step, signed) => acts.handOverES256(step, signed),
  },
  {
    name: 'handOverAccount',
    party: () => accountParty(),
    act: (acts, step, signed) => acts.handOverAccount(step, signed),
  },
  { name: 'handOver with ES256 keys', party: ({ verifiers }) => es256Party(verifiers), act: general },
  { name: 'handOver with accounts', party: () => accountParty(), act: general },
  { name: 'handOver with passkeys', party: ({ verifiers }) => webAuthnParty(verifiers), act: general },
  { name: 'handOver with RSA keys', party: ({ verifiers }) => rsaParty(verifiers), act: general },
];

/** Answers of contracts/testing/HostileSigner.sol. */
export const ANSWER = { no: 0, yes: 1, revert: 2, eatAllGas: 3 } as const;

/** A contract that answers for itself (ERC-1271) and as a verifier of keys (ERC-7913), as it was told to. */
export async function deployHostile(chain: Chain, answer: keyof typeof ANSWER) {
  const contract = await chain.ethers.deployContract('HostileSigner', [ANSWER[answer]]);
  const address = (await contract.getAddress()).toLowerCase();
  const partyOf = (signer: string): Party => ({ signer, signerId: signerIdOf(signer), sign: () => '0x' });
  return {
    account: partyOf(address),
    keyOf: (key: string) => partyOf(`${address}${key.slice(2)}`),
    changeMind: (next: keyof typeof ANSWER) => contract.changeMind(ANSWER[next]),
  };
}
