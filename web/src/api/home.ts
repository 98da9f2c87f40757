import { queryOptions } from '@tanstack/react-query';
import { isLive } from '../live/live-state.ts';
import { call, type Result } from './http.ts';

/** While nobody tells what others do, it is asked for again every so often, in milliseconds. */
const othersActMs = 10_000;

/** How much of each that may need this person, and the first of it; null where it is not their part. */
export type Home = Result<'GET /home'>;

export const homeQuery = queryOptions({
  queryKey: ['home'],
  queryFn: ({ signal }) => call('GET /home', { signal }),
  refetchInterval: () => (isLive() ? false : othersActMs),
});
