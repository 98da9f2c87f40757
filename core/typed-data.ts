import { concat, fromHex, type Hex, toHex, uintBytes, utf8 } from './bytes.ts';
import { keccak256, sha256 as portableSha256, type Sha256 } from './hashing.ts';
import { Address, Commitment, Digest, EntryHash, RecordId, SignerId, ZERO_32 } from './ids.ts';
import { MalformedError } from './malformed.ts';
import { remembered } from './remembered.ts';

/** EIP-712 types as ethers and wallets take them; the hashes below are built from the same texts. */
export const TYPES = {
  Genesis: [
    { name: 'kind', type: 'uint8' },
    { name: 'issuer', type: 'bytes24' },
    { name: 'firstOwner', type: 'bytes24' },
    { name: 'content', type: 'bytes32' },
  ],
  Handover: [
    { name: 'recordId', type: 'bytes32' },
    { name: 'sequence', type: 'uint48' },
    { name: 'from', type: 'bytes24' },
    { name: 'to', type: 'bytes24' },
    { name: 'content', type: 'bytes32' },
    { name: 'deadline', type: 'uint48' },
  ],
  HandoverGroup: [{ name: 'handovers', type: 'Handover[]' }],
  Closing: [
    { name: 'recordId', type: 'bytes32' },
    { name: 'sequence', type: 'uint48' },
    { name: 'reason', type: 'uint8' },
    { name: 'content', type: 'bytes32' },
    { name: 'deadline', type: 'uint48' },
  ],
  Revocation: [
    { name: 'recordId', type: 'bytes32' },
    { name: 'reason', type: 'uint8' },
    { name: 'successor', type: 'bytes32' },
  ],
  Issuance: [{ name: 'root', type: 'bytes32' }],
  Alias: [
    { name: 'recordId', type: 'bytes32' },
    { name: 'targetHash', type: 'bytes32' },
  ],
} as const;

export const RECORD_KINDS = { certificate: 1, pouch: 2 } as const;
export type RecordKind = keyof typeof RECORD_KINDS;

export const CLOSING_REASONS = { switchedToPaper: 1, surrendered: 2, acquitted: 3, moved: 4 } as const;
export type ClosingReason = keyof typeof CLOSING_REASONS;

export const REVOCATION_REASONS = {
  issuedInError: 1,
  dataIncorrect: 2,
  goodsNotShipped: 3,
  fraud: 4,
  replaced: 5,
  requestedByApplicant: 6,
} as const;
export type RevocationReason = keyof typeof REVOCATION_REASONS;

/** What a record was when it was made; its digest is the record's id. */
export interface Genesis {
  readonly kind: RecordKind;
  readonly issuer: SignerId;
  readonly firstOwner: SignerId;
  readonly content: Commitment;
}

/** `sequence`: that of the slot before the act. `deadline`: last second, since 1970. */
export interface Handover {
  readonly recordId: RecordId;
  readonly sequence: number;
  readonly from: SignerId;
  readonly to: SignerId;
  readonly content: Hex;
  readonly deadline: number;
}

export interface Closing {
  readonly recordId: RecordId;
  readonly sequence: number;
  readonly reason: ClosingReason;
  readonly content: Hex;
  readonly deadline: number;
}

export interface Revocation {
  readonly recordId: RecordId;
  readonly reason: RevocationReason;
  /** The record that takes this one's place, or null. */
  readonly successor: RecordId | null;
}

/** The RecordRegistry's EIP-712 domain, hashed once per deployment. */
export interface RegistryDomain {
  readonly chainId: number;
  readonly verifyingContract: Address;
  readonly separator: Uint8Array;
}

const typeText = (name: keyof typeof TYPES): string =>
  `${name}(${TYPES[name].map((field) => `${field.type} ${field.name}`).join(',')})`;
const typeHash = (text: string): Uint8Array => keccak256(utf8(text));

const DOMAIN_TYPE = typeHash(
  'EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)',
);
const REGISTRY_NAME = typeHash('OpenPouch RecordRegistry');
const STORE_NAME = typeHash('OpenPouch ChamberDocumentStore');
const DOMAIN_VERSION = typeHash('1');
const GENESIS = typeHash(typeText('Genesis'));
const HANDOVER = typeHash(typeText('Handover'));
const HANDOVER_GROUP = typeHash(typeText('HandoverGroup') + typeText('Handover'));
const CLOSING = typeHash(typeText('Closing'));
const REVOCATION = typeHash(typeText('Revocation'));
const ISSUANCE = typeHash(typeText('Issuance'));
const ALIAS = typeHash(typeText('Alias'));
const PREFIX = Uint8Array.of(0x19, 0x01);

/** Domain of the RecordRegistry at `verifyingContract` (protocol §2). */
export const registryDomain = (chainId: number, verifyingContract: Address): RegistryDomain =>
  domainOf(`${chainId} ${verifyingContract}`);

const domainOf = remembered((text): RegistryDomain => {
  const [chainId = '', contract = ''] = text.split(' ');
  const verifyingContract = Address.parse(contract, 'verifyingContract');
  const separator = separatorOf(REGISTRY_NAME, Number(chainId), verifyingContract);
  return { chainId: Number(chainId), verifyingContract, separator };
});

function separatorOf(name: Uint8Array, chainId: number, verifyingContract: Address): Uint8Array {
  return keccak256(
    concat(
      DOMAIN_TYPE,
      name,
      DOMAIN_VERSION,
      uintBytes(chainId, 32, 'chainId'),
      new Uint8Array(12),
      fromHex(verifyingContract, 'verifyingContract'),
    ),
  );
}

