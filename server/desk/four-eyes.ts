import type { Trx } from '../database/database.ts';
import { type Problem, problem } from '../http/problem.ts';
import { caseStore } from './case-store.ts';

/**
 * Where a chamber wants four eyes: what keeps each of these from being issued by who asks for it. It was recommended,
 * and by somebody else. Under the chamber's row-level security.
 */
export async function secondPersonNeeded(
  trx: Trx,
  wishes: readonly { readonly id: string; readonly officerId: string }[],
): Promise<ReadonlyMap<string, Problem>> {
  const found = await caseStore.find(
    trx,
    wishes.map(({ id }) => id),
  );
  return new Map(
    wishes.flatMap(({ id, officerId }): [string, Problem][] => {
      const by = found.get(id)?.recommended?.id;
      if (by === undefined) return [[id, problem('second_person_needed', { why: 'nobody recommended it' })]];
      if (by === officerId)
        return [[id, problem('second_person_needed', { why: 'you recommended it yourself' })]];
      return [];
    }),
  );
}
