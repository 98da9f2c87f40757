import { z } from 'zod';
import { utf8 } from './bytes.ts';
import { commitment } from './commitment.ts';
import type { Es256Check, Es256Signer } from './es256.ts';
import { sha256 as portableSha256, type Sha256 } from './hashing.ts';
import { type Commitment, RecordId, type Salt } from './ids.ts';
import type { JsonObject } from './json.ts';
import { decodeJws, prepareJws, signJws, verifyJws } from './jws.ts';
import { checked } from './schema.ts';
import type { EcPublicJwk } from './signer.ts';

const TYPE = 'openpouch-event+jws';

/** RFC 3339 UTC with milliseconds, the only spelling of a time in our JSON. */
export const timeSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, 'a time in RFC 3339, UTC with milliseconds')
  .refine((text) => {
    const time = new Date(text);
    // Date takes 30 February for 1 March.
    return !Number.isNaN(time.getTime()) && time.toISOString() === text;
  }, 'a time that exists');

export const eventTypeSchema = z
  .string()
  .max(100)
  .regex(
    /^org\.openpouch\.(certificate|pouch|document|handover|share|record)\.[a-z]+(-[a-z]+)*$/,
    'org.openpouch.<certificate|pouch|document|handover|share|record>.<past tense>',
  );

/** A CloudEvents 1.0 object: what happened to a record, said by whoever did it (protocol §4). */
export const eventBodySchema = z.strictObject({
  specversion: z.literal('1.0'),
  id: z.uuid(),
  source: z.string().min(1).max(500),
  type: eventTypeSchema,
  subject: RecordId.schema,
  time: timeSchema,
  datacontenttype: z.literal('application/json'),
  data: z.record(z.string(), z.unknown()),
});
export type EventBody = z.infer<typeof eventBodySchema>;

export interface NewEvent {
  /** URI of who acts. */
  readonly source: string;
  readonly type: string;
  readonly subject: RecordId;
  readonly time: Date;
  readonly data: JsonObject;
  readonly id?: string;
}

/** @throws MalformedError naming the member that is wrong */
export function eventBody(event: NewEvent): EventBody {
  return checkedBody({
    specversion: '1.0',
    id: event.id ?? crypto.randomUUID(),
    source: event.source,
    type: event.type,
    subject: event.subject,
    time: event.time.toISOString(),
    datacontenttype: 'application/json',
    data: event.data,
  });
}

export interface SignedEvent {
  readonly body: EventBody;
  /** Public key of who signed. */
  readonly jwk: EcPublicJwk;
}

/** The event as a compact JWS. */
export const signEvent = (body: EventBody, signer: Es256Signer): Promise<string> =>
  signJws(TYPE, body, signer);

/** What the holder of `jwk` is to sign elsewhere; `completeJws` makes the event of it. */
export const prepareEvent = (body: EventBody, jwk: EcPublicJwk): string => prepareJws(TYPE, body, jwk);

/** @throws MalformedError, SignatureError */
export async function verifyEvent(jws: string, check?: Es256Check): Promise<SignedEvent> {
  const { jwk, payload } = await verifyJws(jws, TYPE, check);
  return { jwk, body: checkedBody(payload) };
}

/** Reads an event that was verified before it was stored. @throws MalformedError */
export function decodeEvent(jws: string): SignedEvent {
  const { jwk, payload } = decodeJws(jws, TYPE);
  return { jwk, body: checkedBody(payload) };
}

/** `SHA-256(salt ‖ SHA-256(ascii(JWS)))`: it covers the signature, so an anchor dates the signature too. */
export const bodyCommitment = (salt: Salt, jws: string, sha256: Sha256 = portableSha256): Commitment =>
  commitment(salt, utf8(jws), sha256);

const checkedBody = (value: unknown): EventBody => checked(eventBodySchema, value, 'event');
