import { createHash } from 'node:crypto';
import type { ProofBundle } from '../../core/bundle.ts';
import { type Hex, utf8 } from '../../core/bytes.ts';
import { type AskPaths, completed, lacksPaths } from '../../core/completion.ts';
import { RecordId, Salt } from '../../core/ids.ts';
import type { Trust } from '../../core/trust.ts';
import { subjectEvent, type Verdict } from '../../core/verdict.ts';
import { verifyOnChain } from '../../core/verify.ts';
import { isoTime } from '../../core/verify-chain.ts';
import type { VerifyInput } from '../../core/verify-file.ts';
import { type LocalResult, verifyLocally } from '../../core/verify-local.ts';
import type { AppContext } from '../context.ts';
import { problem } from '../http/problem.ts';
import { hexOf } from '../records/bytes.ts';
import { primitives } from '../records/primitives.ts';
import type { BuildRecordBundle } from './bundle.ts';
import { compareDigest } from './file-digest.ts';
import { createLocalCache } from './local-cache.ts';
import { pathsOf } from './path-routes.ts';
import type { UploadedFile } from './uploaded-file.ts';
import type { VerdictAnswer } from './verdict-schema.ts';
import { isSameCode } from './verification-code.ts';
import { verificationStore } from './verification-store.ts';

type Context = Pick<AppContext, 'database' | 'deployment' | 'chain' | 'now'>;

/** A file that the proof should be about. */
export interface GivenWithProof {
  /** SHA-256. */
  readonly fileDigest?: Hex | undefined;
  /** The file itself, where it is a credential (protocol §8). */
  readonly credential?: string | undefined;
}

export interface NumberedProof {
  readonly bundle: ProofBundle;
  /** Number of the certificate that took its place; null: none did, or it is not known here. */
  readonly successor: string | null;
}

export interface VerificationService {
  /** @param bundle as it was sent; anything */
  ofBundle(bundle: unknown, given?: GivenWithProof): Promise<VerdictAnswer>;
  /**
   * A PDF with its proof inside, a proof, or any other file, which is looked up by its bytes. Of that, whoever holds
   * the exact bytes learns who recorded them and when, and nothing else.
   */
  ofFile(file: UploadedFile): Promise<VerdictAnswer>;
  /** Of a file by its SHA-256 alone, with the proof under which it was recorded: who and when, and nothing else. */
  ofRecorded(proof: ProofBundle, fileDigest: Hex): Promise<VerdictAnswer>;
  /** @throws not_found, for a wrong number and for a wrong code alike */
  ofCertificate(number: string, code: string): Promise<VerdictAnswer>;
  /** The proof behind it, for whoever verifies it by themselves. @throws not_found as `ofCertificate` */
  proofOf(number: string, code: string): Promise<NumberedProof>;
}

const REMEMBERED_CHARACTERS = 32 * 1024 * 1024;

/**
 * Full verifications with the same code as the command line and the browser. What a proof says by itself is
 * remembered; the chain is asked every time, and its reader is never older than one block. The trust list is our own
 * deployment: a proof of another's is invalid here.
 */
