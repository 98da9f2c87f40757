import { queryOptions } from '@tanstack/react-query';
import { addressOf, call } from './http.ts';
import type { TradeTrustSettings } from './schema.ts';

export type { TradeTrustSettings } from './schema.ts';

/** Of a chamber: its domain, and what that domain's DNS must say. */
export const tradeTrustQuery = queryOptions({
  queryKey: ['organisations', 'tradetrust-settings'],
  queryFn: ({ signal }) => call('GET /tradetrust-settings', { signal }),
});

export const saveTradeTrust = (domain: TradeTrustSettings['domain']) =>
  call('PUT /tradetrust-settings', { body: domain === null ? {} : { domain } });

export const issueToTradeTrust = (id: string, idempotencyKey: string) =>
  call('POST /certificates/tradetrust-documents', { body: { ids: [id] }, idempotencyKey });

export const tradeTrustAddress = (id: string): string =>
  addressOf('GET /certificates/{id}/tradetrust-document', { path: { id } });
