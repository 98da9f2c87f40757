/** Patterns for ILIKE, one for each word that is sought; wildcards that a person wrote stand for themselves. */
export function searchTerms(q: string | undefined): string[] {
  const words = (q ?? '').split(/\s+/).filter((word) => word !== '');
  return words.slice(0, 8).map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
}
