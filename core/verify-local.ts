import { type ProofBundle, profileHash } from './bundle.ts';
import { toHex } from './bytes.ts';
import type { Es256Check } from './es256.ts';
import type { Sha256 } from './hashing.ts';
import { type Primitives, portable } from './primitives.ts';
import { signerIdOfJwk, type Verifiers } from './signer.ts';
import { type Deployment, findDeployment, type Trust } from './trust.ts';
import { recordId, registryDomain } from './typed-data.ts';
import { type Check, fails, holds, type LocalFacts, type VoucherFact } from './verdict.ts';
import { readControl } from './verify-control.ts';
import { findProof, type VerifyInput, verifyFile } from './verify-file.ts';
import { checkIssuance, verifyContent } from './verify-record.ts';
import { messageOf, verifyTrail } from './verify-trail.ts';
import { verifyVoucher } from './voucher.ts';

/** What is left out is the portable one. */
export type VerifyOptions = Partial<Primitives>;

/**
 * What a proof says by itself, without asking a chain. It depends on the input and the trust alone, never on
 * time: it may be remembered for good.
 */
export interface LocalResult {
  readonly checks: readonly Check[];
  readonly deployment: Deployment | null;
  /** Null when there was no proof to read. */
  readonly facts: LocalFacts | null;
}

/** The local part of `verify`. Whatever the input, it answers with checks and does not throw. */
export async function verifyLocally(
  input: VerifyInput,
  trust: Trust,
  options: VerifyOptions = {},
): Promise<LocalResult> {
  const primitives = { ...portable, ...options };
  const { sha256, checkEs256 } = primitives;
  const { found, check: readable } = findProof(input);
  if (found === null) return { checks: [readable], deployment: null, facts: null };
  const { bundle, file } = found;

  const deployment = findDeployment(trust, bundle.deployment);
  const nothing = factsOf(bundle, null, file, sha256);
  if (deployment === undefined) {
    const text = 'Issued under a federation that this verifier does not know.';
    return {
      checks: [readable, fails('deployment.known', text, { ...bundle.deployment })],
      deployment: null,
      facts: nothing,
    };
  }
  const known = holds('deployment.known', `Issued under ${deployment.federation}.`, { ...bundle.deployment });
  const identity = checkRecordId(bundle);
  if (identity.status === 'failed') {
    return { checks: [readable, known, identity], deployment, facts: nothing };
  }

  const { verifiers } = deployment;
  const [trail, content, vouched] = await Promise.all([
    verifyTrail(bundle, verifiers, primitives),
    verifyContent(bundle, verifiers, primitives),
    verifyVouchers(bundle.vouchers, verifiers, checkEs256),
  ]);
  const said = await readControl(bundle, trail.events, verifiers, checkEs256);
  const facts: LocalFacts = {
    ...nothing,
    federation: deployment.federation,
    events: trail.events,
    certificate: content.certificate,
    manifest: content.manifest,
    vouchers: vouched.vouchers,
    control: said.control,
  };
  return {
    deployment,
    facts,
    checks: [
      readable,
      known,
      identity,
      ...trail.checks,
      ...recordChecks(bundle, [checkIssuance(bundle, trail.events), ...content.checks]),
      vouched.check,
      ...said.checks,
      ...verifyFile(found, facts, sha256),
    ],
  };
}

/** A document is proven by its own event: what is not shown of the record around it is no fault of the proof. */
const recordChecks = (bundle: ProofBundle, checks: readonly Check[]): readonly Check[] =>
  bundle.subject.type === 'document' ? checks.filter((check) => check.status !== 'unknown') : checks;

function checkRecordId(bundle: ProofBundle): Check {
  const { chainId, recordRegistry } = bundle.deployment;
  const digest = recordId(registryDomain(chainId, recordRegistry), bundle.genesis);
  return digest === bundle.recordId
    ? holds('record.id', 'The record is the one that its genesis makes.', { recordId: digest })
    : fails('record.id', 'The record is not the one that its genesis makes.', {
        recordId: bundle.recordId,
        digest,
      });
}

async function verifyVouchers(
  jwss: readonly string[],
  verifiers: Verifiers,
  checkEs256: Es256Check,
): Promise<{ check: Check; vouchers: VoucherFact[] }> {
  try {
    const vouchers = await Promise.all(
      jwss.map(async (jws) => {
        const { voucher, jwk } = await verifyVoucher(jws, checkEs256);
        return { ...voucher, by: signerIdOfJwk(jwk, verifiers) };
      }),
    );
    return { vouchers, check: holds('vouchers.signatures', `${vouchers.length} vouchers are signed.`) };
  } catch (cause) {
    const text = `A voucher is not properly signed (${messageOf(cause)}).`;
    return { vouchers: [], check: fails('vouchers.signatures', text) };
  }
}

function factsOf(
  bundle: ProofBundle,
  federation: string | null,
  file: Uint8Array | null,
  sha256: Sha256,
): LocalFacts {
  const { issuer } = bundle;
  return {
    recordId: bundle.recordId,
    federation,
    genesis: bundle.genesis,
    subject: bundle.subject,
    certificate: null,
    manifest: null,
    issuer: issuer === null ? null : { profile: issuer.profile, hash: profileHash(issuer.profile) },
    events: [],
    vouchers: [],
    control: null,
    file: file === null ? null : { length: file.length, sha256: toHex(sha256(file)) },
  };
}
