import type { LocalResult } from '../../core/verify-local.ts';

export interface LocalCache {
  /** What is known under `key`, else what `work` finds; several who ask at once share one piece of work. */
  get(key: string, work: () => Promise<LocalResult>): Promise<LocalResult>;
}

/**
 * Remembers what proofs say by themselves: it never changes, and finding it out takes several signatures and dozens
 * of hashes. What the chain says is never kept here.
 * @param mostCharacters sum over the results kept, as JSON; the one unused for the longest time goes first.
 */
export function createLocalCache(mostCharacters: number): LocalCache {
  const kept = new Map<string, { result: LocalResult; weight: number }>();
  const underway = new Map<string, Promise<LocalResult>>();
  let total = 0;

  const keep = (key: string, result: LocalResult): void => {
    const weight = JSON.stringify(result).length;
    // A proof of many megabytes would push out hundreds of ordinary ones.
    if (weight > mostCharacters / 100) return;
    kept.set(key, { result, weight });
    total += weight;
    for (const [oldest, entry] of kept) {
      if (total <= mostCharacters) break;
      kept.delete(oldest);
      total -= entry.weight;
    }
  };

  return {
    get(key, work) {
      const known = kept.get(key);
      if (known !== undefined) {
        kept.delete(key);
        kept.set(key, known);
        return Promise.resolve(known.result);
      }
      const begun = underway.get(key);
      if (begun !== undefined) return begun;
      const working = work()
        .then((result) => {
          keep(key, result);
          return result;
        })
        .finally(() => underway.delete(key));
      underway.set(key, working);
      return working;
    },
  };
}
