import { z } from 'zod';
import type { Es256Signer } from './es256.ts';
import { timeSchema } from './event.ts';
import { EntryHash, RecordId } from './ids.ts';
import { signJws, verifyJws } from './jws.ts';
import { checked } from './schema.ts';
import type { EcPublicJwk } from './signer.ts';

const TYPE = 'openpouch-receipt+jws';

/** The operator's promise to anchor an entry. With it, its holder detects a trail whose end was cut off. */
export const receiptSchema = z.strictObject({
  recordId: RecordId.schema,
  sequence: z.int().nonnegative(),
  entryHash: EntryHash.schema,
  time: timeSchema,
});
export type Receipt = z.infer<typeof receiptSchema>;

export const signReceipt = (receipt: Receipt, operator: Es256Signer): Promise<string> =>
  signJws(TYPE, receipt, operator);

/** @throws MalformedError, SignatureError. Whether `jwk` is the operator's is the caller's question. */
export async function verifyReceipt(jws: string): Promise<{ receipt: Receipt; jwk: EcPublicJwk }> {
  const { jwk, payload } = await verifyJws(jws, TYPE);
  return { jwk, receipt: checked(receiptSchema, payload, 'receipt') };
}
