import { z } from 'zod';

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
