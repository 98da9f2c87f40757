import { z } from 'zod';
import { fromHex, type Hex, toHex } from './bytes.ts';
import { MalformedError } from './malformed.ts';

declare const brand: unique symbol;
/** Hex strings that mean different things must not be swapped: each has a type of its own. */
type Branded<Name extends string> = Hex & { readonly [brand]: Name };

/** One kind of fixed-length hex string: `parse` (throws MalformedError), `is`, `of` (bytes), `schema` (zod). */
function hexKind<Name extends string>(name: Name, length: number) {
  const pattern = new RegExp(`^0x[0-9a-f]{${2 * length}}$`);
  const is = (value: unknown): value is Branded<Name> => typeof value === 'string' && pattern.test(value);
  const expected = `${length} bytes in lower-case hex with 0x`;
  return {
    name,
    length,
    is,
    parse(value: unknown, field: string = name): Branded<Name> {
      if (!is(value)) throw new MalformedError(field, expected);
      return value;
    },
    of(bytes: Uint8Array): Branded<Name> {
      if (bytes.length !== length) throw new MalformedError(name, `${length} bytes`);
      return toHex(bytes) as Branded<Name>;
    },
    bytes: (value: Branded<Name>): Uint8Array<ArrayBuffer> => fromHex(value, name),
    schema: z.string().regex(pattern, expected) as unknown as z.ZodType<Branded<Name>, string>,
  };
}

/** EIP-712 digest of a record's genesis. */
export type RecordId = Branded<'recordId'>;
export const RecordId = hexKind('recordId', 32);

/** `bytes24(keccak256(ERC-7913 signer bytes))`. */
export type SignerId = Branded<'signerId'>;
export const SignerId = hexKind('signerId', 24);

/** `SHA-256(salt ‖ SHA-256(content))`. */
export type Commitment = Branded<'commitment'>;
export const Commitment = hexKind('commitment', 32);

/** 32 random bytes; never on chain. Destroying it erases what its commitment stands for. */
export type Salt = Branded<'salt'>;
export const Salt = hexKind('salt', 32);

/** RFC 6962 leaf hash of an entry. */
export type EntryHash = Branded<'entryHash'>;
export const EntryHash = hexKind('entryHash', 32);

/** RFC 6962 tree head over a batch of entries. */
export type BatchRoot = Branded<'batchRoot'>;
export const BatchRoot = hexKind('batchRoot', 32);

/** An inner node or leaf hash in an audit path. */
export type NodeHash = Branded<'nodeHash'>;
export const NodeHash = hexKind('nodeHash', 32);

/** EIP-712 digest that a signer signs. */
export type Digest = Branded<'digest'>;
export const Digest = hexKind('digest', 32);

/** A chamber in the ChamberRegistry, chosen by the federation. */
export type ChamberId = Branded<'chamberId'>;
export const ChamberId = hexKind('chamberId', 16);

/** SHA-256 of the canonical JSON of a chamber's public profile. */
export type ProfileHash = Branded<'profileHash'>;
export const ProfileHash = hexKind('profileHash', 32);

/** Keccak-256 of a contract's runtime code (EXTCODEHASH). */
export type CodeHash = Branded<'codeHash'>;
export const CodeHash = hexKind('codeHash', 32);

/** An account or contract; lower case, without EIP-55's mixed-case checksum. */
export type Address = Branded<'address'>;
export const Address = hexKind('address', 20);

export const ZERO_32: Hex = `0x${'00'.repeat(32)}`;
