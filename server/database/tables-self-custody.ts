import type { ColumnType } from 'kysely';
import type { Json, Timestamp } from './tables-certificates.ts';

/** Who holds an organisation's keys, and what waits for their signatures. */
export interface SelfCustodyTables {
  key_holders: {
    id: string;
    organisation_id: string;
    user_id: string | null;
    name: string;
    kind: HolderKind;
    proposed: ColumnType<ProposedKeys | null, string | null, string | null>;
    created_at: Timestamp;
    confirmed_at: Timestamp | null;
    ended_at: Timestamp | null;
  };
  signing_preparations: {
    id: string;
    organisation_id: string;
    person_id: string;
    request: Json<PreparedRequest>;
    sealed_seed: Buffer;
    at: Timestamp;
    signed: Json<Record<string, string>>;
    asked: Json<PreparedStatement[]>;
    expires_at: Timestamp;
    done_at: ColumnType<Date | null, undefined, Date>;
  };
}

export type HolderKind = 'browser' | 'passkey' | 'program';

/** Proofs of possession: compact JWS, each by the key that it enrols. */
export interface ProposedKeys {
  readonly identity: string;
  readonly owners: readonly string[];
}

/** A request as it came, so that it can be carried out later. */
export interface PreparedRequest {
  readonly method: string;
  /** The route's path, with its parameters unfilled. */
  readonly route: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  /** JSON as it was sent; null for none. */
  readonly body: string | null;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface PreparedStatement {
  readonly id: string;
  readonly keyId: string;
  /** Who has the private half. */
  readonly holderId: string;
  readonly jwk: { readonly crv: 'P-256'; readonly kty: 'EC'; readonly x: string; readonly y: string };
  readonly purpose: 'identity' | 'owner';
  /** base64url of exactly what is to be signed. */
  readonly bytes: string;
  /** What the bytes say, where they are a digest: EIP-712 typed data. */
  readonly typedData: unknown;
}
