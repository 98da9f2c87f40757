import { agreeingChains } from '../../../core/agreeing-chains.ts';
import { createChainReader } from '../../../core/chain-reader.ts';
import { type AskPaths, judgedAgain, verifyCompleted } from '../../../core/completion.ts';
import type { Outcome } from '../../../core/verdict.ts';
import { verify, verifyOnChain } from '../../../core/verify.ts';
import { examineArchive, isLocal, placePart, readPart } from '../../../core/verify-archive.ts';
import type { VerifyInput } from '../../../core/verify-file.ts';
import { verifyLocally } from '../../../core/verify-local.ts';
import { readAnswer } from '../../../scripts/verifier/ask-installation.ts';
import { archiveIn } from '../../../scripts/verifier/open-archive.ts';
import type { FileCase } from './file-vectors.ts';
import { replayed, type VerificationCase, type VerificationVectors } from './verification-vectors.ts';

export interface CompletionCase extends VerificationCase, Pick<FileCase, 'parts'> {
  /** What an installation answers, by the record that it is asked about; of any other it knows nothing. */
  readonly answers: Readonly<Record<string, unknown>>;
}

/** test/vectors/completion.json. */
export interface CompletionVectors extends Omit<VerificationVectors, 'cases'> {
  readonly cases: readonly CompletionCase[];
}

/** What core says of a proof that was taken early, or of each part of an archive. */
export async function judgeEarly(vectors: CompletionVectors, one: CompletionCase): Promise<Outcome[]> {
  const trust = vectors.trust[one.trust];
  if (trust === undefined) throw new Error(`no trust called ${one.trust}`);
  const now = new Date(1000 * one.now);
  const readers = one.endpoints.map((name) => ({ name, reader: createChainReader(replayed(vectors, name)) }));
  const chain = agreeingChains(readers, { pauseMs: 0, now: () => now });
  const ask: AskPaths = async (recordId) => readAnswer(one.answers[recordId]);
  const judge = (input: VerifyInput) => verify(input, trust, chain, { now });
  const file = one.file === undefined ? undefined : Buffer.from(one.file, 'base64');
  const archive = file === undefined ? null : await archiveIn(file);
  if (archive === null) {
    const input = { ...('bundle' in one && { bundle: one.bundle }), ...(file !== undefined && { file }) };
    return [(await verifyCompleted(input, ask, judge)).outcome];
  }
  const outcomes: Outcome[] = [];
  for await (const part of examineArchive(archive, (input) => verifyLocally(input, trust))) {
    const first = isLocal(part.found) ? await verifyOnChain(part.found, chain, now) : part.found;
    const last = await judgedAgain(first, () => readPart(archive, part.files), ask, judge);
    outcomes.push(placePart(part, last).outcome);
  }
  archive.close();
  return outcomes;
}
