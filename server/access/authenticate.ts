import type { Request } from 'express';
import { readCookie } from '../http/cookies.ts';
import { problem } from '../http/problem.ts';
import type { AccessService } from './access-service.ts';
import type { Principal } from './scopes.ts';

export const sessionCookie = 'openpouch_session';

/**
 * Who sends this request: a bearer token, else the session's cookie, else nobody.
 * @throws invalid_token, and cross_site for a change under a cookie that does not come from our own pages.
 */
export function createAuthenticate(
  access: AccessService,
): (request: Request) => Promise<Principal | undefined> {
  return async (request) => {
    const authorization = request.get('authorization');
    if (authorization !== undefined) {
      // RFC 6749 §2.3.1: a client's name and secret, which only the token endpoint takes.
      if (/^Basic /i.test(authorization)) return undefined;
      const token = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization)?.[1];
      if (token === undefined || token.length > 4096) {
        throw problem('invalid_token', undefined, {
          headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
        });
      }
      return access.principalOfToken(token);
    }
    const token = readSessionCookie(request.get('cookie'));
    if (token === undefined) return undefined;
    refuseCrossSite(request);
    return access.principalOfSession(token);
  };
}

/** @param header the Cookie header */
export const readSessionCookie = (header: string | undefined): string | undefined =>
  readCookie(header, sessionCookie);

/** SameSite=Strict is the first guard; this one also holds where a browser does not know it (Fetch Metadata, then Origin). */
export function refuseCrossSite(request: Request): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return;
  const site = request.get('sec-fetch-site');
  if (site !== undefined) {
    if (site === 'same-origin' || site === 'none') return;
    throw problem('cross_site');
  }
  const origin = request.get('origin');
  if (origin !== undefined && origin !== `${request.protocol}://${request.get('host')}`)
    throw problem('cross_site');
}
