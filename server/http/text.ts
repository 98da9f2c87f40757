import { z } from 'zod';
import { isObject } from '../../core/json.ts';

/**
 * One line that a person wrote, kept as it was written. Control characters (PostgreSQL has no U+0000), lone surrogates
 * and white space at its ends are refused.
 */
export const lineOfText = (maximum: number) =>
  z
    .string()
    .min(1)
    .max(maximum)
    .regex(
      /^(?!\s)[^\p{Cc}\p{Cs}]*(?<!\s)$/u,
      'one line of text without control characters, and without white space at its ends',
    );

/** Several lines that a person wrote, without white space at their ends. */
export const linesOfText = (maximum: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maximum)
    .regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\r\t])*$/u, 'text without control characters');

/** All texts in it can be stored and printed, on one line or several; each that cannot is named. */
export const printable = <S extends z.ZodType>(schema: S) =>
  schema.superRefine((value, context) => {
    for (const path of unprintableIn(value, []))
      context.addIssue({ code: 'custom', path, message: 'Text without control characters.' });
  });

function unprintableIn(value: unknown, path: PropertyKey[]): PropertyKey[][] {
  if (typeof value === 'string')
    return value.isWellFormed() && !/[\p{Cc}--[\n\r\t]]/v.test(value) ? [] : [path];
  if (Array.isArray(value)) return value.flatMap((one, index) => unprintableIn(one, [...path, index]));
  if (isObject(value))
    return Object.entries(value).flatMap(([key, one]) => unprintableIn(one, [...path, key]));
  return [];
}
