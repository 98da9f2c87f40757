import type { SealContext } from '../keys/sealing.ts';

/** What the secrets of webhooks are sealed for: the organisation's, and nothing else. */
export const sealOf = (organisationId: string): SealContext => ({
  organisationId,
  purpose: 'webhook-secret',
});
