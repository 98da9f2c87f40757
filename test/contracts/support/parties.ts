import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  sign as signBytes,
} from 'node:crypto';
import {
  AbiCoder,
  concat,
  dataSlice,
  getBytes,
  hexlify,
  keccak256,
  SigningKey,
  toBeHex,
  Wallet,
} from 'ethers';

/** Who can own, receive or issue: an ERC-7913 signer and how it signs a 32-byte digest. Bytes as 0x-hex. */
export interface Party {
  readonly signer: string;
  readonly signerId: string;
  sign(digest: string): string;
}

export interface Verifiers {
  readonly es256: string;
  readonly webAuthn: string;
  readonly rsa: string;
}

/** Order of the group of P-256 (FIPS 186-5). */
export const P256_N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

const abi = AbiCoder.defaultAbiCoder();
const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const fromBase64url = (text = '') => hexlify(Buffer.from(text, 'base64url'));

export const signerIdOf = (signer: string) => dataSlice(keccak256(signer), 0, 24);
const party = (signer: string, sign: (digest: string) => string): Party => ({
  signer: signer.toLowerCase(),
  signerId: signerIdOf(signer),
  sign,
});

/** A P-256 key that signs as WebCrypto and ES256 hardware do: over SHA-256(digest), made low-s. */
export function es256Party(verifiers: Verifiers, privateKey = newP256Key()): Party {
  return party(concat([verifiers.es256, publicPoint(privateKey)]), (digest) =>
    lowS(p256Sign(privateKey, getBytes(digest))),
  );
}

/** An account that signs by ECDSA over the digest. */
export function accountParty(privateKey = Wallet.createRandom().privateKey): Party {
  const key = new SigningKey(privateKey);
  return party(new Wallet(privateKey).address, (digest) => key.sign(digest).serialized);
}

/** What a passkey may answer otherwise than it should. */
export interface AssertionFaults {
  readonly flags?: number;
  readonly type?: string;
  readonly challenge?: string;
}

/** A passkey: the authenticator signs its data and the client data whose challenge is the digest. */
export function webAuthnParty(verifiers: Verifiers, faults: AssertionFaults = {}): Party {
  const privateKey = newP256Key();
  return party(concat([verifiers.webAuthn, publicPoint(privateKey)]), (digest) => {
    const challenge = base64url(getBytes(faults.challenge ?? digest));
    const clientData = `{"type":"${faults.type ?? 'webauthn.get'}","challenge":"${challenge}","origin":"https://pouch.example"}`;
    const rpIdHash = createHash('sha256').update('pouch.example').digest();
    // Flags: user present, user verified (W3C WebAuthn, section 6.1); then a counter of four bytes.
    const authenticatorData = Buffer.concat([rpIdHash, Buffer.from([faults.flags ?? 0x05, 0, 0, 0, 1])]);
    const clientDataHash = createHash('sha256').update(clientData).digest();
    const signature = lowS(p256Sign(privateKey, Buffer.concat([authenticatorData, clientDataHash])));
    return abi.encode(
      ['bytes32', 'bytes32', 'uint256', 'uint256', 'bytes', 'string'],
      [
        dataSlice(signature, 0, 32),
        dataSlice(signature, 32, 64),
        clientData.indexOf('"challenge"'),
        clientData.indexOf('"type"'),
        authenticatorData,
        clientData,
      ],
    );
  });
}

/** An RSA key that signs PKCS#1 v1.5 with SHA-256 over the digest. */
export function rsaParty(verifiers: Verifiers, modulusLength = 2048, publicExponent = 65537): Party {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength, publicExponent });
  const { e, n } = publicKey.export({ format: 'jwk' });
  const key = abi.encode(['bytes', 'bytes'], [fromBase64url(e), fromBase64url(n)]);
  return party(concat([verifiers.rsa, key]), (digest) =>
    hexlify(signBytes('sha256', getBytes(digest), privateKey)),
  );
}

export const newP256Key = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

/** The P-256 key of a JWK (test/vectors/typed-data.json). */
export const p256Key = (jwk: { d: string; x: string; y: string }): KeyObject =>
  createPrivateKey({ key: { kty: 'EC', crv: 'P-256', ...jwk }, format: 'jwk' });

/** `x ‖ y` of a P-256 key. */
export function publicPoint(privateKey: KeyObject): string {
  const { x, y } = privateKey.export({ format: 'jwk' });
  return concat([fromBase64url(x), fromBase64url(y)]);
}

const p256Sign = (key: KeyObject, message: Uint8Array): string =>
  hexlify(signBytes('sha256', message, { key, dsaEncoding: 'ieee-p1363' }));

const halves = (signature: string): [string, bigint] => [
  dataSlice(signature, 0, 32),
  BigInt(dataSlice(signature, 32, 64)),
];

/** `r ‖ s` with the smaller of s and n − s. */
export function lowS(signature: string): string {
  const [r, s] = halves(signature);
  return concat([r, toBeHex(s > P256_N / 2n ? P256_N - s : s, 32)]);
}

/** `r ‖ s` with the larger of the two: the same signature to most libraries, refused here. */
export function highS(signature: string): string {
  const [r, s] = halves(signature);
  return concat([r, toBeHex(s > P256_N / 2n ? s : P256_N - s, 32)]);
}