/** The domain as ethers' `TypedDataEncoder` and EIP-1193 wallets take it. */
export const walletDomain = (domain: RegistryDomain) => ({
  name: 'OpenPouch RecordRegistry',
  version: '1',
  chainId: domain.chainId,
  verifyingContract: domain.verifyingContract as string,
});

/** The record's id: EIP-712 digest of its genesis. One home, cannot be squatted or reused. */
export function recordId(domain: RegistryDomain, genesis: Genesis): RecordId {
  return RecordId.of(
    digest(
      domain,
      GENESIS,
      uint(RECORD_KINDS[genesis.kind], 1, 'kind'),
      signer(genesis.issuer, 'issuer'),
      signer(genesis.firstOwner, 'firstOwner'),
      word(genesis.content, 'content'),
    ),
  );
}

export const handoverDigest = (domain: RegistryDomain, handover: Handover): Digest =>
  Digest.of(wrap(domain, handoverHash(handover)));

/**
 * What every `from` and every `to` of a group signs. A group of one is a plain Handover (protocol §2).
 *
 * @throws MalformedError for fewer than two handovers
 */
export function handoverGroupDigest(domain: RegistryDomain, handovers: readonly Handover[]): Digest {
  if (handovers.length < 2) throw new MalformedError('handovers', 'two or more; a single one is a Handover');
  return Digest.of(digest(domain, HANDOVER_GROUP, keccak256(concat(...handovers.map(handoverHash)))));
}

/** Digest for one handover or for a group, whichever the number of handovers calls for. */
export function handoversDigest(domain: RegistryDomain, handovers: readonly Handover[]): Digest {
  const [only] = handovers;
  return only !== undefined && handovers.length === 1
    ? handoverDigest(domain, only)
    : handoverGroupDigest(domain, handovers);
}

export function closingDigest(domain: RegistryDomain, closing: Closing): Digest {
  return Digest.of(
    digest(
      domain,
      CLOSING,
      word(closing.recordId, 'recordId'),
      uint(closing.sequence, 6, 'sequence'),
      uint(CLOSING_REASONS[closing.reason], 1, 'reason'),
      word(closing.content, 'content'),
      uint(closing.deadline, 6, 'deadline'),
    ),
  );
}

export function revocationDigest(domain: RegistryDomain, revocation: Revocation): Digest {
  return Digest.of(
    digest(
      domain,
      REVOCATION,
      word(revocation.recordId, 'recordId'),
      uint(REVOCATION_REASONS[revocation.reason], 1, 'reason'),
      word(revocation.successor ?? ZERO_32, 'successor'),
    ),
  );
}

/** Domain of a chamber's document store (contracts/ChamberDocumentStore.sol). */
export type StoreDomain = Pick<RegistryDomain, 'separator'> & { readonly kind: 'documentStore' };

export const storeDomain = (chainId: number, verifyingContract: Address): StoreDomain => ({
  kind: 'documentStore',
  separator: separatorOf(STORE_NAME, chainId, verifyingContract),
});

/** The chamber issues a batch of documents of OpenAttestation by the root of its tree. */
export const issuanceDigest = (domain: StoreDomain, root: Hex): Digest =>
  Digest.of(digest(domain, ISSUANCE, word(root, 'root')));

/** The document with this hash shows the record: it is revoked when the record has ended. */
export const aliasDigest = (domain: StoreDomain, id: RecordId, targetHash: Hex): Digest =>
  Digest.of(digest(domain, ALIAS, word(id, 'recordId'), word(targetHash, 'targetHash')));

/**
 * `content` of a handover or a closing: `SHA-256(content commitment now ‖ entry hash of the trail's head)`.
 * Both parties pin what they saw.
 */
export function pinnedContent(content: Commitment, head: EntryHash, sha256: Sha256 = portableSha256): Hex {
  return toHex(sha256(concat(Commitment.bytes(content), EntryHash.bytes(head))));
}

function handoverHash(handover: Handover): Uint8Array {
  return keccak256(
    concat(
      HANDOVER,
      word(handover.recordId, 'recordId'),
      uint(handover.sequence, 6, 'sequence'),
      signer(handover.from, 'from'),
      signer(handover.to, 'to'),
      word(handover.content, 'content'),
      uint(handover.deadline, 6, 'deadline'),
    ),
  );
}

const digest = (
  domain: Pick<RegistryDomain, 'separator'>,
  type: Uint8Array,
  ...words: Uint8Array[]
): Uint8Array => wrap(domain, keccak256(concat(type, ...words)));

const wrap = (domain: Pick<RegistryDomain, 'separator'>, structHash: Uint8Array): Uint8Array =>
  keccak256(concat(PREFIX, domain.separator, structHash));

/** bytes24: left-aligned in its word. */
const signer = (id: SignerId, field: string): Uint8Array =>
  concat(SignerId.bytes(SignerId.parse(id, field)), new Uint8Array(8));

function word(hex: Hex, field: string): Uint8Array {
  const bytes = fromHex(hex, field);
  if (bytes.length !== 32) throw new MalformedError(field, '32 bytes');
  return bytes;
}

/** The type's own width is checked, then the value right-aligned in its word. */
function uint(value: number, width: number, field: string): Uint8Array {
  return concat(new Uint8Array(32 - width), uintBytes(value, width, field));
}
