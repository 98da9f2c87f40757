import { expect } from 'chai';
import { z } from 'zod';
import { fromHex, toHex } from '../../../core/bytes.ts';
import { verifyDigest } from '../../../core/es256.ts';
import { Address, Commitment, Digest, RecordId, SignerId, ZERO_32 } from '../../../core/ids.ts';
import { signerBytes, signerFromJwk, signerIdOfBytes } from '../../../core/signer.ts';
import * as typedData from '../../../core/typed-data.ts';
import { readVectors } from './vectors.ts';

const hex = z.templateLiteral(['0x', z.string()]);
/** The vectors hold the codes of the chain; core has names for them. */
const codeOf = <Name extends string>(codes: Readonly<Record<Name, number>>) =>
  z.number().transform((code): Name => {
    const name = (Object.keys(codes) as Name[]).find((it) => codes[it] === code);
    if (name === undefined) throw new Error(`no name for code ${code}`);
    return name;
  });
const jwkSchema = z.object({ crv: z.literal('P-256'), kty: z.literal('EC'), x: z.string(), y: z.string() });
const handoverSchema = z.object({
  recordId: RecordId.schema,
  sequence: z.number(),
  from: SignerId.schema,
  to: SignerId.schema,
  content: hex,
  deadline: z.number(),
});
const signed = { digest: Digest.schema, signatures: z.record(z.string(), hex).default({}) };
const revocationSchema = z.object({
  ...signed,
  message: z.object({
    recordId: RecordId.schema,
    reason: codeOf(typedData.REVOCATION_REASONS),
    successor: RecordId.schema.transform((it) => (it === ZERO_32 ? null : it)),
  }),
});

const vectors = z
  .object({
    domain: z.object({ chainId: z.number(), verifyingContract: Address.schema }),
    verifiers: z.object({ es256: Address.schema, webAuthn: Address.schema, rsa: Address.schema }),
    keys: z.record(
      z.string(),
      z.object({ jwk: jwkSchema.optional(), signer: hex, signerId: SignerId.schema }),
    ),
    otherSigners: z.array(
      z.object({ kind: z.enum(['webauthn', 'rsa']), signer: hex, signerId: SignerId.schema }),
    ),
    records: z.array(
      z.object({
        genesis: z.object({
          kind: codeOf(typedData.RECORD_KINDS),
          issuer: SignerId.schema,
          firstOwner: SignerId.schema,
          content: Commitment.schema,
        }),
        recordId: RecordId.schema,
        recordIdOnChain5124: RecordId.schema,
      }),
    ),
    handover: z.object({ ...signed, message: handoverSchema, refused: z.object({ highS: hex }) }),
    group: z.object({ ...signed, messages: z.array(handoverSchema) }),
    closing: z.object({
      ...signed,
      message: z.object({
        recordId: RecordId.schema,
        sequence: z.number(),
        reason: codeOf(typedData.CLOSING_REASONS),
        content: hex,
        deadline: z.number(),
      }),
    }),
    revocation: revocationSchema,
    withoutSuccessor: revocationSchema,
  })
  .parse(readVectors('typed-data'));

const { chainId, verifyingContract } = vectors.domain;
const domain = typedData.registryDomain(chainId, verifyingContract);
const { es256, webAuthn, rsa } = vectors.verifiers;
const verifiers = { es256, webauthn: webAuthn, rsa };

/** What the contracts' tests execute on a chain, core makes and accepts. */
describe('vectors of typed data', () => {
  it('has the record ids, on either chain', () => {
    const elsewhere = typedData.registryDomain(5124, verifyingContract);
    for (const { genesis, recordId, recordIdOnChain5124 } of vectors.records) {
      expect(typedData.recordId(domain, genesis)).to.equal(recordId);
      expect(typedData.recordId(elsewhere, genesis)).to.equal(recordIdOnChain5124);
    }
  });

  it('has the digests', () => {
    const { handover, group, closing, revocation, withoutSuccessor } = vectors;
    expect(typedData.handoverDigest(domain, handover.message)).to.equal(handover.digest);
    expect(typedData.handoversDigest(domain, group.messages)).to.equal(group.digest);
    expect(typedData.closingDigest(domain, closing.message)).to.equal(closing.digest);
    expect(typedData.revocationDigest(domain, revocation.message)).to.equal(revocation.digest);
    expect(typedData.revocationDigest(domain, withoutSuccessor.message)).to.equal(withoutSuccessor.digest);
  });

  it('has the signers and their ids', () => {
    for (const { jwk, signer, signerId } of Object.values(vectors.keys)) {
      const made = signerBytes(
        jwk === undefined ? { kind: 'account', address: Address.parse(signer) } : signerFromJwk(jwk),
        verifiers,
      );
      expect(toHex(made)).to.equal(signer);
      expect(signerIdOfBytes(made)).to.equal(signerId);
    }
    for (const { kind, signer, signerId } of vectors.otherSigners) {
      const key = fromHex(signer).subarray(20);
      const made = signerBytes(
        kind === 'webauthn'
          ? { kind, x: toHex(key.subarray(0, 32)), y: toHex(key.subarray(32)) }
          : // Two offsets, length and value of e, length of n, then n.
            { kind, n: toHex(key.subarray(5 * 32, 5 * 32 + 256)) },
        verifiers,
      );
      expect(toHex(made)).to.equal(signer);
      expect(signerIdOfBytes(made)).to.equal(signerId);
    }
  });

  it('has the ES256 signatures, and refuses the one with high s', async () => {
    let checked = 0;
    for (const { digest, signatures } of [vectors.handover, vectors.group, vectors.revocation]) {
      for (const [name, signature] of Object.entries(signatures)) {
        const jwk = vectors.keys[name]?.jwk;
        if (jwk === undefined) continue;
        expect(await verifyDigest(jwk, digest, fromHex(signature)), name).to.equal(true);
        checked++;
      }
    }
    expect(checked).to.equal(5);
    const { digest, refused } = vectors.handover;
    const jwk = vectors.keys['owner']?.jwk;
    if (jwk === undefined) throw new Error('vector without the owner');
    expect(await verifyDigest(jwk, digest, fromHex(refused.highS))).to.equal(false);
  });
});
