import { useSearchParams } from 'react-router';

/** A filter of a list, kept in the address: reload, back and a copied link bring the same list. */
export function useFilter(
  name: string,
): readonly [value: string | undefined, set: (value: string | undefined) => void] {
  const [query, setQuery] = useSearchParams();
  const set = (value: string | undefined) =>
    setQuery(
      () => {
        // The address as it is now: React Router gives that of the last drawing, which forgets a choice made just before.
        const next = new URLSearchParams(location.search);
        if (value === undefined || value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  return [query.get(name) ?? undefined, set];
}
