import { z } from 'zod';
import type { Es256Signer } from './es256.ts';
import { BatchRoot } from './ids.ts';
import { signJws, verifyJws } from './jws.ts';
import { checked } from './schema.ts';
import type { EcPublicJwk } from './signer.ts';

const TYPE = 'openpouch-root+jws';

/** The operator's statement of one batch; two that differ under one number prove a forked history. */
export const batchRootSchema = z.strictObject({
  number: z.int().positive(),
  size: z.int().positive(),
  root: BatchRoot.schema,
  previousRoot: BatchRoot.schema,
});
export type BatchRootStatement = z.infer<typeof batchRootSchema>;

export const signBatchRoot = (statement: BatchRootStatement, operator: Es256Signer): Promise<string> =>
  signJws(TYPE, statement, operator);

/** @throws MalformedError, SignatureError. Whether `jwk` is the operator's is the caller's question. */
export async function verifyBatchRoot(
  jws: string,
): Promise<{ statement: BatchRootStatement; jwk: EcPublicJwk }> {
  const { jwk, payload } = await verifyJws(jws, TYPE);
  return { jwk, statement: checked(batchRootSchema, payload, 'batch root') };
}
