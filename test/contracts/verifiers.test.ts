import { constants, generateKeyPairSync, privateEncrypt } from 'node:crypto';
import { expect } from 'chai';
import { AbiCoder, concat, dataLength, dataSlice, getBytes, sha256, toBeHex, ZeroHash } from 'ethers';
import { unique32 } from './support/acts.ts';
import { type Chain, openChain } from './support/chain.ts';
import {
  type AssertionFaults,
  es256Party,
  highS,
  P256_N,
  type Party,
  rsaParty,
  webAuthnParty,
} from './support/parties.ts';

const VALID = '0x024ad318';
const INVALID = '0xffffffff';
const abi = AbiCoder.defaultAbiCoder();

describe('ERC-7913 verifiers', () => {
  let chain: Chain;
  before(async () => {
    chain = await openChain();
  });
  const keyOf = ({ signer }: Party) => dataSlice(signer, 20);

  describe('ES256Verifier', () => {
    const verify = (key: string, hash: string, signature: string) =>
      chain.contracts.es256.verify(key, hash, signature);

    it('accepts what WebCrypto signs: P-256 over SHA-256 of the digest, with a low s', async () => {
      const party = es256Party(chain.verifiers);
      const digest = unique32();
      expect(await verify(keyOf(party), digest, party.sign(digest))).to.equal(VALID);
    });

    it('refuses another digest, another key, the high s and r or s out of range', async () => {
      const party = es256Party(chain.verifiers);
      const digest = unique32();
      const signature = party.sign(digest);
      const [r, s] = [dataSlice(signature, 0, 32), dataSlice(signature, 32)];
      expect(await verify(keyOf(party), unique32(), signature)).to.equal(INVALID);
      expect(await verify(keyOf(es256Party(chain.verifiers)), digest, signature)).to.equal(INVALID);
      const n = toBeHex(P256_N, 32);
      for (const other of [highS(signature), concat([ZeroHash, s]), concat([r, ZeroHash]), concat([n, s])]) {
        expect(await verify(keyOf(party), digest, other)).to.equal(INVALID);
      }
    });

    it('refuses a point that is not on the curve', async () => {
      const party = es256Party(chain.verifiers);
      const digest = unique32();
      const offCurve = concat([dataSlice(keyOf(party), 0, 32), unique32()]);
      expect(await verify(offCurve, digest, party.sign(digest))).to.equal(INVALID);
      expect(await verify(concat([ZeroHash, ZeroHash]), digest, party.sign(digest))).to.equal(INVALID);
    });

    it('refuses keys and signatures of another length, without reverting', async () => {
      const party = es256Party(chain.verifiers);
      const digest = unique32();
      const [key, signature] = [keyOf(party), party.sign(digest)];
      for (const other of ['0x', dataSlice(key, 0, 63), `${key}00`]) {
        expect(await verify(other, digest, signature)).to.equal(INVALID);
      }
      for (const other of ['0x', dataSlice(signature, 0, 63), `${signature}00`]) {
        expect(await verify(key, digest, other)).to.equal(INVALID);
      }
    });
  });

  describe('WebAuthnVerifier', () => {
    const answer = async (faults: AssertionFaults = {}, digest = unique32()) => {
      const party = webAuthnParty(chain.verifiers, faults);
      return chain.contracts.webAuthn.verify(keyOf(party), digest, party.sign(digest));
    };

    it('accepts an assertion over the digest by a present, verified user', async () => {
      expect(await answer()).to.equal(VALID);
    });

    it('refuses another challenge, a registration, an absent and an unverified user', async () => {
      expect(await answer({ challenge: unique32() })).to.equal(INVALID);
      expect(await answer({ type: 'webauthn.create' })).to.equal(INVALID);
      expect(await answer({ flags: 0x04 })).to.equal(INVALID);
      expect(await answer({ flags: 0x01 })).to.equal(INVALID);
    });

    it('refuses what is no assertion, without reverting', async () => {
      const party = webAuthnParty(chain.verifiers);
      const digest = unique32();
      for (const signature of ['0x', unique32(), dataSlice(party.sign(digest), 0, 200)]) {
        expect(await chain.contracts.webAuthn.verify(keyOf(party), digest, signature)).to.equal(INVALID);
      }
    });
  });

  describe('RSAVerifier', () => {
    const verify = (key: string, hash: string, signature: string) =>
      chain.contracts.rsa.verify(key, hash, signature);
    const answer = async (party: Party, digest = unique32()) =>
      verify(keyOf(party), digest, party.sign(digest));

    it('accepts keys of 2,048 to 8,192 bits', async () => {
      expect(await answer(rsaParty(chain.verifiers))).to.equal(VALID);
      expect(await answer(rsaParty(chain.verifiers, 2056))).to.equal(VALID);
      expect(await answer(rsaParty(chain.verifiers, 4096))).to.equal(VALID);
    });

    it('refuses another digest and another exponent than 65537', async () => {
      const party = rsaParty(chain.verifiers);
      const digest = unique32();
      expect(await verify(keyOf(party), unique32(), party.sign(digest))).to.equal(INVALID);
      expect(await answer(rsaParty(chain.verifiers, 2048, 3))).to.equal(INVALID);
    });

    it('refuses smaller keys, even padded', async () => {
      const small = rsaParty(chain.verifiers, 1024);
      expect(await answer(small)).to.equal(INVALID);
      expect(await answer(rsaParty(chain.verifiers, 2047))).to.equal(INVALID);
      const [e, n] = abi.decode(['bytes', 'bytes'], keyOf(small));
      const padded = abi.encode(['bytes', 'bytes'], [e, concat([new Uint8Array(128), n])]);
      const digest = unique32();
      expect(await verify(padded, digest, concat([new Uint8Array(128), small.sign(digest)]))).to.equal(
        INVALID,
      );
    });

    it('refuses a modulus that the precompile does not take, without burning the gas it is given', async () => {
      const key = abi.encode(['bytes', 'bytes'], ['0x010001', `0xff${'ff'.repeat(1024)}`]);
      const call = await chain.contracts.rsa.verify.populateTransaction(
        key,
        unique32(),
        `0x${'01'.repeat(1025)}`,
      );
      const gas = await chain.ethers.provider.estimateGas({ ...call, from: chain.accounts.stranger.address });
      expect(await verify(key, unique32(), `0x${'01'.repeat(1025)}`)).to.equal(INVALID);
      expect(gas).to.be.lessThan(200_000n);
    });

    it('takes one encoding of a key alone: a second would be a second signer id', async () => {
      const party = rsaParty(chain.verifiers);
      const digest = unique32();
      const signature = party.sign(digest);
      const [e, n] = abi.decode(['bytes', 'bytes'], keyOf(party));
      const encodings = [
        `${keyOf(party)}00`,
        abi.encode(['bytes', 'bytes'], [`0x00${e.slice(2)}`, n]),
        abi.encode(['bytes', 'bytes'], [e, `0x00${n.slice(2)}`]),
        // The two parts in the other order, their offsets swapped to match.
        swapped(e, n),
      ];
      for (const encoding of encodings) expect(await verify(encoding, digest, signature)).to.equal(INVALID);
      expect(await verify(keyOf(party), digest, signature)).to.equal(VALID);
    });

    it('takes no modulus with a leading zero, not even with a signature made to fit it', async () => {
      const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const { n = '' } = publicKey.export({ format: 'jwk' });
      const digest = unique32();
      // RFC 8017, section 9.2, for 257 bytes instead of 256: its first byte is zero and left out.
      const digestInfo = concat(['0x3031300d060960864801650304020105000420', sha256(digest)]);
      const padding = new Uint8Array(257 - 3 - dataLength(digestInfo)).fill(0xff);
      const message = getBytes(concat(['0x01', padding, '0x00', digestInfo]));
      const signature = privateEncrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, message);
      const key = abi.encode(['bytes', 'bytes'], ['0x010001', concat(['0x00', Buffer.from(n, 'base64url')])]);
      expect(await verify(key, digest, concat(['0x00', signature]))).to.equal(INVALID);
    });

    it('reverts on a key that is not ABI-encoded, which ERC-7913 callers take for invalid', async () => {
      let reverted = false;
      await verify('0x1234', unique32(), '0x').catch(() => {
        reverted = true;
      });
      expect(reverted).to.equal(true);
    });
  });
});

/** `abi.encode(e, n)` with n before e: other bytes, the same values. */
function swapped(e: string, n: string): string {
  const word = (value: number) => toBeHex(value, 32);
  const tail = (bytes: string) =>
    concat([word(dataLength(bytes)), bytes, new Uint8Array((32 - (dataLength(bytes) % 32)) % 32)]);
  const offsetOfN = 64;
  return concat([word(offsetOfN + dataLength(tail(n))), word(offsetOfN), tail(n), tail(e)]);
}
