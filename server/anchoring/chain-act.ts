import type { Hex } from '../../core/bytes.ts';
import type { Address, ChamberId, ProfileHash, RecordId, SignerId } from '../../core/ids.ts';
import type { EcPublicJwk } from '../../core/signer.ts';
import type { Closing, Genesis, Handover, Revocation } from '../../core/typed-data.ts';

/** An ES256 signature (`r ‖ s`, 64 bytes, low s) over a typed-data digest, and the key it is by. */
export interface SignedBy {
  readonly jwk: EcPublicJwk;
  readonly signature: Hex;
}

/** What the chain is to be told. Complete and signed: whoever relays it can change nothing in it. */
export type ChainAct =
  | { readonly act: 'handover'; readonly handovers: readonly SignedHandover[] }
  | {
      readonly act: 'closing';
      readonly genesis: Genesis;
      readonly closing: Closing;
      readonly owner: SignedBy;
    }
  | {
      readonly act: 'revocation';
      readonly genesis: Genesis;
      readonly revocation: Revocation;
      readonly issuer: SignedBy;
    }
  | { readonly act: 'accreditation'; readonly signer: Hex; readonly chamber: ChamberId }
  | { readonly act: 'ending'; readonly signerId: SignerId; readonly at: number }
  | { readonly act: 'profile'; readonly chamber: ChamberId; readonly profileHash: ProfileHash }
  | StoreAct;

/** Of a chamber's document store, by way of the contract that makes the stores. */
export type StoreAct =
  | {
      readonly act: 'storeIssuance';
      readonly stores: Address;
      readonly chamber: ChamberId;
      readonly root: Hex;
      readonly by: SignedBy;
    }
  | {
      readonly act: 'storeRevocation';
      readonly stores: Address;
      readonly chamber: ChamberId;
      readonly recordId: RecordId;
      readonly targetHash: Hex;
      readonly by: SignedBy;
    };

/** One of a group, or alone. The genesis is shown on chain at a record's first act. */
export interface SignedHandover {
  readonly genesis: Genesis;
  readonly handover: Handover;
  readonly from: SignedBy;
  readonly to: SignedBy;
}
