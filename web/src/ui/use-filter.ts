import { useSearchParams } from 'react-router';

/** A filter of a list, kept in the address: reload, back and a copied link bring the same list. */
export function useFilter(
  name: string,
): readonly [value: string | undefined, set: (value: string | undefined) => void] {
  const [query, setQuery] = useSearchParams();
  const set = (value: string | undefined) =>
    setQuery(
      (current) => {
        const next = new URLSearchParams(current);
        if (value === undefined || value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  return [query.get(name) ?? undefined, set];
}
