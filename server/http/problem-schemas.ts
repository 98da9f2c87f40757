import { z } from 'zod';
import { fieldErrorCodes } from './problem.ts';

/** Members of a problem document that others repeat: the outcome of one of several acts says them too. */
export const fieldErrorSchema = z.strictObject({
  in: z.enum(['body', 'query', 'path', 'header']),
  pointer: z.string(),
  detail: z.string(),
  code: z.enum(fieldErrorCodes),
  limit: z.number().optional(),
  rule: z.string().optional().meta({ description: 'The rule that it breaks, where it has a name.' }),
});

export const problemParametersSchema = z
  .record(z.string(), z.union([z.string(), z.number()]))
  .meta({ description: 'What the title says of this case, for whoever says it in another language.' });
