import { z } from 'zod';
import type { Es256Check, Es256Signer } from './es256.ts';
import { timeSchema } from './event.ts';
import { Commitment, EntryHash, RecordId } from './ids.ts';
import { signJws, verifyJws } from './jws.ts';
import { checked } from './schema.ts';
import type { EcPublicJwk } from './signer.ts';

const TYPE = 'openpouch-control+jws';

/** A statement says something of now: it ends after so long at the latest. */
export const mostControlMinutes = 24 * 60;

/**
 * Who holds the owner key says: I am in control of this record (protocol §14; MLETR, article 11). Nobody else can say it,
 * and it fails as soon as the chain knows of another owner.
 */
export const controlStatementSchema = z
  .strictObject({
    recordId: RecordId.schema,
    /** The record's content commitment, as its genesis has it. */
    content: Commitment.schema,
    /** The last entry of the trail as its signer knew it. */
    head: z.strictObject({ sequence: z.int().nonnegative(), entryHash: EntryHash.schema }),
    /** Of the record's slot on chain: how often it has moved. */
    sequence: z.int().nonnegative(),
    time: timeSchema,
    /** The first moment at which it says nothing any more. */
    until: timeSchema,
    /** What it is for, and what whoever asked gave to be repeated, so that no older one serves; empty: nothing. */
    purpose: z.string().max(500),
    challenge: z.string().max(200),
  })
  .refine(({ time, until }) => {
    const ms = Date.parse(until) - Date.parse(time);
    return ms > 0 && ms <= mostControlMinutes * 60_000;
  }, `ends after it begins, and ${mostControlMinutes} minutes later at most`);
export type ControlStatement = z.infer<typeof controlStatementSchema>;

/** By the owner key; by the identity key too, where it is to be said whose owner key it is. */
export const signControl = (statement: ControlStatement, signer: Es256Signer): Promise<string> =>
  signJws(TYPE, statement, signer);

/** @throws MalformedError, SignatureError. Whether `jwk` is the owner's is a question to the chain. */
export async function verifyControl(
  jws: string,
  check?: Es256Check,
): Promise<{ statement: ControlStatement; jwk: EcPublicJwk }> {
  const { jwk, payload } = await verifyJws(jws, TYPE, check);
  return { jwk, statement: checked(controlStatementSchema, payload, 'control') };
}
