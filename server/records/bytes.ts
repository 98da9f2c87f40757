import type { Hex } from '../../core/bytes.ts';
import { NodeHash } from '../../core/ids.ts';

/** The database holds bytes, the protocol's functions take hex. */
export const toBytes = (hex: Hex): Buffer => Buffer.from(hex.slice(2), 'hex');
export const hexOf = (bytes: Uint8Array): Hex =>
  `0x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')}`;

/** An audit path is stored as its nodes of 32 bytes, one after the other. */
export const nodesOf = (path: Buffer): NodeHash[] =>
  Array.from({ length: path.length / 32 }, (_, n) => NodeHash.of(path.subarray(n * 32, n * 32 + 32)));
