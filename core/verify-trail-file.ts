import type { Sha256 } from './hashing.ts';
import { SignatureError } from './jws.ts';
import { MalformedError } from './malformed.ts';
import type { EcPublicJwk } from './signer.ts';
import type { TrailEnd } from './trail-export.ts';
import { type ReadTrailFile, readTrailFile } from './trail-file.ts';
import { type Check, cannotTell, fails, holds, type Verdict, worstOf } from './verdict.ts';

/**
 * Whether a PDF of a trail is the one that the operator signed. That proves the operator's word and no more: what is proven
 * without it are the events, each by its own signature and the root that the line names.
 * @returns null for any other file
 */
export async function verifyTrailFile(
  file: Uint8Array,
  operator: EcPublicJwk | undefined,
  sha256: Sha256,
): Promise<Verdict | null> {
  try {
    const read = await readTrailFile(file, sha256);
    if (read === null) return null;
    const { statement } = read;
    const checks = checkSigned(read, operator);
    const { organisation, time, lines, complete } = statement;
    const what = `the trail of ${organisation.legalName} as of ${time}, ${lines} events${complete ? '' : ', not all'}`;
    return verdictOf(checks, `Signed by the operator: ${what}. Each event is proven by its own entry.`);
  } catch (error) {
    if (!(error instanceof MalformedError || error instanceof SignatureError)) throw error;
    return verdictOf(
      [fails('export.signature', `The operator’s signature does not hold (${error.message}).`)],
      '',
    );
  }
}

/** Of an exported trail, whatever its format: whether the operator that one trusts signed it, and every byte of it. */
export function checkSigned(
  { statement, jwk, unchanged }: SignedTrail,
  operator: EcPublicJwk | undefined,
): Check[] {
  const evidence = {
    lines: statement.lines,
    time: statement.time,
    organisation: statement.organisation.legalName,
  };
  const isTheirs = jwk.x === operator?.x && jwk.y === operator.y;
  return [
    operator === undefined
      ? cannotTell('export.signature', 'The trust list does not say who the operator is.')
      : isTheirs
        ? holds('export.signature', 'The operator that you trust signed it.', evidence)
        : fails('export.signature', 'It is not signed by the operator that you trust.'),
    unchanged
      ? holds('file.unchanged', 'The file is the one that was signed, byte for byte.')
      : fails('file.unchanged', 'The file is not the one that was signed: it was altered.'),
  ];
}

type SignedTrail = ReadTrailFile | NonNullable<TrailEnd['signed']>;

function verdictOf(checks: readonly Check[], statement: string): Verdict {
  const outcome = worstOf(checks);
  const bad = checks.find((check) => check.status !== 'ok' && check.outcome === outcome);
  return { outcome, statement: bad?.text ?? statement, checks, facts: null };
}
