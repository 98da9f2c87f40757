import { expect } from 'chai';
import { AbiCoder, concat as concatHex, keccak256, TypedDataEncoder } from 'ethers';
import fc from 'fast-check';
import { fromHex, type Hex, toHex } from '../../../core/bytes.ts';
import { Address, Commitment, EntryHash, RecordId, SignerId, ZERO_32 } from '../../../core/ids.ts';
import { MalformedError } from '../../../core/malformed.ts';
import { jwkFromSigner, signerBytes, signerFromJwk, signerId } from '../../../core/signer.ts';
import * as typedData from '../../../core/typed-data.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const uint48 = fc.integer({ min: 0, max: 2 ** 48 - 1 });
const domainArbitrary = fc
  .tuple(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), bytes(20))
  .map(([chainId, address]) => typedData.registryDomain(chainId, Address.of(address)));
const signerArbitrary = bytes(24).map((it) => SignerId.of(it));
const wordArbitrary = bytes(32).map((it) => toHex(it));
const recordArbitrary = bytes(32).map((it) => RecordId.of(it));
const handoverArbitrary = fc.record({
  recordId: recordArbitrary,
  sequence: uint48,
  from: signerArbitrary,
  to: signerArbitrary,
  content: wordArbitrary,
  deadline: uint48,
});

function byEthers(
  domain: typedData.RegistryDomain,
  names: readonly (keyof typeof typedData.TYPES)[],
  value: object,
) {
  const types = Object.fromEntries(names.map((name) => [name, [...typedData.TYPES[name]]]));
  return TypedDataEncoder.hash(typedData.walletDomain(domain), types, value);
}

const keyOf = <T extends object>(codes: T) => fc.constantFrom(...(Object.keys(codes) as (keyof T)[]));

