import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Verdict } from '../../../core/verdict.ts';
import { ApiProblem, addressOf, call, type ProblemDocument, type Result } from './http.ts';
import { paging } from './paging.ts';

export type Watch = Result<'GET /watches'>['items'][number];
export type Issuer = Result<'GET /verification/issuers'>['items'][number];
export type LookUp = Omit<Result<'GET /verification/look-ups'>, 'verdict'> & {
  readonly verdict: Verdict | null;
};

export interface WantedLookUp {
  readonly number: string;
  readonly issuer: string;
  readonly issuedOn: string;
  readonly code?: string;
}

/** One of many to be verified, under a name of its own. */
export type Item = { readonly id: string } & (
  | { readonly bundle: object }
  | { readonly number: string; readonly code: string }
  | { readonly digest: string }
);

export interface Brief {
  readonly outcome: Verdict['outcome'];
  readonly certificate: {
    readonly number: string | null;
    readonly issuer: string;
    readonly validFrom: string;
    readonly consignor: string | null;
    readonly consignee: string | null;
    readonly destination: string | null;
    readonly goods: string | null;
  } | null;
  readonly verifiedAt: string;
}

/** A line of the answer; the last one is the end. */
export type Answer =
  | { readonly position: number; readonly verdict: Brief; readonly watch: { readonly id: string } | null }
  | { readonly position: number; readonly error: { readonly code: string } }
  | { readonly end: object };

/** Verifies many, and gives the answers as they come. @throws ApiProblem, also when the answer is cut off */
export async function* verifyMany(
  items: readonly Item[],
  { watch, signal }: { readonly watch: boolean; readonly signal: AbortSignal },
): AsyncGenerator<Exclude<Answer, { readonly end: object }>> {
  const response = await fetch(addressOf('POST /verifications', { query: { watch: String(watch) } }), {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: items.map((item) => JSON.stringify(item)).join('\n'),
    signal,
  }).catch((cause: unknown) => {
    if (signal.aborted) throw cause;
    throw cutOff(cause);
  });
  if (!response.ok || response.body === null)
    throw new ApiProblem(response.status, (await response.json()) as ProblemDocument);
  let rest = '';
  for await (const text of textsOf(response.body)) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const answer = JSON.parse(line) as Answer;
      if ('end' in answer) return;
      yield answer;
    }
  }
  throw cutOff();
}

const cutOff = (cause?: unknown): ApiProblem =>
  new ApiProblem(0, { code: 'unreachable', retryable: true }, { cause });

/** Not every browser iterates over a stream. */
async function* textsOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield decoder.decode(value, { stream: true });
    }
  } finally {
    await reader.cancel();
  }
}

export const watchesQuery = (changed: boolean) =>
  infiniteQueryOptions({
    queryKey: ['notices', 'watches', { changed }],
    queryFn: ({ signal, pageParam }) =>
      call('GET /watches', { query: { ...(changed && { changed: 'true' }), after: pageParam }, signal }),
    ...paging,
    placeholderData: keepPreviousData,
  });

export const endWatch = (id: string) => call('DELETE /watches/{id}', { path: { id } });

export const issuersQuery = queryOptions({
  queryKey: ['issuers'],
  queryFn: ({ signal }) => call('GET /verification/issuers', { signal }),
  staleTime: 3_600_000,
});

export const lookUpQuery = (wanted: WantedLookUp | undefined) =>
  queryOptions({
    queryKey: ['verdict', 'look-up', wanted],
    queryFn: async ({ signal }) => {
      if (wanted === undefined) throw new Error('Nothing is looked up.');
      return (await call('GET /verification/look-ups', { query: wanted, signal })) as unknown as LookUp;
    },
    enabled: wanted !== undefined,
    gcTime: 0,
    staleTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  });
