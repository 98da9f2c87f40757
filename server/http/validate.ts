import type { z } from 'zod';
import { type FieldError, type Problem, problem } from './problem.ts';

/** @throws invalid_request that names every field that does not fit, as a JSON pointer into `where`. */
export function validate<S extends z.ZodType>(
  schema: S,
  value: unknown,
  where: FieldError['in'],
): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw problem('invalid_request', undefined, { errors: toFieldErrors(parsed.error, where) });
}

export function toFieldErrors(error: z.ZodError, where: FieldError['in']): FieldError[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        in: where,
        pointer: toPointer([...issue.path, key]),
        detail: 'There is no such field.',
      }));
    }
    // JSON has no `undefined`, of which the parser would speak.
    const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
    return [
      { in: where, pointer: toPointer(issue.path), detail: missing ? 'This is missing.' : issue.message },
    ];
  });
}

/** One field that is wrong for a reason that no schema knows. */
export function invalidField(pointer: string, detail: string, where: FieldError['in'] = 'body'): Problem {
  return problem('invalid_request', undefined, { errors: [{ in: where, pointer, detail }] });
}

/** RFC 6901. */
export function toPointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
