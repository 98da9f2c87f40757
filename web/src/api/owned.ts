import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { inForce } from './certificates.ts';
import { call } from './http.ts';

/** A pouch or certificate that can be handed over. */
export interface Owned {
  readonly recordId: string;
  readonly kind: 'pouch' | 'certificate';
  readonly name: string;
}

/** How many of each are shown; what is not among them is found by more words. */
const most = 50;

/** What is ours and in force, and has these words in its name or data, the latest first. */
export const ownedQuery = (words: string) =>
  queryOptions({
    queryKey: ['handovers', 'owned', words],
    queryFn: async ({ signal }): Promise<readonly Owned[]> => {
      const query = { box: 'owned' as const, limit: most, ...(words !== '' && { q: words }) };
      const [pouches, certificates] = await Promise.all([
        call('GET /pouches', { query: { ...query, state: 'active' }, signal }),
        call('GET /certificates', { query: { ...query, state: inForce }, signal }),
      ]);
      return [
        ...pouches.items.map(({ recordId, title }) => ({ recordId, kind: 'pouch' as const, name: title })),
        ...certificates.items.flatMap(({ recordId, number }) =>
          recordId === null ? [] : [{ recordId, kind: 'certificate' as const, name: number ?? '' }],
        ),
      ];
    },
    placeholderData: keepPreviousData,
  });

/** Certificates that are ours and in force, as a field to choose one from shows them. */
export const ownedCertificatesQuery = (words: string) =>
  queryOptions({
    queryKey: ['certificates', 'owned', words],
    queryFn: async ({ signal }) => {
      const query = { box: 'owned' as const, state: inForce, limit: most, ...(words !== '' && { q: words }) };
      return (await call('GET /certificates', { query, signal })).items;
    },
    placeholderData: keepPreviousData,
  });
