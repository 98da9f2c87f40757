import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { itemsOf } from '../api/paging.ts';
import { type TrailEvent, trailQuery } from '../api/records.ts';

/** Pages that come by themselves: 2,000 steps, more than a record sees in its life; the rest by a click. */
const pagesAtOnce = 10;

interface WholeTrail {
  readonly events: {
    readonly data: readonly TrailEvent[] | undefined;
    readonly error: Error | null;
    readonly refetch: () => unknown;
  };
  readonly paging: Pick<ReturnType<typeof useInfiniteQuery>, 'hasNextPage' | 'isFetchingNextPage'> & {
    readonly fetchNextPage: () => unknown;
  };
}

/** The trail of a record in order, whole as a rule. Whoever asks for the same record gets the same one. */
export function useTrail(recordId: string): WholeTrail {
  const query = useInfiniteQuery(trailQuery(recordId));
  const { data, error, refetch, hasNextPage, isFetching, isFetchingNextPage } = query;
  const fetchNextPage = () => query.fetchNextPage({ cancelRefetch: false });
  const isDue = hasNextPage && !isFetching && (data?.pages.length ?? 0) < pagesAtOnce;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the function is another one in every pass
  useEffect(() => {
    if (isDue) void fetchNextPage();
  }, [isDue, data]);
  const events = useMemo(() => (data === undefined ? undefined : itemsOf(data)), [data]);
  return {
    events: { data: events, error, refetch },
    paging: { hasNextPage, isFetchingNextPage, fetchNextPage },
  };
}
