import { queryOptions } from '@tanstack/react-query';
import { call } from './http.ts';
import type { ValidityPeriod } from './schema.ts';

export type { ValidityPeriod } from './schema.ts';

export const validityQuery = queryOptions({
  queryKey: ['validity-periods'],
  queryFn: ({ signal }) => call('GET /validity-periods', { signal }),
});

export const saveValidity = ({ country, ...body }: ValidityPeriod) =>
  call('PUT /validity-periods/{country}', { path: { country }, body });

export const removeValidity = (country: string) =>
  call('DELETE /validity-periods/{country}', { path: { country } });
