import { queryOptions } from '@tanstack/react-query';
import type { CertificateSummary } from './certificates.ts';
import { call, type Result } from './http.ts';

export interface Queue {
  /** The oldest first. */
  readonly items: readonly CertificateSummary[];
  /** There are more than these. */
  readonly hasMore: boolean;
}

/** As many as an officer could ever look at in a day; asked for 200 at a time. */
const mostPages = 5;

/** What was submitted to us and waits for a decision. */
export const queueQuery = queryOptions({
  queryKey: ['certificates', 'queue'],
  queryFn: async ({ signal }): Promise<Queue> => {
    const items: CertificateSummary[] = [];
    let after: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const found = await call('GET /certificates', {
        query: { state: 'submitted', limit: 200, after },
        signal,
      });
      items.push(...found.items);
      if (found.next === null) return { items: oldestFirst(items), hasMore: false };
      after = found.next;
    }
    return { items: oldestFirst(items), hasMore: true };
  },
  refetchInterval: 10_000,
});

const oldestFirst = (items: readonly CertificateSummary[]): CertificateSummary[] =>
  items.toSorted((a, b) => timeOf(a) - timeOf(b));
const timeOf = ({ submittedAt, createdAt }: CertificateSummary): number =>
  Date.parse(submittedAt ?? createdAt);

export type IssuanceOutcome = Result<'POST /certificates/issuances'>['outcomes'][number];

export const issueCertificates = (ids: readonly string[], idempotencyKey: string) =>
  call('POST /certificates/issuances', { body: { ids }, idempotencyKey });
