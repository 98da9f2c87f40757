import { z } from 'zod';
import type { Es256Signer } from './es256.ts';
import { timeSchema } from './event.ts';
import { signJws, verifyJws } from './jws.ts';
import { checked } from './schema.ts';
import type { EcPublicJwk } from './signer.ts';

const TYPE = 'openpouch-enrolment+jws';

/**
 * Whoever holds a key says whose it is and what for, and proves by the signature that it holds it: how a key that the
 * server never sees becomes an organisation's (protocol §4).
 */
export const enrolmentSchema = z.strictObject({
  organisationId: z.uuid(),
  purpose: z.enum(['identity', 'owner']),
  time: timeSchema,
});
export type Enrolment = z.infer<typeof enrolmentSchema>;

export const signEnrolment = (enrolment: Enrolment, signer: Es256Signer): Promise<string> =>
  signJws(TYPE, enrolment, signer);

/** @throws MalformedError, SignatureError */
export async function verifyEnrolment(jws: string): Promise<{ enrolment: Enrolment; jwk: EcPublicJwk }> {
  const { jwk, payload } = await verifyJws(jws, TYPE);
  return { jwk, enrolment: checked(enrolmentSchema, payload, 'enrolment') };
}
