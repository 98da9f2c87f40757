import { ApiProblem } from '../api/http.ts';
import type { Text } from '../text/text.tsx';
import { fieldWords } from './problem-words.ts';

/** What the server says of the field at this JSON pointer of the body, to be shown beside it; null: nothing. */
export function fieldProblem(problem: Error | null, pointer: string, text: Text): string | null {
  if (!(problem instanceof ApiProblem)) return null;
  const field = problem.errors.find((error) => error.in === 'body' && error.pointer === pointer);
  return field === undefined ? null : fieldWords(field, text);
}

/** What no field of the form shows: null when each part of the problem stands beside its field. */
export function problemBeside(problem: Error | null, pointers: readonly string[]): Error | null {
  if (!(problem instanceof ApiProblem) || problem.errors.length === 0) return problem;
  const isShown = problem.errors.every((error) => error.in === 'body' && pointers.includes(error.pointer));
  return isShown ? null : problem;
}
