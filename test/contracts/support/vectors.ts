import { readFileSync } from 'node:fs';
import type { Closing, Domain, Genesis, Handover, Revocation } from './typed-data.ts';

export type Name = 'issuer' | 'owner' | 'consignee' | 'customs' | 'exporter' | 'importer';

export interface Key {
  readonly kind: 'es256' | 'account';
  readonly jwk?: {
    readonly crv: 'P-256';
    readonly kty: 'EC';
    readonly x: string;
    readonly y: string;
    readonly d: string;
  };
  readonly privateKey?: string;
  readonly signer: string;
  readonly signerId: string;
}

export interface Signed {
  readonly digest: string;
  /** By name of the key. */
  readonly signatures: Readonly<Record<string, string>>;
}

export interface Vectors {
  readonly domain: Domain;
  readonly verifiers: { readonly es256: string; readonly webAuthn: string; readonly rsa: string };
  readonly keys: Readonly<Record<Name, Key>>;
  readonly otherSigners: readonly {
    readonly kind: string;
    readonly signer: string;
    readonly signerId: string;
  }[];
  readonly records: readonly {
    readonly genesis: Genesis;
    readonly recordId: string;
    readonly recordIdOnChain5124: string;
  }[];
  readonly handover: Signed & { readonly message: Handover; readonly refused: { readonly highS: string } };
  readonly group: Signed & { readonly messages: readonly Handover[] };
  readonly closing: Signed & { readonly message: Closing };
  readonly revocation: Signed & { readonly message: Revocation };
  readonly withoutSuccessor: { readonly message: Revocation; readonly digest: string };
}

/** What contracts and core must both make of docs/protocol.md, sections 1 and 2. */
export const vectors: Vectors = JSON.parse(
  readFileSync(new URL('../../vectors/typed-data.json', import.meta.url), 'utf8'),
);