describe('typed data', () => {
  it("hashes a genesis as ethers' TypedDataEncoder does", () => {
    const genesis = fc.record({
      kind: keyOf(typedData.RECORD_KINDS),
      issuer: signerArbitrary,
      firstOwner: signerArbitrary,
      content: bytes(32).map((it) => Commitment.of(it)),
    });
    fc.assert(
      fc.property(domainArbitrary, genesis, (domain, value) => {
        const expected = byEthers(domain, ['Genesis'], {
          ...value,
          kind: typedData.RECORD_KINDS[value.kind],
        });
        expect(typedData.recordId(domain, value)).to.equal(expected);
      }),
      { numRuns: 50 },
    );
  });

  it('hashes handovers and groups as ethers does', () => {
    fc.assert(
      fc.property(
        domainArbitrary,
        fc.array(handoverArbitrary, { minLength: 2, maxLength: 4 }),
        (domain, handovers) => {
          const [first] = handovers;
          if (first === undefined) throw new Error('empty');
          const single = byEthers(domain, ['Handover'], first);
          expect(typedData.handoverDigest(domain, first)).to.equal(single);
          expect(typedData.handoversDigest(domain, [first])).to.equal(single);
          const group = byEthers(domain, ['HandoverGroup', 'Handover'], { handovers });
          expect(typedData.handoverGroupDigest(domain, handovers)).to.equal(group);
          expect(typedData.handoversDigest(domain, handovers)).to.equal(group);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('hashes closings and revocations as ethers does', () => {
    const closingArbitrary = fc.record({
      recordId: recordArbitrary,
      sequence: uint48,
      reason: keyOf(typedData.CLOSING_REASONS),
      content: wordArbitrary,
      deadline: uint48,
    });
    const revocationArbitrary = fc.record({
      recordId: recordArbitrary,
      reason: keyOf(typedData.REVOCATION_REASONS),
      successor: fc.option(recordArbitrary),
    });
    fc.assert(
      fc.property(domainArbitrary, closingArbitrary, revocationArbitrary, (domain, closing, revocation) => {
        expect(typedData.closingDigest(domain, closing)).to.equal(
          byEthers(domain, ['Closing'], { ...closing, reason: typedData.CLOSING_REASONS[closing.reason] }),
        );
        expect(typedData.revocationDigest(domain, revocation)).to.equal(
          byEthers(domain, ['Revocation'], {
            ...revocation,
            reason: typedData.REVOCATION_REASONS[revocation.reason],
            successor: revocation.successor ?? ZERO_32,
          }),
        );
      }),
      { numRuns: 50 },
    );
  });

  const domain = typedData.registryDomain(5124, Address.of(new Uint8Array(20).fill(1)));
  const handover: typedData.Handover = {
    recordId: RecordId.of(new Uint8Array(32).fill(2)),
    sequence: 0,
    from: SignerId.of(new Uint8Array(24).fill(3)),
    to: SignerId.of(new Uint8Array(24).fill(4)),
    content: toHex(new Uint8Array(32).fill(5)),
    deadline: 1_762_000_000,
  };

  it('differs with the chain and with the contract', () => {
    const digests = [
      domain,
      typedData.registryDomain(5125, domain.verifyingContract),
      typedData.registryDomain(5124, Address.of(new Uint8Array(20).fill(9))),
    ].map((it) => typedData.handoverDigest(it, handover));
    expect(new Set(digests).size).to.equal(3);
  });

  it('refuses a sequence beyond 48 bits, short words, and a group of one', () => {
    const refused = (change: Partial<typedData.Handover>, field: string) =>
      expect(() => typedData.handoverDigest(domain, { ...handover, ...change }))
        .to.throw(MalformedError)
        .with.property('field', field);
    refused({ sequence: 2 ** 48 }, 'sequence');
    refused({ sequence: -1 }, 'sequence');
    refused({ deadline: 1.5 }, 'deadline');
    refused({ content: '0x00' }, 'content');
    expect(() => typedData.handoverGroupDigest(domain, [handover])).to.throw(MalformedError, 'handovers');
  });

  it('pins commitment and head in the content of a handover', () => {
    const content = Commitment.of(new Uint8Array(32).fill(6));
    const head = EntryHash.of(new Uint8Array(32).fill(7));
    // printf of 32 × 06 and 32 × 07, through sha256sum
    expect(typedData.pinnedContent(content, head)).to.equal(
      '0xed58de8420be1a4ba61f3491ec57aa5c4833562ca0330dbb11d1048611a1b829',
    );
  });
});

describe('signer', () => {
  const verifiers = {
    es256: Address.of(new Uint8Array(20).fill(0xe5)),
    webauthn: Address.of(new Uint8Array(20).fill(0xaa)),
    rsa: Address.of(new Uint8Array(20).fill(0x55)),
  };
  const point = { x: toHex(new Uint8Array(32).fill(1)), y: toHex(new Uint8Array(32).fill(2)) };

  it('puts the verifier before the key', () => {
    const es256 = toHex(signerBytes({ kind: 'es256', ...point }, verifiers));
    expect(es256).to.equal(concatHex([verifiers.es256, point.x, point.y]));
    const account = Address.of(new Uint8Array(20).fill(7));
    expect(toHex(signerBytes({ kind: 'account', address: account }, verifiers))).to.equal(account);
  });

  it('turns into a JWK and back', () => {
    const signer = { kind: 'es256', ...point } as const;
    expect(signerFromJwk(jwkFromSigner(signer))).to.deep.equal(signer);
    const account = { kind: 'account', address: verifiers.rsa } as const;
    expect(() => jwkFromSigner(account)).to.throw(MalformedError, 'P-256');
    const jwk = { ...jwkFromSigner(signer), x: 'AA' };
    expect(() => signerFromJwk(jwk))
      .to.throw(MalformedError)
      .with.property('field', 'jwk.x');
  });

  it('ABI-encodes an RSA key as ethers does', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 256, maxLength: 520 }), (modulus) => {
        modulus[0] = (modulus[0] ?? 0) | 0x80;
        const n = toHex(modulus);
        const key = AbiCoder.defaultAbiCoder().encode(['bytes', 'bytes'], ['0x010001', n]);
        expect(toHex(signerBytes({ kind: 'rsa', n }, verifiers))).to.equal(concatHex([verifiers.rsa, key]));
      }),
      { numRuns: 30 },
    );
  });

  it('has the leftmost 24 bytes of the Keccak hash for its id, another for each kind of key', () => {
    const signer = { kind: 'es256', ...point } as const;
    const expected = keccak256(signerBytes(signer, verifiers)).slice(0, 2 + 48);
    expect(signerId(signer, verifiers)).to.equal(expected);
    expect(signerId({ ...signer, kind: 'webauthn' }, verifiers)).to.not.equal(expected);
  });

  it('refuses coordinates of another length, a short modulus and one with leading zeros', () => {
    const refused = (signer: Parameters<typeof signerBytes>[0], field: string) =>
      expect(() => signerBytes(signer, verifiers))
        .to.throw(MalformedError)
        .with.property('field', field);
    refused({ kind: 'es256', ...point, x: '0x01' }, 'x');
    const modulus = (first: number, length: number): Hex =>
      toHex(Uint8Array.from({ length }, (_, index) => (index === 0 ? first : 1)));
    refused({ kind: 'rsa', n: modulus(0x80, 255) }, 'n');
    refused({ kind: 'rsa', n: modulus(0x7f, 256) }, 'n');
    refused({ kind: 'rsa', n: modulus(0x00, 257) }, 'n');
    expect(fromHex(modulus(0x01, 257))).to.have.length(257);
  });
});
