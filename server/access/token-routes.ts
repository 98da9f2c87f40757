import { z } from 'zod';
import type { AppContext } from '../context.ts';
import { problem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { tokenSeconds } from './access-service.ts';

/** RFC 6749 §3.2: parameters that are not known are ignored, so this is no strict object. */
const tokenRequestSchema = z.object({
  grant_type: z.literal('client_credentials'),
  client_id: z.string().max(100).optional(),
  client_secret: z.string().max(200).optional(),
  scope: z.string().max(1000).optional(),
});

/** OAuth 2 for systems: client credentials against a token of ten minutes. */
export function createTokenRoutes(context: Pick<AppContext, 'access'>): Route[] {
  return [
    route({
      method: 'post',
      path: '/oauth/token',
      tag: 'Access',
      summary:
        'An access token for a system (RFC 6749 §4.4). Client id and secret in the form or by HTTP Basic. ' +
        'Refusals are problem documents as everywhere here, not the `error` member of RFC 6749 §5.2.',
      access: 'anyone',
      guarded: 'secrets',
      body: tokenRequestSchema,
      bodyMediaType: 'application/x-www-form-urlencoded',
      responses: {
        200: {
          description: 'The token.',
          schema: z.strictObject({
            access_token: z.string(),
            token_type: z.literal('Bearer'),
            expires_in: z.int().meta({ description: 'Seconds' }),
            scope: z.string().meta({ description: 'What was granted, separated by spaces' }),
          }),
        },
      },
      handler: async ({ body, header }) => {
        const { clientId, secret } = credentialsOf(body, header('authorization'));
        const wanted = body.scope?.split(' ').filter((scope) => scope !== '');
        const { token, scopes } = await context.access.issueToken(
          clientId,
          secret,
          wanted?.length === 0 ? undefined : wanted,
        );
        return {
          status: 200,
          headers: { 'cache-control': 'no-store', pragma: 'no-cache' },
          body: {
            access_token: token,
            token_type: 'Bearer',
            expires_in: tokenSeconds,
            scope: scopes.join(' '),
          },
        };
      },
    }),
  ];
}

/** @throws invalid_client, invalid_request when both ways are used (RFC 6749 §2.3) */
function credentialsOf(
  form: z.output<typeof tokenRequestSchema>,
  authorization: string | undefined,
): { clientId: string; secret: string } {
  const { client_id: id = '', client_secret: secret = '' } = form;
  if (authorization === undefined) return { clientId: id, secret };
  if (secret !== '') {
    const errors = [
      {
        in: 'body' as const,
        pointer: '/client_secret',
        detail: 'Send it in the form or by HTTP Basic, not both.',
      },
    ];
    throw problem('invalid_request', undefined, { errors });
  }
  return basicCredentials(authorization);
}

/** RFC 6749 §2.3.1: both parts are form-encoded before they are joined. */
function basicCredentials(authorization: string): { clientId: string; secret: string } {
  const encoded = /^Basic ([A-Za-z0-9+/]+=*)$/i.exec(authorization)?.[1] ?? '';
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  try {
    return { clientId: decodeURIComponent(id), secret: decodeURIComponent(secret) };
  } catch (cause) {
    throw problem('invalid_client', undefined, {
      cause,
      headers: { 'www-authenticate': 'Basic realm="openpouch"' },
    });
  }
}
