import { queryOptions } from '@tanstack/react-query';
import { ApiProblem, call, type Result } from './http.ts';

export type Me = Result<'GET /me'>;
export type Scope = Me['scopes'][number];

/**
 * Whether this browser signed in before. The session's cookie cannot be read by scripts, and asking the server on
 * every first visit would only bring an error.
 */
const hint = 'openpouch-signed-in';

export const wasSignedIn = (): boolean => localStorage.getItem(hint) !== null;

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => fetchMe(signal),
  staleTime: Number.POSITIVE_INFINITY,
  // Without a net it fails at once, rather than that a page for anyone waits for it.
  networkMode: 'always',
});

async function fetchMe(signal: AbortSignal): Promise<Me | null> {
  if (!wasSignedIn()) return null;
  try {
    return await call('GET /me', { signal });
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
    localStorage.removeItem(hint);
    return null;
  }
}

export async function signIn(credentials: {
  readonly email: string;
  readonly password: string;
}): Promise<Me> {
  const { user, organisation, scopes } = await call('POST /sessions', { body: credentials });
  localStorage.setItem(hint, '1');
  return { kind: 'user', id: user.id, name: user.name, organisation, scopes };
}

export async function signOut(): Promise<void> {
  localStorage.removeItem(hint);
  await call('DELETE /sessions/current', {}).catch((error: unknown) => {
    // Signed out already: that is what was wanted.
    if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
  });
}
