import type { ProofBundle } from '../../core/bundle.ts';
import { commitment } from '../../core/commitment.ts';
import { credentialContent, verifyCredential } from '../../core/credential.ts';
import { recordEntryHash } from '../../core/entry.ts';
import { bodyCommitment, verifyEvent } from '../../core/event.ts';
import { verifyPath } from '../../core/merkle.ts';
import type { Primitives } from '../../core/primitives.ts';
import { recordId, registryDomain } from '../../core/typed-data.ts';
import { sha256 } from '../../server/records/sha256.ts';

/** From what is shown to the root of the batch, without asking who signed it. */
export function isIntact({ deployment, genesis, content, events, ...bundle }: ProofBundle): boolean {
  const [event] = events;
  if (event?.body == null || event.anchor === null || content === null || !('credential' in content))
    return false;
  const domain = registryDomain(deployment.chainId, deployment.recordRegistry);
  return (
    commitment(content.salt, credentialContent(content.credential), sha256) === genesis.content &&
    recordId(domain, genesis) === bundle.recordId &&
    bodyCommitment(event.body.salt, event.body.jws, sha256) === event.bodyCommitment &&
    verifyPath(recordEntryHash({ recordId: bundle.recordId, ...event }, sha256), event.anchor, sha256)
  );
}

/**
 * The signature of the event, and that of the credential with all that it hides and shows, by one key: whose it is, the
 * chain says.
 * @throws SignatureError, MalformedError
 */
export async function isSigned({ content, events }: ProofBundle, primitives: Primitives): Promise<boolean> {
  const [event] = events;
  if (event?.body == null || content === null || !('credential' in content)) return false;
  const { jwk } = await verifyEvent(event.body.jws, primitives.checkEs256);
  const credential = await verifyCredential(content.credential, primitives);
  return jwk.x === credential.jwk.x && jwk.y === credential.jwk.y;
}
