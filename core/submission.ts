import { utf8 } from './bytes.ts';
import { commitment } from './commitment.ts';
import { sha256 as portableSha256, type Sha256 } from './hashing.ts';
import type { Commitment, Salt } from './ids.ts';
import { canonicalJson } from './json.ts';

/** What a chamber decides on: the application as it was sent, what was declared with it, and the files that came with it. */
export interface Submitted {
  readonly application: unknown;
  readonly declaration: unknown;
  /** Each file with its SHA-256. */
  readonly evidence: readonly unknown[];
}

/** Protocol §4: the chamber's first event names it, so that nobody can say later that it decided on something else. */
export function submissionCommitment(
  salt: Salt,
  { application, declaration, evidence }: Submitted,
  sha256: Sha256 = portableSha256,
): Commitment {
  return commitment(salt, utf8(canonicalJson({ application, declaration, evidence })), sha256);
}
