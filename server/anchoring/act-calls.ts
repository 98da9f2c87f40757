import { fromHex, type Hex, toHex } from '../../core/bytes.ts';
import { ZERO_32 } from '../../core/ids.ts';
import { signerBytes, signerFromJwk, type Verifiers } from '../../core/signer.ts';
import type { Deployment } from '../../core/trust.ts';
import { CLOSING_REASONS, type Genesis, RECORD_KINDS, REVOCATION_REASONS } from '../../core/typed-data.ts';
import type { ChainAct, SignedBy, SignedHandover, StoreAct } from './chain-act.ts';
import type { ChainCall } from './outbox.ts';
import { anchorRegistry, chamberRegistry, documentStores, recordRegistry } from './registry-abi.ts';

export type RecordAct = Extract<ChainAct, { act: 'handover' | 'closing' | 'revocation' }>;
export type RegistryAct = Exclude<ChainAct, RecordAct | StoreAct>;

export const isRecordAct = (act: ChainAct): act is RecordAct =>
  act.act === 'handover' || act.act === 'closing' || act.act === 'revocation';

export const isStoreAct = (act: ChainAct): act is StoreAct =>
  act.act === 'storeIssuance' || act.act === 'storeRevocation';

/** An act as an item of RecordRegistry.relay. */
export interface EncodedAct {
  readonly data: Hex;
  /** The most that it may use: well above docs/contracts.md, for dearer slots of a coming fork. */
  readonly gas: number;
}

const GAS_PER_RECORD = 120_000;
const GAS_PER_ACT = 30_000;
/** Of a transaction around its items: its start, the call, the loop. */
const GAS_OF_BATCH = 60_000;
const GAS_OF_REGISTRY_ACT = 300_000n;
/** The first one of a chamber makes its store. */
const GAS_OF_STORE_ACT = 400_000n;
const GAS_OF_ANCHOR = 150_000n;
const NO_END = 2n ** 48n - 1n;

const NO_GENESIS = {
  kind: 0,
  issuer: `0x${'00'.repeat(24)}`,
  firstOwner: `0x${'00'.repeat(24)}`,
  content: ZERO_32,
};
const genesisTuple = (genesis: Genesis) => ({ ...genesis, kind: RECORD_KINDS[genesis.kind] });
/** It is read at the first act alone: afterwards zeros cost the least. */
const genesisBefore = (sequence: number, genesis: Genesis) =>
  sequence === 0 ? genesisTuple(genesis) : NO_GENESIS;

/** @throws when a part of the act has not the form that the contract takes. */
export function encodeRecordAct(act: RecordAct, verifiers: Verifiers): EncodedAct {
  switch (act.act) {
    case 'handover':
      return {
        data: encodeHandovers(act.handovers, verifiers),
        gas: GAS_PER_ACT + GAS_PER_RECORD * act.handovers.length,
      };
    case 'closing': {
      const { closing, genesis, owner } = act;
      const tuple = { ...closing, reason: CLOSING_REASONS[closing.reason] };
      return {
        data: call(recordRegistry, 'close', [
          tuple,
          genesisBefore(closing.sequence, genesis),
          signatureTuple(owner, verifiers),
        ]),
        gas: GAS_PER_ACT + GAS_PER_RECORD,
      };
    }
    case 'revocation': {
      const { revocation, genesis, issuer } = act;
      const { recordId, reason, successor } = revocation;
      const tuple = { recordId, reason: REVOCATION_REASONS[reason], successor: successor ?? ZERO_32 };
      return {
        data: call(recordRegistry, 'revokeES256', [tuple, genesisTuple(genesis), es256Tuple(issuer)]),
        gas: GAS_PER_ACT + GAS_PER_RECORD,
      };
    }
  }
}

/** All items in one transaction that goes on past one that fails. @param items at least one. */
export function relayCall(items: readonly EncodedAct[], deployment: Deployment): ChainCall {
  const relay = (some: readonly EncodedAct[]) => {
    const dearest = Math.max(...some.map((item) => item.gas));
    return {
      data: call(recordRegistry, 'relay', [some.map((item) => item.data), dearest]),
      // The contract wants to be able to give one item more than is used.
      leastGas: BigInt(GAS_OF_BATCH + dearest + some.reduce((sum, item) => sum + item.gas, 0)),
    };
  };
  const to = deployment.contracts.recordRegistry;
  return { to, ...relay(items), ...(items.length > 1 && { sample: relay(items.slice(0, 1)) }) };
}

/** An act of the chambers' registry: its sender is who acts, so each is a transaction of its own. */
export function registryCall(act: RegistryAct, deployment: Deployment): ChainCall {
  const to = deployment.contracts.chamberRegistry;
  const data = (() => {
    switch (act.act) {
      case 'accreditation':
        return call(chamberRegistry, 'accredit', [act.signer, act.chamber, 0, NO_END]);
      case 'ending':
        return call(chamberRegistry, 'end', [act.signerId, act.at]);
      case 'profile':
        return call(chamberRegistry, 'setProfile', [act.chamber, act.profileHash]);
    }
  })();
  return { to, data, leastGas: GAS_OF_REGISTRY_ACT };
}

/** An act of a chamber's document store: each a transaction of its own. */
export function storeCall(act: StoreAct, verifiers: Verifiers): ChainCall {
  const by = signatureTuple(act.by, verifiers);
  const data =
    act.act === 'storeIssuance'
      ? call(documentStores, 'issue', [act.chamber, act.root, by])
      : call(documentStores, 'revokeEnded', [act.chamber, act.recordId, act.targetHash, by]);
  return { to: act.stores, data, leastGas: GAS_OF_STORE_ACT };
}

export const anchorCall = (root: Hex, deployment: Deployment): ChainCall => ({
  to: deployment.contracts.anchorRegistry,
  data: call(anchorRegistry, 'anchor', [root]),
  leastGas: GAS_OF_ANCHOR,
});

function encodeHandovers(handovers: readonly SignedHandover[], verifiers: Verifiers): Hex {
  const [first] = handovers;
  if (first === undefined) throw new RangeError('handovers: expected at least one');
  if (handovers.length === 1) {
    const { handover, genesis, from, to } = first;
    return call(recordRegistry, 'handOverES256', [
      handover,
      genesisBefore(handover.sequence, genesis),
      es256Tuple(from),
      es256Tuple(to),
    ]);
  }
  const tuples = handovers.map(({ handover, genesis, from, to }) => ({
    terms: handover,
    genesis: genesisBefore(handover.sequence, genesis),
    from: signatureTuple(from, verifiers),
    to: signatureTuple(to, verifiers),
  }));
  return call(recordRegistry, 'handOverGroup', [first.handover.recordId, tuples]);
}

function es256Tuple({ jwk, signature }: SignedBy) {
  const signer = signerFromJwk(jwk);
  if (signer.kind !== 'es256') throw new TypeError('jwk: expected a P-256 key');
  const bytes = fromHex(signature, 'signature');
  return { x: signer.x, y: signer.y, r: toHex(bytes.subarray(0, 32)), s: toHex(bytes.subarray(32)) };
}

const signatureTuple = ({ jwk, signature }: SignedBy, verifiers: Verifiers) => ({
  signer: toHex(signerBytes(signerFromJwk(jwk), verifiers)),
  signature,
});

const call = (contract: typeof recordRegistry, name: string, values: readonly unknown[]): Hex =>
  contract.encodeFunctionData(name, values) as Hex;
