import type { Address, BatchRoot, ChamberId, CodeHash, ProfileHash, RecordId, SignerId } from './ids.ts';
import type { Deployment } from './trust.ts';

/** Number and time (seconds since 1970) of a block. */
export interface Block {
  readonly number: number;
  readonly time: number;
}

/** When a root was first anchored. */
export type Anchor = Block;

/** Accredited when `from <= time < until`, seconds since 1970. */
export interface Accreditation {
  readonly chamber: ChamberId;
  readonly from: number;
  readonly until: number;
  /** Of the chamber's public profile; zero when none is set. */
  readonly profileHash: ProfileHash;
}

/** In the order of the contract's enum. */
export const RECORD_STATUSES = ['unknown', 'active', 'closed', 'revoked', 'superseded'] as const;
export type RecordStatus = (typeof RECORD_STATUSES)[number];

/** A record's slot; `unknown`: it has not moved, what its genesis says holds. */
export interface RecordState {
  readonly status: RecordStatus;
  /** Null when the record has not moved. */
  readonly owner: SignerId | null;
  readonly sequence: number;
  /** Code of the closing or revocation reason, 0 while active. */
  readonly reason: number;
}

export interface ChainQuestions {
  readonly anchors: readonly BatchRoot[];
  readonly accreditations: readonly SignerId[];
  readonly states: readonly RecordId[];
}

/** What the contracts say at one block. Every question asked has its answer; null: not anchored, never accredited. */
export interface ChainView {
  readonly block: Block;
  readonly anchors: ReadonlyMap<BatchRoot, Anchor | null>;
  readonly accreditations: ReadonlyMap<SignerId, Accreditation | null>;
  readonly states: ReadonlyMap<RecordId, RecordState>;
}

export interface ChainAnswers {
  readonly chainId: number;
  /** EXTCODEHASH of the deployment's six contracts; one without code is left out. */
  readonly codeHashes: ReadonlyMap<Address, CodeHash>;
  readonly latest: ChainView;
  /** The view `deployment.confirmations` blocks before the latest, or at block 0. */
  readonly final: ChainView;
}

/** Asks a chain. One question, so that an implementation can answer it in one round trip. */
export interface ChainReader {
  /** @throws ChainUnavailableError when nothing answers, in time, or endpoints contradict each other */
  read(deployment: Deployment, questions: ChainQuestions): Promise<ChainAnswers>;
}

/** Why endpoints could not be relied on, and which: no answer, an old head, or answers that differ. */
export type Unreliable =
  | { readonly why: 'silent'; readonly endpoint: string }
  | { readonly why: 'stuck'; readonly endpoint: string; readonly ageSeconds: number }
  | { readonly why: 'disagree'; readonly endpoints: readonly [string, string] };

/** The chain could not be asked. Its verdict is `indeterminate`, never valid and never revoked. */
export class ChainUnavailableError extends Error {
  /** For readers in other languages than the message's. */
  readonly unreliable: Unreliable | null;

  constructor(message: string, options: ErrorOptions & { readonly unreliable?: Unreliable } = {}) {
    super(message, options);
    this.name = 'ChainUnavailableError';
    this.unreliable = options.unreliable ?? null;
  }
}