export function createVerificationService(
  { database, deployment, chain, now }: Context,
  buildRecordBundle: BuildRecordBundle,
): VerificationService {
  const trust: Trust = { deployments: [deployment] };
  const cache = createLocalCache(REMEMBERED_CHARACTERS);

  const decide = async (local: LocalResult): Promise<{ verdict: Verdict; at: Date }> => {
    const at = now();
    return { verdict: await verifyOnChain(local, chain, at), at };
  };
  const ask: AskPaths = (recordId, entries) => database.asSystem((trx) => pathsOf(trx, recordId, entries));
  /** A proof that was taken before it was sealed here is judged with what has been known of it since. */
  const answer = async (
    local: LocalResult,
    input: VerifyInput,
    compared: (local: LocalResult) => LocalResult = (it) => it,
  ): Promise<VerdictAnswer> => {
    let found = await decide(compared(local));
    const next = lacksPaths(found.verdict) ? await completed(input, ask) : null;
    if (next !== null) found = await decide(compared(await verifyLocally(next, trust, primitives)));
    return toAnswer(found.verdict, found.at);
  };
  const localOfBundle = (bundle: unknown, credential?: string): Promise<LocalResult> => {
    // The text differs only where the content does: JSON.parse and our own builder keep the order of members.
    const text = JSON.stringify(bundle);
    const file = credential === undefined ? {} : { file: utf8(credential) };
    // A bundle's text ends with its brace: where the credential begins is plain.
    const key = createHash('sha256')
      .update(text)
      .update(credential ?? '')
      .digest('base64');
    return cache.get(key, () => verifyLocally({ bundle: text, ...file }, trust, primitives));
  };

  const ofBundle: VerificationService['ofBundle'] = async (bundle, { fileDigest, credential } = {}) => {
    const local = await localOfBundle(bundle, credential);
    const input = { bundle, ...(credential !== undefined && { file: utf8(credential) }) };
    return answer(local, input, (it) => (fileDigest === undefined ? it : compareDigest(it, fileDigest)));
  };

  const ofRecorded: VerificationService['ofRecorded'] = async (proof, fileDigest) => {
    const { verdict, at } = await decide(compareDigest(await localOfBundle(proof), fileDigest));
    return onlyRecorded(verdict, at);
  };

  /** The proof of a document with these bytes that a chamber certified, else of one that somebody uploaded. */
  const recordedProof = (digest: Buffer): Promise<ProofBundle | undefined> =>
    database.asSystem(async (trx) => {
      const certified = (await verificationStore.certifiedByDigest(trx, digest))?.recordId ?? null;
      if (certified !== null)
        return buildRecordBundle(trx, RecordId.of(certified), { subject: { type: 'record' } });
      const found = await verificationStore.fileByDigest(trx, digest);
      if (found === undefined) return undefined;
      const { recordId, eventSequence: sequence, salt } = found;
      const subject = { type: 'document' as const, sequence, salt: Salt.of(salt) };
      return buildRecordBundle(trx, RecordId.of(recordId), { subject });
    });

  const proofOf: VerificationService['proofOf'] = (number, code) =>
    database.asSystem(async (trx) => {
      const candidates = await verificationStore.certificatesByNumber(trx, number);
      const found = candidates.find((it) => isSameCode(it.code, code));
      if (found === undefined) throw problem('not_found', { what: 'certificate' });
      const subject = { type: 'record' as const };
      const bundle = await buildRecordBundle(trx, RecordId.of(found.recordId), { subject });
      return { bundle, successor: found.successor };
    });

  return {
    ofBundle,
    ofRecorded,

    async ofFile({ digest, bytes }) {
      const fileDigest = hexOf(digest);
      const carried =
        bytes === null
          ? await verifyLocally({ file: new Uint8Array() }, trust)
          : await cache.get(`file ${fileDigest}`, () => verifyLocally({ file: bytes }, trust, primitives));
      // Unless the file carries something that could be a proof, its bytes are all there is to go by.
      const input = bytes === null ? {} : { file: bytes };
      if (carriesProof(carried)) return answer(carried, input);
      const proof = await recordedProof(digest);
      if (proof === undefined) return answer(carried, input);
      return ofRecorded(proof, fileDigest);
    },

    proofOf,
    ofCertificate: async (number, code) => ofBundle((await proofOf(number, code)).bundle),
  };
}

const carriesProof = ({ checks }: LocalResult): boolean =>
  checks.some((check) => check.code === 'proof.readable' && check.status !== 'unknown');

const toAnswer = ({ outcome, statement, checks, facts }: Verdict, at: Date): VerdictAnswer => ({
  outcome,
  statement,
  checks: [...checks],
  facts: facts as VerdictAnswer['facts'],
  recorded: null,
  verifiedAt: at.toISOString(),
  block: facts?.chain?.latest ?? null,
});

/** Who recorded it and when: the rest of the record is for those with whom it is shared. */
function onlyRecorded({ outcome, statement, facts }: Verdict, at: Date): VerdictAnswer {
  const chain = facts?.chain ?? null;
  const signer = (facts && subjectEvent(facts)?.signer) ?? null;
  const sealed = chain?.sealed.subject ?? null;
  return {
    outcome,
    statement,
    checks: [],
    facts: null,
    recorded: {
      certified: facts?.certificate?.kind === 'document',
      by: certifierOf(facts) ?? (signer === null ? undefined : chain?.organisations[signer]) ?? null,
      at: sealed === null ? null : isoTime(sealed.time),
    },
    verifiedAt: at.toISOString(),
    block: chain?.latest ?? null,
  };
}

/** A chamber's issuing key speaks for itself: nobody vouches for it but the chain. */
function certifierOf(facts: Verdict['facts']) {
  const profile = facts?.certificate == null ? undefined : facts.issuer?.profile;
  return profile && { id: profile.did, legalName: profile.legalName, country: profile.country };
}
