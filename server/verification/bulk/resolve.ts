import type { ProofBundle } from '../../../core/bundle.ts';
import type { Hex } from '../../../core/bytes.ts';
import { decodeCredential } from '../../../core/credential.ts';
import { Salt } from '../../../core/ids.ts';
import { MalformedError } from '../../../core/malformed.ts';
import type { Deployment } from '../../../core/trust.ts';
import type { Trx } from '../../database/database.ts';
import { Problem, problem } from '../../http/problem.ts';
import { toBytes } from '../../records/bytes.ts';
import { sha256 } from '../../records/recorder.ts';
import { buildBundles, type Wanted } from '../bundle.ts';
import { isSameCode } from '../verification-code.ts';
import { type NumberedCertificate, verificationStore } from '../verification-store.ts';
import type { Exhibit, Item } from './item.ts';

/** What is verified of an item: a proof as it was shown or as we made it, or a recorded file by its digest. */
export type Question =
  | { readonly bundle: unknown; readonly fileDigest: Hex | undefined }
  | { readonly recorded: ProofBundle; readonly digest: Hex };

interface Sought {
  readonly wanted: Wanted;
  readonly ask: (bundle: ProofBundle) => Question;
}

const record = { type: 'record' } as const;

/**
 * Finds what each item is about, all of them in one transaction of a handful of statements. As the system: what is
 * found is shown to whoever knows the code, the credential or the digest, as one by one.
 * @returns in the order of the items; not_found for a wrong number and a wrong code alike
 */
export async function resolve(
  trx: Trx,
  deployment: Deployment,
  items: readonly Item[],
): Promise<(Question | Problem)[]> {
  const exhibits = items.map(({ exhibit }) => exhibit);
  const numbered = await verificationStore.certificatesByNumbers(trx, [
    ...new Set(exhibits.flatMap((exhibit) => numberOf(exhibit) ?? [])),
  ]);
  const byNumber = Map.groupBy(numbered, ({ number }) => number);
  const files = await filesOf(trx, exhibits);

  const sought = exhibits.map((exhibit): Sought | Question | Problem => {
    if (exhibit instanceof Problem) return exhibit;
    if ('bundle' in exhibit) return exhibit;
    if ('digest' in exhibit) {
      const { digest } = exhibit;
      const wanted = files.get(digest);
      if (wanted === undefined) return problem('not_found', { what: 'document' });
      return { wanted, ask: (recorded) => ({ recorded, digest }) };
    }
    const candidates = byNumber.get(numberOf(exhibit) ?? '') ?? [];
    const found = candidates.find((candidate) => isShown(candidate, exhibit));
    if (found === undefined) return problem('not_found', { what: 'certificate' });
    const wanted = { recordId: found.recordId, subject: record };
    return { wanted, ask: (bundle) => ({ bundle: withShown(bundle, exhibit), fileDigest: undefined }) };
  });

  const isSought = (one: Sought | Question | Problem): one is Sought => 'wanted' in one;
  const seeking = sought.filter(isSought);
  const bundles = await buildBundles(
    trx,
    deployment,
    seeking.map(({ wanted }) => wanted),
  );
  const answers = new Map(seeking.map((one, index) => [one, bundles[index]]));
  return sought.map((one) => {
    if (!isSought(one)) return one;
    const bundle = answers.get(one);
    return bundle === undefined ? problem('not_found', { what: 'record' }) : one.ask(bundle);
  });
}

type Named = Extract<Exhibit, { readonly number: string } | { readonly credential: string }>;

/** In constant time for a code. A credential is known by its issuer's part, which is never hidden. */
function isShown(candidate: NumberedCertificate, exhibit: Named): boolean {
  if ('code' in exhibit) return isSameCode(candidate.code, exhibit.code);
  return issuersPart(candidate.credential ?? '') === issuersPart(exhibit.credential);
}

const issuersPart = (credential: string): string => credential.split('~', 1)[0] ?? '';

/** The proof around the credential that was shown: with what it hides hidden, and with what was altered in it. */
function withShown(bundle: ProofBundle, exhibit: Named): ProofBundle {
  const { content } = bundle;
  if (!('credential' in exhibit) || content === null || !('credential' in content)) return bundle;
  return { ...bundle, content: { salt: content.salt, credential: exhibit.credential } };
}

function numberOf(exhibit: Exhibit | Problem): string | undefined {
  if ('number' in exhibit) return exhibit.number;
  if (!('credential' in exhibit)) return undefined;
  try {
    // Without the disclosures: what a stranger altered in them is found out by the verification.
    const { subject } = decodeCredential(`${issuersPart(exhibit.credential)}~`, sha256);
    const number = subject['certificateNumber'];
    return typeof number === 'string' && number.length <= 35 ? number : undefined;
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}

/** By their digests: of what a chamber certified the certificate, else the document's own event. */
async function filesOf(
  trx: Trx,
  exhibits: readonly (Exhibit | Problem)[],
): Promise<ReadonlyMap<Hex, Wanted>> {
  const asked = new Map(
    exhibits.flatMap((one) => ('digest' in one ? [[one.digest, toBytes(one.digest)] as const] : [])),
  );
  const certified = await verificationStore.certifiedByDigests(trx, [...asked.values()]);
  const files = await verificationStore.filesByDigests(trx, [...asked.values()]);
  const found = new Map<string, Wanted>();
  for (const { digest, recordId, eventSequence: sequence, salt } of files) {
    const subject = { type: 'document', sequence, salt: Salt.of(salt) } as const;
    found.set(digest.toString('hex'), { recordId, subject });
  }
  for (const { digest, recordId } of certified)
    found.set(digest.toString('hex'), { recordId, subject: record });
  return new Map(
    [...asked.keys()].flatMap((digest) => {
      const wanted = found.get(digest.slice(2));
      return wanted === undefined ? [] : [[digest, wanted]];
    }),
  );
}
