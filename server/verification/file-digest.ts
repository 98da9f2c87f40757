import { fromHex, type Hex } from '../../core/bytes.ts';
import { commitmentOfHash } from '../../core/commitment.ts';
import { type Check, cannotTell, fails, holds, subjectEvent } from '../../core/verdict.ts';
import { compareCertified } from '../../core/verify-file.ts';
import type { LocalResult } from '../../core/verify-local.ts';
import { sha256 } from '../records/recorder.ts';

/**
 * The result of a proof with the SHA-256 of a file in place of the file: for whoever need not, or must not, send it.
 * @param digest `0x` and 64 hexadecimal digits
 */
export function compareDigest(local: LocalResult, digest: Hex): LocalResult {
  const { facts } = local;
  if (facts === null) return local;
  const length = subjectEvent(facts)?.body?.data['size'];
  return {
    ...local,
    checks: [...local.checks, ...compare(facts, digest)],
    facts: {
      ...facts,
      file: { length: Number.isSafeInteger(length) ? (length as number) : 0, sha256: digest },
    },
  };
}

function compare(facts: NonNullable<LocalResult['facts']>, digest: Hex): Check[] {
  const { subject } = facts;
  if (subject.type === 'record' || subject.type === 'control')
    return [compareCertified(facts.certificate, digest)];
  if (subject.type === 'rendition') {
    const text = 'A certificate’s PDF holds its proof: it is compared by its bytes, not by their digest.';
    return [cannotTell('file.unchanged', text)];
  }
  const recorded = subjectEvent(facts)?.body?.data['commitment'];
  // Without the event another check says that it is not shown.
  if (recorded === undefined) return [];
  return [
    commitmentOfHash(subject.salt, fromHex(digest, 'fileDigest'), sha256) === recorded
      ? holds('file.unchanged', 'The file is the one that was recorded, byte for byte.')
      : fails('file.unchanged', 'The file is not the one that was recorded: it was altered.'),
  ];
}
