import { dataSlice, keccak256, Signature, toBeHex, ZeroHash } from 'ethers';
import type { RecordRegistry } from '../../../types/contracts/index.ts';
import { FAR } from './chain.ts';
import type { Party } from './parties.ts';
import {
  type Closing,
  closingDigest,
  type Domain,
  type Genesis,
  groupDigest,
  type Handover,
  handoverDigest,
  type Revocation,
  recordIdOf,
  revocationDigest,
  type Terms,
} from './typed-data.ts';

/** What a relay may send once a record has moved. */
export const NO_GENESIS: Genesis = {
  kind: 0,
  issuer: `0x${'00'.repeat(24)}`,
  firstOwner: `0x${'00'.repeat(24)}`,
  content: ZeroHash,
};

let used = 0;
/** 32 bytes that no other call of this process returns. */
export const unique32 = () => keccak256(toBeHex(++used, 32));

/** A handover: its terms, the genesis that is shown, who signs as what. */
export interface Step {
  readonly terms: Terms;
  readonly genesis: Genesis;
  readonly from: Party;
  readonly to: Party;
}

export interface NewRecord {
  readonly genesis: Genesis;
  readonly recordId: string;
}

/** A record that only its makers know so far: nothing of it is on chain. */
export function newRecord(domain: Domain, issuer: Party, firstOwner: Party, kind = 1): NewRecord {
  const genesis = { kind, issuer: issuer.signerId, firstOwner: firstOwner.signerId, content: unique32() };
  return { genesis, recordId: recordIdOf(domain, genesis) };
}

export const firstStep = ({ recordId, genesis }: NewRecord, from: Party, to: Party): Step => ({
  terms: { recordId, sequence: 0, content: unique32(), deadline: FAR },
  genesis,
  from,
  to,
});

export const nextStep = (recordId: string, sequence: number, from: Party, to: Party): Step => ({
  terms: { recordId, sequence, content: unique32(), deadline: FAR },
  genesis: NO_GENESIS,
  from,
  to,
});

const messageOf = ({ terms, from, to }: Step): Handover => ({
  ...terms,
  from: from.signerId,
  to: to.signerId,
});

const general = (by: Party, digest: string) => ({ signer: by.signer, signature: by.sign(digest) });

function es256(by: Party, digest: string) {
  const signature = by.sign(digest);
  return {
    x: dataSlice(by.signer, 20, 52),
    y: dataSlice(by.signer, 52, 84),
    r: dataSlice(signature, 0, 32),
    s: dataSlice(signature, 32, 64),
  };
}

function account(by: Party, digest: string) {
  const { r, yParityAndS } = Signature.from(by.sign(digest));
  return { account: by.signer, r, vs: yParityAndS };
}

/**
 * Signed acts as calldata of the RecordRegistry. `domain` is what the signatures are made for, `signed` the
 * message that was signed, where it differs from what is sent.
 */
export function actsOf({ interface: abi }: Pick<RecordRegistry, 'interface'>, domain: Domain) {
  const digestOf = (step: Step) => handoverDigest(domain, messageOf(step));
  return {
    handOver(step: Step, signed = step): string {
      const digest = digestOf(signed);
      return abi.encodeFunctionData('handOver', [
        step.terms,
        step.genesis,
        general(step.from, digest),
        general(step.to, digest),
      ]);
    },
    handOverES256(step: Step, signed = step): string {
      const digest = digestOf(signed);
      return abi.encodeFunctionData('handOverES256', [
        step.terms,
        step.genesis,
        es256(step.from, digest),
        es256(step.to, digest),
      ]);
    },
    handOverAccount(step: Step, signed = step): string {
      const digest = digestOf(signed);
      return abi.encodeFunctionData('handOverAccount', [
        step.terms,
        step.genesis,
        account(step.from, digest),
        account(step.to, digest),
      ]);
    },
    handOverGroup(steps: readonly Step[], signed = steps, recordId = steps[0]?.terms.recordId): string {
      const digest = groupDigest(domain, signed.map(messageOf));
      const handovers = steps.map(({ terms, genesis, from, to }) => ({
        terms,
        genesis,
        from: general(from, digest),
        to: general(to, digest),
      }));
      return abi.encodeFunctionData('handOverGroup', [recordId ?? ZeroHash, handovers]);
    },
    close(closing: Closing, genesis: Genesis, owner: Party, signed = closing): string {
      const signature = general(owner, closingDigest(domain, signed));
      return abi.encodeFunctionData('close', [closing, genesis, signature]);
    },
    revoke(revocation: Revocation, genesis: Genesis, by: Party, signed = revocation): string {
      const signature = general(by, revocationDigest(domain, signed));
      return abi.encodeFunctionData('revoke', [revocation, genesis, signature]);
    },
    revokeES256(revocation: Revocation, genesis: Genesis, by: Party, signed = revocation): string {
      const signature = es256(by, revocationDigest(domain, signed));
      return abi.encodeFunctionData('revokeES256', [revocation, genesis, signature]);
    },
  };
}

export type Acts = ReturnType<typeof actsOf>;
