import { queryOptions } from '@tanstack/react-query';
import { ApiProblem } from './http.ts';
import type { Role } from './organisations.ts';

/** `/.well-known/openpouch.json`: what a verifier needs to know of this installation. */
export interface Installation {
  /** Checked by `core/trust.ts` before it is used. */
  readonly deployment: unknown;
  readonly rpcUrl: string;
  /** Public key of whoever signs receipts, roots and exported trails here. */
  readonly operator?: unknown;
  /** Only where the server runs as a demonstration. */
  readonly demonstration?: readonly {
    readonly role: Role;
    readonly legalName: string;
    readonly email: string;
    readonly password: string;
  }[];
}

/** @throws ApiProblem */
export async function fetchInstallation(init: RequestInit = {}): Promise<Installation> {
  const response = await fetch('/.well-known/openpouch.json', init);
  if (!response.ok) throw new ApiProblem(response.status, { retryable: response.status >= 500 });
  return (await response.json()) as Installation;
}

export const installationQuery = queryOptions({
  queryKey: ['installation'],
  queryFn: ({ signal }) => fetchInstallation({ signal }),
  staleTime: Number.POSITIVE_INFINITY,
  // Without a net too: the verification page keeps what it was told last (offline-worker.ts).
  networkMode: 'always',
});
