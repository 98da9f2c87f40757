import { ApiProblem, type FieldProblem, isNotSigned } from '../api/http.ts';
import type { Text } from '../text/text.tsx';

/** What went wrong, in the reader's language; in the server's words where this language has none for its code. */
export function problemWords(problem: Error, text: Text): string {
  if (!(problem instanceof ApiProblem)) return text.ui.failed;
  const { code, parameters, message } = problem;
  if (isNotSigned(problem)) return text.keys.sign.not;
  return code === 'unreachable' ? text.ui.unreachable : (text.problems.said[code]?.(parameters) ?? message);
}

/** What is wrong with a field, likewise. */
export const fieldWords = ({ code = '', limit, rule = '', detail }: FieldProblem, text: Text): string =>
  text.rules.broken[rule] ??
  text.rules.warnings[rule] ??
  // A rule without words of ours, as of a trade notice that was added: its own words say more than the code.
  (rule === '' ? text.problems.fields[code]?.(limit) : undefined) ??
  detail;
