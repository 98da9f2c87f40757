import { queryOptions } from '@tanstack/react-query';
import { call } from './http.ts';

/** A pouch or certificate that can be handed over. */
export interface Owned {
  readonly recordId: string;
  readonly kind: 'pouch' | 'certificate';
  readonly name: string;
}

/** What is ours and in force, the latest first: as many of each as one page takes. */
export const ownedQuery = queryOptions({
  queryKey: ['handovers', 'owned'],
  queryFn: async ({ signal }): Promise<readonly Owned[]> => {
    const [pouches, certificates] = await Promise.all([
      call('GET /pouches', { query: { box: 'owned', state: 'active', limit: 200 }, signal }),
      call('GET /certificates', { query: { state: 'issued', limit: 200 }, signal }),
    ]);
    return [
      ...pouches.items.map(({ recordId, title }) => ({ recordId, kind: 'pouch' as const, name: title })),
      ...certificates.items.flatMap(({ recordId, number }) =>
        recordId === null ? [] : [{ recordId, kind: 'certificate' as const, name: number ?? '' }],
      ),
    ];
  },
});
