import type { Verdict } from '../../../core/verdict.ts';
import type { Format, Text } from '../text/text.tsx';

/**
 * What would make this verdict another, for a person: what to look out for, and what to do.
 * @param successor number of what took its place, where it is known
 */
export function changesOf(
  { outcome, checks, facts }: Verdict,
  text: Text,
  format: Format,
  successor: string | null = null,
): string[] {
  const words = text.verdicts;
  const decisive = checks.find((check) => check.outcome === outcome)?.code;
  switch (outcome) {
    case 'valid': {
      if (facts === null) return [words.anyByte];
      const { control, subject, genesis, certificate, file } = facts;
      const byte = file === null ? [] : [words.anyByte];
      // A document is unchanged, whatever becomes of its pouch.
      if (subject.type === 'document') return byte;
      const end = certificate?.validUntil ?? null;
      return [
        ...(control === null ? [] : [words.handover, words.statementEnds(format.dateTime(control.until))]),
        ...(genesis.kind === 'certificate' ? [words.revocation] : []),
        words.closing,
        ...(end === null ? [] : [words.end(format.date(end))]),
        ...byte,
      ];
    }
    case 'pending':
      // Taken too early, and unknown here too: only whoever gave it can give a sealed one.
      return [facts?.events.some(({ root }) => root === null) === true ? words.sealedSince : words.sealing];
    case 'indeterminate':
      return [decisive?.startsWith('chain.') === true ? words.chainAnswer : words.missing];
    case 'invalid':
      return [decisive === 'deployment.known' ? words.trustedFederation : words.nothingInvalid];
    case 'superseded':
      return [successor === null ? words.successor : words.successorNumber(successor)];
    case 'expired':
      return [words.anew];
    case 'revoked':
    case 'closed':
      return [words.nothingEnded];
  }
}
