import type { Problem } from '../../api/schema.ts';
import { type ByCode, byCode } from '../words.ts';

export type ProblemCode = Problem['code'];
export type FieldCode = NonNullable<Problem['errors']>[number]['code'];
export type ProblemWords = (parameters: Readonly<Record<string, string | number>>) => string;
export type FieldWords = (limit: number | undefined) => string;

/** What every other language has to say; English is what the server says itself. */
export interface AllProblems {
  readonly said: ByCode<ProblemCode, ProblemWords>;
  readonly fields: ByCode<FieldCode, FieldWords>;
}

/** Refusals by their code, and what is wrong with a field by its own. */
export const problems = {
  said: byCode<never, ProblemWords>({}),
  fields: byCode<never, FieldWords>({}),
};
