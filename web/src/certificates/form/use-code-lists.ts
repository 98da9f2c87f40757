import { useQuery } from '@tanstack/react-query';

/** Code lists come with the first field that chooses from them, and stay. */
const kept = {
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  structuralSharing: false,
};

export function useCodeLists(isWanted = true) {
  const load = () => import('../../../../core/code-lists.ts');
  return useQuery({ queryKey: ['code-lists'], queryFn: load, enabled: isWanted, ...kept }).data;
}
