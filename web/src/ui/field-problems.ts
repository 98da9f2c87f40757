import { ApiProblem } from '../api/http.ts';

/** What the server says of the field at this JSON pointer of the body, to be shown beside it; null: nothing. */
export function fieldProblem(problem: Error | null, pointer: string): string | null {
  if (!(problem instanceof ApiProblem)) return null;
  return problem.errors.find((error) => error.in === 'body' && error.pointer === pointer)?.detail ?? null;
}

/** What no field of the form shows: null when each part of the problem stands beside its field. */
export function problemBeside(problem: Error | null, pointers: readonly string[]): Error | null {
  if (!(problem instanceof ApiProblem) || problem.errors.length === 0) return problem;
  const isShown = problem.errors.every((error) => error.in === 'body' && pointers.includes(error.pointer));
  return isShown ? null : problem;
}
