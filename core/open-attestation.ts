import { concat, fromHex, type Hex, toHex, utf8 } from './bytes.ts';
import { keccak256 } from './hashing.ts';
import type { Address } from './ids.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/**
 * OpenAttestation v2, as tt-verify 9.7.2 checks it: documents whose every value is salted, in batches under one root
 * that a document store knows. https://schema.openattestation.com/2.0/schema.json
 */
export interface OpenAttestation {
  readonly version: typeof SCHEMA;
  /** The document, each value as `salt:type:value`. */
  readonly data: Json;
  /** Hashes of values that were taken out of `data`, without 0x. */
  readonly privacy?: { readonly obfuscatedData: readonly string[] };
  /** Hex without 0x. */
  readonly signature: {
    readonly type: 'SHA3MerkleProof';
    readonly targetHash: string;
    readonly proof: readonly string[];
    readonly merkleRoot: string;
  };
}

/** Who issues it: the chamber's store, and the domain whose DNS record names that store. */
export interface StoreIssuer {
  readonly name: string;
  readonly documentStore: Address;
  readonly domain: string;
}

const SCHEMA = 'https://schema.openattestation.com/2.0/schema.json';

/** The member that tells a verifier whom to ask. */
export const issuersOf = ({ name, documentStore, domain }: StoreIssuer): Json => [
  { name, documentStore, identityProof: { type: 'DNS-TXT', location: domain } },
];

/** What stands in the TXT record of the domain, so that the store counts as its owner's. */
export const dnsRecordOf = (chainId: number, documentStore: Address): string =>
  `openatts net=ethereum netId=${chainId} addr=${documentStore}`;

/**
 * @param documents without empty lists or objects, and without dots in their members' names
 * @param newSalt a new random UUID v4 at each call: a value that is taken out must not be found by guessing
 * @returns each with its place in the batch, in their order
 * @throws RangeError without any document
 */
export function wrapDocuments(documents: readonly Json[], newSalt: () => string): OpenAttestation[] {
  const salted = documents.map((document) => saltEach(document, newSalt));
  const targets = salted.map((data) => keccak256(utf8(JSON.stringify(leavesOf(data).toSorted()))));
  const layers = layersOf(targets);
  const [root] = layers.at(-1) ?? [];
  if (root === undefined) throw new RangeError('expected at least one document');
  return salted.map((data, index) => {
    const target = bare(targets[index] ?? root);
    return {
      version: SCHEMA,
      data,
      signature: {
        type: 'SHA3MerkleProof',
        targetHash: target,
        proof: pathOf(layers, target),
        merkleRoot: bare(root),
      },
    };
  });
}

/** The document's hash and its batch's root, as the chain takes them. */
export const hashesOf = ({ signature }: OpenAttestation): { targetHash: Hex; merkleRoot: Hex } => ({
  targetHash: `0x${signature.targetHash}`,
  merkleRoot: `0x${signature.merkleRoot}`,
});

function saltEach(value: Json, newSalt: () => string): Json {
  if (Array.isArray(value)) return value.map((item) => saltEach(item, newSalt));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, it]) => [name, saltEach(it, newSalt)]));
  }
  return `${newSalt()}:${value === null ? 'null' : typeof value}:${value}`;
}

/** The hash of each salted value with its path: `{"goods.0.origin":"…"}`. */
function leavesOf(value: Json, path = ''): string[] {
  if (typeof value !== 'object' || value === null) {
    return [bare(keccak256(utf8(JSON.stringify({ [path]: value }))))];
  }
  return Object.entries(value).flatMap(([name, it]) => leavesOf(it, path === '' ? name : `${path}.${name}`));
}

const bare = (bytes: Uint8Array): string => toHex(bytes).slice(2);

/** From the sorted leaves, each once, to the root. A pair is hashed in order of value; who has no pair moves up. */
function layersOf(leaves: readonly Uint8Array[]): Uint8Array[][] {
  const sorted = [...new Set(leaves.map(toHex))].sort().map((leaf) => fromHex(leaf) as Uint8Array);
  const layers = [sorted];
  for (let layer = sorted; layer.length > 1; ) {
    const below = layer;
    layer = below.flatMap((node, index) => (index % 2 === 0 ? [parentOf(node, below[index + 1])] : []));
    layers.push(layer);
  }
  return layers;
}

function parentOf(left: Uint8Array, right: Uint8Array | undefined): Uint8Array {
  if (right === undefined) return left;
  const [smaller, greater] = toHex(left) < toHex(right) ? [left, right] : [right, left];
  return keccak256(concat(smaller, greater));
}

function pathOf(layers: readonly Uint8Array[][], leaf: string): string[] {
  let index = layers[0]?.findIndex((it) => bare(it) === leaf) ?? -1;
  const path: string[] = [];
  for (const layer of layers) {
    const sibling = layer[index ^ 1];
    if (sibling !== undefined) path.push(bare(sibling));
    index >>= 1;
  }
  return path;
}
