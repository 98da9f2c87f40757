import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './http.ts';

const MAX_RETRIES = 3;

/** Only what may come right by itself is tried again: no answer, a restart, a limit. */
const worthRetrying = (count: number, error: Error): boolean =>
  count < MAX_RETRIES && error instanceof ApiProblem && error.retryable && error.status !== 429;

/** @param onSessionEnd called whenever the server says that nobody is signed in any more */
export function createQueryClient(onSessionEnd: () => void): QueryClient {
  const onError = (error: Error): void => {
    if (error instanceof ApiProblem && error.status === 401 && error.code === 'not_signed_in') onSessionEnd();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { retry: worthRetrying, retryDelay: backOff, staleTime: 2_000 },
      mutations: { retry: worthRetrying, retryDelay: backOff },
    },
  });
}

const backOff = (count: number): number => Math.min(4_000, 400 * 2 ** count);
