import { z } from 'zod';
import { checked } from '../../../core/schema.ts';
import type { EcPublicJwk } from '../../../core/signer.ts';
import { type Trust, trustSchema } from '../../../core/trust.ts';
import type { Installation } from '../api/installation.ts';

export interface TrustSettings {
  readonly trust: Trust;
  /** Of the chain, one or more: all must agree. */
  readonly rpcUrls: readonly string[];
  /** Whose signature exported trails bear; null: whoever is trusted does not say. */
  readonly operator: EcPublicJwk | null;
}

/** What a proof is judged by. */
export type Asked = Pick<TrustSettings, 'trust' | 'rpcUrls'>;

const publicKeySchema = z.strictObject({
  crv: z.literal('P-256'),
  kty: z.literal('EC'),
  x: z.string(),
  y: z.string(),
});

/**
 * @param operator of the installation; what a visitor puts in names none
 * @throws MalformedError naming the member that is wrong, SyntaxError, TypeError for an address that is none
 */
export function readTrust(
  deployments: string,
  rpcUrls: readonly string[],
  operator: EcPublicJwk | null,
): TrustSettings {
  const trust = checked(trustSchema, { deployments: JSON.parse(deployments) as unknown }, 'trust');
  return { trust, rpcUrls: [...new Set(rpcUrls.map(readRpcUrl))], operator };
}

/** @throws TypeError for an address that no page can ask */
export function readRpcUrl(text: string): string {
  const { protocol, href } = new URL(text);
  if (protocol !== 'http:' && protocol !== 'https:')
    throw new TypeError(`${protocol} is not http: or https:`);
  return href;
}

/** What the server says is input like any other. */
export function fromInstallation({ deployment, rpcUrl, operator }: Installation): TrustSettings | null {
  try {
    const key = operator === undefined ? null : checked(publicKeySchema, operator, 'operator');
    return readTrust(JSON.stringify([deployment]), [rpcUrl], key);
  } catch (cause) {
    console.warn('This installation does not say what to trust.', cause);
    return null;
  }
}
