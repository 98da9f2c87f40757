import { createHmac, randomBytes } from 'node:crypto';

/** As receivers are given it (Standard Webhooks: 24 to 64 random bytes, base64, with this prefix). */
export const newSigningSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/**
 * The headers of a webhook by the Standard Webhooks specification, 1.0: HMAC-SHA256 over id, time and body.
 * @param secrets as `newSigningSecret` gives them; each makes a signature
 */
export function webhookHeaders(
  message: { id: string; at: Date; body: string },
  secrets: readonly string[],
): Record<string, string> {
  const seconds = Math.floor(message.at.getTime() / 1000);
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    return `v1,${createHmac('sha256', key).update(`${message.id}.${seconds}.${message.body}`).digest('base64')}`;
  });
  return {
    'webhook-id': message.id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signatures.join(' '),
  };
}
