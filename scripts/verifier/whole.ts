import { OUTCOMES, type Verdict } from '../../core/verdict.ts';
import type { VerifiedPart } from '../../core/verify-archive.ts';
import type { VerifiedLine } from '../../core/verify-trail-export.ts';

/** Something judged: of an archive itself and its parts, else one verdict. */
export interface JudgedSource {
  readonly isArchive: boolean;
  readonly parts: readonly VerifiedPart[];
}

/** One verdict of something, whatever it is. */
export interface Whole extends Verdict {
  /** Of an archive: what is said of each of its files. Left out: it is none. */
  readonly parts?: readonly (Verdict & { readonly path: string })[];
  /** Of an exported trail. */
  readonly lines?: readonly VerifiedLine[];
}

/**
 * The outcome of an archive is the worst of itself and its parts (protocol §13): whoever looks at it alone does not take
 * an archive with a forged document for a good one. Checks and facts are of the archive and the pouch that it holds.
 */
export function wholeOf({ isArchive, parts: [itself, ...others] }: JudgedSource): Whole {
  if (itself === undefined) throw new TypeError('what is judged has a verdict');
  const { path: _, ...verdict } = itself;
  if (!isArchive) return verdict;
  const parts = others.map(({ path, ...part }) => ({ path: path ?? '', ...part }));
  const worst = parts.reduce(
    (worst, part) => (OUTCOMES.indexOf(part.outcome) < OUTCOMES.indexOf(worst.outcome) ? part : worst),
    { path: '', ...verdict },
  );
  const { outcome, statement, path } = worst;
  return { ...verdict, outcome, statement: path === '' ? statement : `${path}: ${statement}`, parts };
}
