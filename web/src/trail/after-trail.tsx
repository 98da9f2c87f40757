import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { trailQuery } from '../api/records.ts';
import { QueryView } from '../ui/query-view.tsx';

interface AfterTrailProps {
  /** Null: nothing is recorded yet, and nothing is waited for. */
  readonly recordId: string | null;
  readonly children: ReactNode;
}

/**
 * Shows the page of a record once its trail is there as well: how many hands it went through decides how far down the
 * page everything else stands, and nothing shall jump. What comes later changes the page without hiding it again.
 */
export function AfterTrail({ recordId, children }: AfterTrailProps) {
  const [isReady, setReady] = useState(recordId === null);
  const { data, error, refetch } = useInfiniteQuery({
    ...trailQuery(recordId ?? ''),
    enabled: recordId !== null,
  });
  if (!isReady && (data !== undefined || error !== null)) setReady(true);
  if (isReady) return children;
  return (
    <QueryView query={{ data: undefined, error: null, refetch }} lines={12} isPage>
      {() => null}
    </QueryView>
  );
}
