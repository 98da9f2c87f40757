import type { Hex } from '../../core/bytes.ts';
import type { ChamberId, ProfileHash, SignerId } from '../../core/ids.ts';
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
  | { readonly act: 'profile'; readonly chamber: ChamberId; readonly profileHash: ProfileHash };

/** One of a group, or alone. The genesis is shown on chain at a record's first act. */
export interface SignedHandover {
  readonly genesis: Genesis;
  readonly handover: Handover;
  readonly from: SignedBy;
  readonly to: SignedBy;
}
