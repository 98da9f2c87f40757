import { agreeingChains } from '../../../core/agreeing-chains.ts';
import { createChainReader } from '../../../core/chain-reader.ts';
import { sha256 } from '../../../core/hashing.ts';
import type { EcPublicJwk } from '../../../core/signer.ts';
import { OUTCOMES, type Outcome } from '../../../core/verdict.ts';
import { verify, verifyOnChain } from '../../../core/verify.ts';
import { examineArchive, isLocal, placePart } from '../../../core/verify-archive.ts';
import { verifyLocally } from '../../../core/verify-local.ts';
import { verifyTrailExport } from '../../../core/verify-trail-export.ts';
import { verifyTrailFile } from '../../../core/verify-trail-file.ts';
import { looksLikeZip, openZip } from '../../../web/src/verification/zip-file.ts';
import { replayed, type VerificationCase, type VerificationVectors } from './verification-vectors.ts';

export interface FileCase extends Omit<VerificationCase, 'bundle'> {
  readonly file: string;
  /** False: the trust list names no operator. */
  readonly operator?: boolean;
  /** Of an archive: the outcome of itself, then of its parts. */
  readonly parts?: readonly string[];
}

/** test/vectors/files.json: archives and exported trails. */
export interface FileVectors extends Omit<VerificationVectors, 'cases'> {
  readonly operator: EcPublicJwk;
  readonly cases: readonly FileCase[];
}

/** What core says of a file, as command and page ask it. @returns the outcomes of the file and of its parts */
export async function judgeFile(vectors: FileVectors, one: FileCase): Promise<Outcome[]> {
  const trust = vectors.trust[one.trust];
  if (trust === undefined) throw new Error(`no trust called ${one.trust}`);
  const now = new Date(1000 * one.now);
  const readers = one.endpoints.map((name) => ({ name, reader: createChainReader(replayed(vectors, name)) }));
  const chain = readers.length === 0 ? null : agreeingChains(readers, { pauseMs: 0, now: () => now });
  const operator = one.operator === false ? undefined : vectors.operator;
  const file = Buffer.from(one.file, 'base64');
  const blob = new Blob([file]);
  const archive = (await looksLikeZip(blob)) ? await openZip(blob).catch(() => null) : null;
  if (archive?.names.includes('index.json') === true) {
    const outcomes: Outcome[] = [];
    for await (const part of examineArchive(archive, (input) => verifyLocally(input, trust))) {
      const verdict = isLocal(part.found) ? await verifyOnChain(part.found, chain, now) : part.found;
      outcomes.push(placePart(part, verdict).outcome);
    }
    return outcomes;
  }
  const verdict =
    (await verifyTrailFile(file, operator, sha256)) ??
    (await verifyTrailExport(file, { operator, trust, chain, sha256, now })) ??
    (await verify({ file }, trust, chain, { now }));
  return [verdict.outcome];
}

export const worst = (outcomes: readonly Outcome[]): Outcome | undefined =>
  OUTCOMES.find((outcome) => outcomes.includes(outcome));
