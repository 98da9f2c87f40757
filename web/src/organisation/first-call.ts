import type { MadeClient } from '../api/organisation.ts';

/**
 * Lines for a POSIX shell that get a token and ask with it: the certificates, or who one is where those may not be
 * read. Nothing but curl and sed is needed.
 */
export function firstCall(api: string, { id, secret, scopes }: MadeClient): string {
  const path = scopes.includes('certificate:read') ? '/certificates' : '/me';
  return [
    `TOKEN=$(curl -sS ${api}/oauth/token \\`,
    `  -u '${id}:${secret ?? 'SECRET'}' \\`,
    '  -d grant_type=client_credentials | sed \'s/.*"access_token":"\\([^"]*\\)".*/\\1/\')',
    `curl -sS ${api}${path} -H "Authorization: Bearer $TOKEN"`,
  ].join('\n');
}
