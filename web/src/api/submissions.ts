import { queryOptions } from '@tanstack/react-query';
import { call, type Result } from './http.ts';

export type Submission = Result<'GET /certificates/{id}/submissions'>['items'][number];
export type Change = Submission['changes'][number];

/** What we were sent last, with what changed since the time before; and why that one was not issued. */
export const submissionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['certificates', id, 'submissions'],
    queryFn: ({ signal }) =>
      call('GET /certificates/{id}/submissions', { path: { id }, query: { limit: 2 }, signal }),
  });
