import type { ProofBundle } from './bundle.ts';
import { utf8 } from './bytes.ts';
import { commitment } from './commitment.ts';
import { credentialContent, type ReadCredential, verifyCredential } from './credential.ts';
import { canonicalJson, isSameJson, type JsonObject } from './json.ts';
import type { Primitives } from './primitives.ts';
import { signerIdOfJwk, type Verifiers } from './signer.ts';
import { type CertificateFact, type Check, cannotTell, type EventFact, fails, holds } from './verdict.ts';
import { messageOf } from './verify-trail.ts';

/** Whether the first event makes this record: by the genesis's issuer, over exactly that genesis. */
export function checkIssuance(bundle: ProofBundle, events: readonly EventFact[]): Check {
  const { genesis } = bundle;
  const expected =
    genesis.kind === 'certificate' ? 'org.openpouch.certificate.issued' : 'org.openpouch.pouch.created';
  const first = events.find((event) => event.sequence === 0);
  if (first?.body == null) {
    return cannotTell('issuance.event', `The event that made this ${genesis.kind} is not shown.`);
  }
  const evidence = { type: first.body.type, signer: first.signer, issuer: genesis.issuer };
  if (first.body.type !== expected) {
    return fails('issuance.event', `The first event is not "${expected}".`, evidence);
  }
  if (first.signer !== genesis.issuer) {
    return fails('issuance.event', 'The first event is not signed by the issuer.', evidence);
  }
  if (!isSameJson(first.body.data['genesis'], genesis)) {
    return fails('issuance.event', 'The issuer signed another genesis than the one shown.', evidence);
  }
  return holds('issuance.event', `The issuer signed this ${genesis.kind}.`, evidence);
}

export interface ContentResult {
  readonly checks: readonly Check[];
  readonly certificate: CertificateFact | null;
  readonly manifest: JsonObject | null;
}

const NOTHING = { certificate: null, manifest: null };

/** Whether what the record is about is what its genesis commits to, and a certificate is its issuer's. */
export async function verifyContent(
  bundle: ProofBundle,
  verifiers: Verifiers,
  primitives: Primitives,
): Promise<ContentResult> {
  const { content, genesis } = bundle;
  if (content === null) {
    return {
      ...NOTHING,
      checks: [cannotTell('content.commitment', `The ${genesis.kind}'s data are withheld.`)],
    };
  }
  const isCredential = 'credential' in content;
  const bytes = isCredential ? credentialContent(content.credential) : utf8(canonicalJson(content.manifest));
  if (
    isCredential !== (genesis.kind === 'certificate') ||
    commitment(content.salt, bytes, primitives.sha256) !== genesis.content
  ) {
    const text = `The data are not those of this ${genesis.kind}.`;
    return { ...NOTHING, checks: [fails('content.commitment', text, { commitment: genesis.content })] };
  }
  const commits = holds('content.commitment', `The data are those of this ${genesis.kind}.`);
  if (!isCredential) return { certificate: null, manifest: content.manifest, checks: [commits] };

  let credential: ReadCredential;
  try {
    credential = await verifyCredential(content.credential, primitives);
  } catch (cause) {
    const text = `The certificate's data were altered or are not properly signed (${messageOf(cause)}).`;
    return { ...NOTHING, checks: [commits, fails('credential.signature', text)] };
  }
  const { kind, jwk, issuer, validFrom, validUntil, subject, hiddenCount, hiddenIn } = credential;
  return {
    certificate: { kind, issuer, validFrom, validUntil, subject, hiddenCount, hiddenIn },
    manifest: null,
    checks: [
      commits,
      holds('credential.signature', shownText(hiddenCount), { hiddenCount }),
      checkSameKey(signerIdOfJwk(jwk, verifiers), genesis.issuer),
      checkNamed(issuer, bundle.issuer),
    ],
  };
}

const shownText = (hidden: number): string =>
  hidden === 0
    ? "The certificate's data are complete and signed."
    : `The certificate's data are signed; ${hidden} fields are hidden in this copy.`;

function checkSameKey(signer: string, issuer: string): Check {
  return signer === issuer
    ? holds('credential.issuer', "The data are signed with the issuer's key.")
    : fails('credential.issuer', "The data are signed with another key than the issuer's.", {
        signer,
        issuer,
      });
}

/** The name in the certificate must be the issuer's own: a chamber must not pass for another. */
function checkNamed(named: { id: string; name: string }, issuer: ProofBundle['issuer']): Check {
  if (issuer === null) return cannotTell('issuer.named', "The issuer's profile is not shown.");
  const { did, legalName } = issuer.profile;
  const evidence = { named: named.name, id: named.id, legalName, did };
  return did === named.id && legalName === named.name
    ? holds('issuer.named', `The certificate names its issuer: ${legalName}.`, evidence)
    : fails('issuer.named', `The certificate names ${named.name}, its issuer is ${legalName}.`, evidence);
}
