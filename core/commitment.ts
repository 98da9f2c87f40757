import { concat, randomBytes } from './bytes.ts';
import { sha256 as portableSha256, type Sha256 } from './hashing.ts';
import { Commitment, Salt } from './ids.ts';

/** A fresh salt. It belongs in a sealed column or a bundle, never on chain. */
export const newSalt = (): Salt => Salt.of(randomBytes(32));

/** `SHA-256(salt ‖ SHA-256(content))`, protocol §3. */
export function commitment(salt: Salt, content: Uint8Array, sha256: Sha256 = portableSha256): Commitment {
  return commitmentOfHash(salt, sha256(content), sha256);
}

/** The same for content whose SHA-256 is known already (a file that was hashed while it streamed). */
export function commitmentOfHash(
  salt: Salt,
  contentHash: Uint8Array,
  sha256: Sha256 = portableSha256,
): Commitment {
  if (contentHash.length !== 32) throw new RangeError('contentHash: expected 32 bytes');
  return Commitment.of(sha256(concat(Salt.bytes(salt), contentHash)));
}
