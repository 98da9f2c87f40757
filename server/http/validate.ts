import type { z } from 'zod';
import { type FieldError, type FieldErrorCode, type Problem, problem } from './problem.ts';

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
  return error.issues.flatMap((issue): FieldError[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        in: where,
        pointer: toPointer([...issue.path, key]),
        detail: 'There is no such field.',
        code: 'unknown',
      }));
    }
    // JSON has no `undefined`, of which the parser would speak.
    const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
    return [
      {
        in: where,
        pointer: toPointer(issue.path),
        ...(missing
          ? { detail: 'This is missing.', code: 'missing' }
          : { detail: issue.message, ...codeOf(issue) }),
      },
    ];
  });
}

export type FieldReason = Pick<FieldError, 'code' | 'limit' | 'rule'>;

/** What a schema found, as one of our codes. */
export function codeOf(issue: z.core.$ZodIssue): FieldReason {
  switch (issue.code) {
    case 'too_small':
      return { code: sizes[issue.origin]?.[0] ?? 'too_small', limit: Number(issue.minimum) };
    case 'too_big':
      return { code: sizes[issue.origin]?.[1] ?? 'too_big', limit: Number(issue.maximum) };
    case 'invalid_type':
      return { code: 'wrong_type' };
    case 'invalid_format':
      return { code: 'malformed' };
    case 'invalid_value':
      return { code: 'not_allowed' };
    default:
      return { code: 'invalid' };
  }
}

const sizes: Readonly<Record<string, readonly [FieldErrorCode, FieldErrorCode]>> = {
  string: ['too_short', 'too_long'],
  array: ['too_few', 'too_many'],
};

/** One field that is wrong for a reason that no schema knows. */
export function invalidField(
  pointer: string,
  detail: string,
  where: FieldError['in'] = 'body',
  because: FieldReason = {},
): Problem {
  return problem('invalid_request', undefined, { errors: [{ in: where, pointer, detail, ...because }] });
}

/** RFC 6901. */
export function toPointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
