import { expect } from 'chai';
import { fromHex, type Hex } from '../../core/bytes.ts';
import { verifyDigest } from '../../core/es256.ts';
import { Address, Commitment, Digest, RecordId, SignerId } from '../../core/ids.ts';
import { signerFromJwk, signerId } from '../../core/signer.ts';
import * as core from '../../core/typed-data.ts';
import type { Genesis, Handover } from './support/typed-data.ts';
import { vectors } from './support/vectors.ts';

/** The word that stands for `code` in the core. */
function wordOf<T extends Record<string, number>>(codes: T, code: number): keyof T {
  const found = Object.entries(codes).find(([, it]) => it === code);
  if (!found) throw new Error(`no word for ${code}`);
  return found[0];
}

describe('test/vectors/typed-data.json and the core', () => {
  const { domain, verifiers, keys } = vectors;
  const registry = core.registryDomain(domain.chainId, Address.parse(domain.verifyingContract));
  const elsewhere = core.registryDomain(5124, Address.parse(domain.verifyingContract));
  const genesisOf = ({ kind, issuer, firstOwner, content }: Genesis): core.Genesis => ({
    kind: wordOf(core.RECORD_KINDS, kind),
    issuer: SignerId.parse(issuer),
    firstOwner: SignerId.parse(firstOwner),
    content: Commitment.parse(content),
  });
  const handoverOf = (message: Handover): core.Handover => ({
    ...message,
    recordId: RecordId.parse(message.recordId),
    from: SignerId.parse(message.from),
    to: SignerId.parse(message.to),
    content: message.content as Hex,
  });

  it('agree on record ids', () => {
    for (const { genesis, recordId, recordIdOnChain5124 } of vectors.records) {
      expect(core.recordId(registry, genesisOf(genesis))).to.equal(recordId);
      expect(core.recordId(elsewhere, genesisOf(genesis))).to.equal(recordIdOnChain5124);
    }
  });

  it('agree on the digests of handovers, groups, closings and revocations', () => {
    const { handover, group, closing, revocation, withoutSuccessor } = vectors;
    expect(core.handoverDigest(registry, handoverOf(handover.message))).to.equal(handover.digest);
    expect(core.handoverGroupDigest(registry, group.messages.map(handoverOf))).to.equal(group.digest);
    expect(
      core.closingDigest(registry, {
        ...closing.message,
        recordId: RecordId.parse(closing.message.recordId),
        reason: wordOf(core.CLOSING_REASONS, closing.message.reason),
        content: closing.message.content as Hex,
      }),
    ).to.equal(closing.digest);
    for (const [{ message, digest }, successor] of [
      [revocation, RecordId.parse(revocation.message.successor)],
      [withoutSuccessor, null],
    ] as const) {
      const byCore = core.revocationDigest(registry, {
        recordId: RecordId.parse(message.recordId),
        reason: wordOf(core.REVOCATION_REASONS, message.reason),
        successor,
      });
      expect(byCore).to.equal(digest);
    }
  });

  it('agree on signer ids', () => {
    const deployed = {
      es256: Address.parse(verifiers.es256),
      webauthn: Address.parse(verifiers.webAuthn),
      rsa: Address.parse(verifiers.rsa),
    };
    for (const { jwk, signer, signerId: expected } of Object.values(keys)) {
      const parsed = jwk
        ? signerFromJwk(jwk)
        : ({ kind: 'account', address: Address.parse(signer) } as const);
      expect(signerId(parsed, deployed)).to.equal(expected);
    }
  });

  it('agree on ES256 signatures, low s alone', async () => {
    const { digest, signatures, refused } = vectors.handover;
    const { jwk } = keys.owner;
    if (!jwk) throw new Error('the owner has no ES256 key');
    const verify = (signature = '0x') =>
      verifyDigest(jwk, Digest.parse(digest), fromHex(signature, 'signature'));
    expect(await verify(signatures['owner'])).to.equal(true);
    expect(await verify(signatures['consignee'])).to.equal(false);
    expect(await verify(refused.highS)).to.equal(false);
  });
});
