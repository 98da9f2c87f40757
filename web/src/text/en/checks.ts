import type { JsonObject } from '../../../../core/json.ts';
import type { Check } from '../../../../core/verdict.ts';
import { byCode } from '../words.ts';

export type CheckWords = Readonly<
  Partial<Record<Check['status'], string | ((evidence: JsonObject) => string)>>
>;

/** What was checked and how it came out, by the check's code. English is what core says itself. */
export const checks = byCode<never, CheckWords>({});
