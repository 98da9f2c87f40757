import { queryOptions } from '@tanstack/react-query';
import type { Verdict } from '../../../core/verdict.ts';
import { call, type Result } from './http.ts';

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

export type RecordedVerdict = Verdict & Pick<Result<'POST /records/{recordId}/verifications'>, 'verifiedAt'>;

/** As a party: the chain is asked anew, and that we did so is recorded. */
export const verifyAsParty = async (recordId: string, idempotencyKey: string): Promise<RecordedVerdict> =>
  (await call('POST /records/{recordId}/verifications', {
    path: { recordId },
    idempotencyKey,
  })) as unknown as RecordedVerdict;
