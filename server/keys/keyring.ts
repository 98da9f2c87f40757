import { createECDH, createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { type Es256Signer, publicJwk } from '../../core/es256.ts';
import type { SignerId } from '../../core/ids.ts';
import { type EcPublicJwk, signerIdOfJwk, type Verifiers } from '../../core/signer.ts';
import type { KeyPurpose } from '../database/tables.ts';
import type { Sealer } from './sealing.ts';
import { newId, seedOfKey, signatureFromHolder, signatureMadeHere } from './signing-session.ts';

/** A new P-256 pair in custody: the private half leaves this module sealed only. */
export interface CustodialKey {
  readonly id: string;
  readonly organisationId: string;
  readonly purpose: KeyPurpose;
  readonly jwk: EcPublicJwk;
  readonly signerId: SignerId;
  readonly sealedPrivate: Uint8Array;
}

/** What of a stored key is needed to use it. */
export interface StoredKey {
  readonly id: string;
  readonly organisationId: string;
  readonly purpose: KeyPurpose;
  readonly jwk: EcPublicJwk;
  /** Null: its organisation holds it itself. */
  readonly sealedPrivate: Uint8Array | null;
  /** Of such a key: who has it. */
  readonly holderId?: string | null;
}

export interface Keyring {
  generate(organisationId: string, purpose: KeyPurpose): CustodialKey;
  /**
   * Signs for the key's organisation: custody is a matter of trust, the trail names whose wish it was. For a key that
   * the organisation holds itself it asks for the signature (signing-session.ts).
   */
  signer(key: StoredKey): Es256Signer;
  /** For unwrapping content keys (ECDH-ES): a decryption key. */
  privateKey(key: StoredKey): KeyObject;
}

/** In an act that is run again it is the same key in each run: what is signed names it. */
function newPrivateKey(): KeyObject {
  const seed = seedOfKey();
  if (seed === undefined) return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const pair = createECDH('prime256v1');
  // Throws for a number that is no key, which of 2^32 seeds one is: the act is begun again then.
  pair.setPrivateKey(seed);
  const point = pair.getPublicKey();
  const part = (from: number): string => point.subarray(from, from + 32).toString('base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    d: Buffer.from(seed).toString('base64url'),
    x: part(1),
    y: part(33),
  };
  return createPrivateKey({ key: jwk, format: 'jwk' });
}

/** Opened keys are kept for as long as they are among the last used: opening one costs as much as signing. */
const openedMax = 500;

export function createKeyring(sealer: Sealer, verifiers: Verifiers): Keyring {
  const opened = new Map<string, KeyObject>();

  const open = (key: StoredKey): KeyObject => {
    const known = opened.get(key.id);
    if (known !== undefined) return known;
    if (key.sealedPrivate === null) throw new Error(`The key ${key.id} is not here.`);
    const der = sealer.open(key.sealedPrivate, { organisationId: key.organisationId, purpose: key.purpose });
    const privateKey = createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' });
    // An owner key signs once or twice in its life: it is not worth remembering.
    if (key.purpose !== 'owner') {
      if (opened.size >= openedMax) opened.delete(opened.keys().next().value ?? '');
      opened.set(key.id, privateKey);
    }
    return privateKey;
  };

  return {
    generate(organisationId, purpose) {
      const privateKey = newPrivateKey();
      const { x = '', y = '' } = privateKey.export({ format: 'jwk' });
      const jwk = publicJwk({ x, y });
      const der = privateKey.export({ format: 'der', type: 'pkcs8' });
      return {
        id: newId(),
        organisationId,
        purpose,
        jwk,
        signerId: signerIdOfJwk(jwk, verifiers),
        sealedPrivate: sealer.seal(der, { organisationId, purpose }),
      };
    },
    signer(key) {
      const { id, organisationId, purpose, holderId } = key;
      if (key.sealedPrivate === null) {
        if (holderId == null || (purpose !== 'identity' && purpose !== 'owner'))
          throw new Error(`A ${purpose} key is held here.`);
        const held = { id, organisationId, holderId, purpose, jwk: publicJwk(key.jwk) };
        return { jwk: publicJwk(key.jwk), sign: (message) => signatureFromHolder(held, message) };
      }
      const privateKey = open(key);
      return {
        jwk: publicJwk(key.jwk),
        sign: (message) =>
          signatureMadeHere(id, message, () =>
            sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
          ),
      };
    },
    privateKey: open,
  };
}
