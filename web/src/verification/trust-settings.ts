import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { checked } from '../../../core/schema.ts';
import { type Trust, trustSchema } from '../../../core/trust.ts';
import { type Installation, installationQuery } from '../api/installation.ts';

export interface TrustSettings {
  readonly trust: Trust;
  readonly rpcUrl: string;
}

/** @throws MalformedError naming the member that is wrong, SyntaxError, TypeError for an address that is none */
export function readTrust(deployments: string, rpcUrl: string): TrustSettings {
  const { protocol, href } = new URL(rpcUrl);
  if (protocol !== 'http:' && protocol !== 'https:')
    throw new TypeError(`${protocol} is not http: or https:`);
  const trust = checked(trustSchema, { deployments: JSON.parse(deployments) as unknown }, 'trust');
  return { trust, rpcUrl: href };
}

/** What the page trusts: as this installation says, or as the visitor put in instead, until the page is left. */
export function useTrustSettings() {
  const query = useQuery(installationQuery);
  const [chosen, choose] = useState<TrustSettings | null>(null);
  const shipped = query.data === undefined ? undefined : fromInstallation(query.data);
  return { query, settings: chosen ?? shipped, isChosen: chosen !== null, choose };
}

/** What the server says is input like any other. */
function fromInstallation({ deployment, rpcUrl }: Installation): TrustSettings | undefined {
  try {
    return readTrust(JSON.stringify([deployment]), rpcUrl);
  } catch (cause) {
    console.warn('This installation does not say what to trust.', cause);
    return undefined;
  }
}
