import { hash } from 'node:crypto';
import type { Sha256 } from '../../core/hashing.ts';

/** Node's own SHA-256. By way of text: a buffer of its own for each digest takes longer than the hashing does. */
export const sha256: Sha256 = Object.assign(
  (bytes: Uint8Array) => Buffer.from(hash('sha256', bytes, 'binary'), 'binary'),
  { ofText: (text: string) => hash('sha256', text, 'base64url') },
);
