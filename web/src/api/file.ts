import { queryOptions } from '@tanstack/react-query';
import { ApiProblem } from './http.ts';

/** A file itself, for as long as it is looked at; what lies at its address never changes. */
export const fileQuery = (address: string) =>
  queryOptions({
    queryKey: ['file', address],
    queryFn: async ({ signal }) => {
      const response = await fetch(address, { signal }).catch((cause: unknown) => {
        if (signal.aborted) throw cause;
        throw new ApiProblem(0, { code: 'unreachable', retryable: true }, { cause });
      });
      if (!response.ok) throw new ApiProblem(response.status, await response.json().catch(() => ({})));
      return response.arrayBuffer();
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
