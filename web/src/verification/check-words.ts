import type { Check } from '../../../core/verdict.ts';
import type { Text } from '../text/text.tsx';

/** What a check found, in the reader's language; in core's words where this language has none for it. */
export function checkWords({ code, status, evidence, text: inEnglish }: Check, text: Text): string {
  const say = text.checks[code]?.[status];
  return typeof say === 'function' ? say(evidence) : (say ?? inEnglish);
}
