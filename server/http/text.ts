import { z } from 'zod';

/** One line that a person wrote. Control characters (PostgreSQL has no U+0000) and lone surrogates are refused. */
export const lineOfText = (maximum: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maximum)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'one line of text without control characters');
