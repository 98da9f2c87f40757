import { createCipheriv, createDecipheriv, createSecretKey, hash, randomBytes } from 'node:crypto';

/** What a sealed value belongs to. Opening it for anything else fails. */
export interface SealContext {
  readonly organisationId: string;
  /** What the value is for, a constant of the caller's: `owner-key`, `content-key`, … */
  readonly purpose: string;
}

export interface Sealer {
  /** @returns version (1) ‖ key id (8) ‖ nonce (12) ‖ ciphertext ‖ tag (16): 37 bytes more than the plain value. */
  seal(plain: Uint8Array, context: SealContext): Uint8Array;
  /** @throws SealError when it was sealed for another context, under an unknown key, or was altered. */
  open(sealed: Uint8Array, context: SealContext): Uint8Array;
  /** Whether the value is sealed under the current key; after a rotation, those that are not are sealed anew. */
  isCurrent(sealed: Uint8Array): boolean;
  /** Names the current key in logs and in the database; tells nothing about it. 16 hexadecimal digits. */
  readonly keyId: string;
}

export class SealError extends Error {
  readonly code: 'malformed' | 'unknown_key' | 'not_authentic';
  constructor(code: SealError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SealError';
    this.code = code;
  }
}

const VERSION = 1;
const KEY_BYTES = 32;
const KEY_ID_BYTES = 8;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + KEY_ID_BYTES;
const CIPHERTEXT_AT = HEADER_BYTES + NONCE_BYTES;

/**
 * Seals small secrets (keys, salts) under a master key: AES-256-GCM with a random nonce, which NIST SP 800-38D
 * allows for 2³² values a key. Header and context are the associated data.
 * @param masterKey 32 bytes; values are sealed under this one.
 * @param earlierKeys master keys of before, for opening only.
 */
export function createSealer(masterKey: Uint8Array, earlierKeys: readonly Uint8Array[] = []): Sealer {
  const keys = new Map([masterKey, ...earlierKeys].map((key) => [keyIdOf(key), createSecretKey(key)]));
  const keyId = keyIdOf(masterKey);
  const current = createSecretKey(masterKey);
  const header = Buffer.from([VERSION, ...Buffer.from(keyId, 'hex')]);

  return {
    keyId,
    seal(plain, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', current, nonce).setAAD(associatedData(header, context));
      return Buffer.concat([header, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
      if (bytes.length < CIPHERTEXT_AT + TAG_BYTES || bytes[0] !== VERSION) {
        throw new SealError('malformed', 'This is not a sealed value of version 1.');
      }
      const id = bytes.toString('hex', 1, HEADER_BYTES);
      const key = keys.get(id);
      if (key === undefined)
        throw new SealError('unknown_key', `Sealed under master key ${id}, which is not here.`);
      const tagAt = bytes.length - TAG_BYTES;
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(HEADER_BYTES, CIPHERTEXT_AT), {
        authTagLength: TAG_BYTES,
      });
      decipher
        .setAAD(associatedData(bytes.subarray(0, HEADER_BYTES), context))
        .setAuthTag(bytes.subarray(tagAt));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(CIPHERTEXT_AT, tagAt)), decipher.final()]);
      } catch (cause) {
        throw new SealError('not_authentic', 'Sealed for something else, or altered.', { cause });
      }
    },
    isCurrent: (sealed) => Buffer.compare(sealed.subarray(0, HEADER_BYTES), header) === 0,
  };
}

function keyIdOf(key: Uint8Array): string {
  if (key.length !== KEY_BYTES)
    throw new RangeError(`A master key has ${KEY_BYTES} bytes, this one ${key.length}.`);
  const named = Buffer.concat([Buffer.from('openpouch master key id\0'), key]);
  return hash('sha256', named).slice(0, 2 * KEY_ID_BYTES);
}

/** Each part with its length before it: no two contexts give the same bytes. */
function associatedData(header: Uint8Array, { organisationId, purpose }: SealContext): Buffer {
  const parts = [header, Buffer.from(organisationId), Buffer.from(purpose)];
  return Buffer.concat(
    parts.flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(part.length);
      return [length, part];
    }),
  );
}
