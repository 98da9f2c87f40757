import { z } from 'zod';
import { isObject } from '../../core/json.ts';
import type { PreparedStatement } from '../database/tables-self-custody.ts';

export const jwkSchema = z.strictObject({
  crv: z.literal('P-256'),
  kty: z.literal('EC'),
  x: z.string(),
  y: z.string(),
});

export const statementSchema = z
  .strictObject({
    id: z.string(),
    keyId: z.uuid(),
    holderId: z.uuid().meta({ description: 'Of the key that is to sign: who has it (`GET /key-holders`).' }),
    purpose: z.enum(['identity', 'owner']),
    jwk: jwkSchema.meta({ description: 'The public half of the key that is to sign.' }),
    bytes: z.string().meta({
      description:
        'base64url of exactly what is signed: ES256, that is ECDSA with P-256 over the SHA-256 of these bytes, answered as r ‖ s.',
    }),
    says: z.string().meta({
      description: 'What it says, in a sentence. What counts is `content`, and what the bytes are.',
    }),
    content: z.record(z.string(), z.unknown()).meta({
      description:
        'An event, which the bytes spell as `header.payload` of a JWS; or EIP-712 typed data, of which the bytes are the digest.',
    }),
  })
  .meta({ id: 'StatementToSign' });

export const preparationSchema = z
  .strictObject({
    id: z.uuid(),
    request: z.strictObject({ method: z.string(), address: z.string() }),
    expiresAt: z.iso.datetime(),
    statements: z.array(statementSchema),
  })
  .meta({ id: 'SigningPreparation' });

/** What a statement that is to be signed says, read from the very bytes where they can be read. */
export function statementView({
  id,
  keyId,
  holderId,
  jwk,
  purpose,
  bytes,
  typedData,
}: PreparedStatement): z.output<typeof statementSchema> {
  const signed = { id, keyId, holderId, jwk, purpose, bytes };
  if (isObject(typedData)) return { ...signed, says: saysTypedData(typedData), content: typedData };
  const [header = '', payload = ''] = Buffer.from(bytes, 'base64url').toString('latin1').split('.');
  const event: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  if (!isObject(event)) throw new Error(`${id} is no statement.`);
  const { typ } = JSON.parse(Buffer.from(header, 'base64url').toString('utf8')) as { typ?: string };
  if (typ === 'openpouch-control+jws')
    return { ...signed, says: `You are in control of record ${String(event['recordId'])}.`, content: event };
  const what = String(event['type']).replace('org.openpouch.', '').replace('.', ' ').replaceAll('-', ' ');
  return {
    ...signed,
    says: `Your organisation says of record ${String(event['subject'])}, on ${String(event['time'])}: ${what}.`,
    content: event,
  };
}

function saysTypedData({ primaryType, message }: Readonly<Record<string, unknown>>): string {
  const one = isObject(message) ? message : {};
  const { handovers } = one;
  if (Array.isArray(handovers)) return `${handovers.length} records change owner together, all or none.`;
  if (primaryType === 'Handover')
    return `Record ${String(one['recordId'])} goes from the key ${String(one['from'])} to the key ${String(one['to'])}.`;
  return `Record ${String(one['recordId'])} is closed for good.`;
}
