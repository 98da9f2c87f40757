import type { Hex } from '../../core/bytes.ts';

/** The database holds bytes, the protocol's functions take hex. */
export const toBytes = (hex: Hex): Buffer => Buffer.from(hex.slice(2), 'hex');
export const hexOf = (bytes: Uint8Array): Hex =>
  `0x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')}`;
