import { z } from 'zod';
import type { Hex } from '../../core/bytes.ts';

export const hash = z
  .string()
  .regex(/^0x[0-9a-f]{64}$/, '0x and 64 lower-case hexadecimal digits') as unknown as z.ZodType<Hex, string>;

/** What a person copies from paper. Not `lineOfText`: white space around it does no harm here. */
export const typed = z
  .string()
  .min(1)
  .max(35)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'without control characters');
