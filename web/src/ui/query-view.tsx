import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { ApiProblem } from '../api/http.ts';
import { useText } from '../text/text.tsx';
import { UnknownIcon } from './icons.tsx';
import { Empty } from './notice.tsx';
import { ProblemAlert } from './problem-alert.tsx';

export interface Query<Data> {
  readonly data: Data | undefined;
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

interface QueryViewProps<Data> {
  readonly query: Query<Data>;
  /** About how high the content will be, so that nothing jumps when it comes. */
  readonly lines?: number;
  /** It is the whole page that was asked for. */
  readonly isPage?: boolean;
  readonly children: (data: Data) => ReactNode;
}

/** What was asked for, or its place while it comes, or why it does not come. */
export function QueryView<Data>({ query, lines = 6, isPage = false, children }: QueryViewProps<Data>) {
  const text = useText();
  const { data, error } = query;
  if (data !== undefined) return children(data);
  if (error === null) return <Loading lines={lines} />;
  const status = error instanceof ApiProblem ? statusOf(error) : undefined;
  if (status === 404 || status === 403) {
    const words = status === 404 ? text.ui.notFound : text.ui.notPermitted;
    return (
      <Empty icon={<UnknownIcon size={36} />} title={words.title} isPage={isPage}>
        {words.lead}
      </Empty>
    );
  }
  return <ProblemAlert problem={error} onRetry={() => void query.refetch()} />;
}

/** The place of what comes, about as high as so many lines. */
export function Loading({ lines }: { readonly lines: number }) {
  const text = useText();
  return (
    <div role="status" aria-label={text.ui.loading}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never change places
        <Skeleton key={line} height={18} mb={14} width={`${92 - ((line * 17) % 40)}%`} />
      ))}
    </div>
  );
}

/** An id in the address that is none names nothing: to whoever typed it that is the same as not found. */
function statusOf({ status, errors }: ApiProblem): number {
  return status === 400 && errors.some((error) => error.in === 'path') ? 404 : status;
}
