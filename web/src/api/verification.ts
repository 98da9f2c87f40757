import { queryOptions } from '@tanstack/react-query';
import type { Verdict } from '../../../core/verdict.ts';
import { call } from './http.ts';

/** By the number and the code printed on a certificate: asked of the server, which alone can look a number up. */
export const numberVerdictQuery = (asked: { readonly number: string; readonly code: string }) =>
  queryOptions({
    queryKey: ['verdict', asked],
    // The server answers with the verdict of core, whose branded hex strings are plain ones in the API's types.
    queryFn: async ({ signal }) =>
      (await call('GET /verification/certificates', { query: asked, signal })) as unknown as Verdict,
    gcTime: 0,
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
