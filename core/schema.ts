import type { z } from 'zod';
import { MalformedError } from './malformed.ts';

/** What the schema makes of the value. @throws MalformedError naming the first member that is wrong */
export function checked<T>(schema: z.ZodType<T>, value: unknown, name: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new MalformedError([name, ...(issue?.path ?? [])].join('.'), issue?.message ?? name);
}
