import { z } from 'zod';
import { fromHex } from '../../../core/bytes.ts';
import type { ChainAnswers, ChainView } from '../../../core/chain.ts';
import { Address, CodeHash } from '../../../core/ids.ts';
import { trustSchema } from '../../../core/trust.ts';
import type { Verdict } from '../../../core/verdict.ts';
import { verify } from '../../../core/verify.ts';
import type { VerifyOptions } from '../../../core/verify-local.ts';

const hex = z.templateLiteral(['0x', z.string()]);
const pairs = z.array(z.tuple([z.string(), z.unknown()])).transform((list) => new Map(list));
const viewSchema = z.object({
  block: z.object({ number: z.number(), time: z.number() }),
  anchors: pairs,
  accreditations: pairs,
  states: pairs,
});
const caseSchema = z.object({
  name: z.string(),
  outcome: z.string(),
  bundle: z.unknown(),
  fileHex: hex.optional(),
  chain: z.object({
    chainId: z.number(),
    codeHashes: z.array(z.tuple([Address.schema, CodeHash.schema])).transform((list) => new Map(list)),
    latest: viewSchema,
    final: viewSchema,
  }),
  now: z.string(),
});

/** Whole proofs with what a chain answered (test/vectors/proofs.json). */
export const proofVectorsSchema = z.object({ trust: trustSchema, cases: z.array(caseSchema) });
export type ProofVectors = z.infer<typeof proofVectorsSchema>;

export function verifyVector(
  vectors: ProofVectors,
  vector: ProofVectors['cases'][number],
  primitives: VerifyOptions = {},
): Promise<Verdict> {
  const { chainId, codeHashes, latest, final } = vector.chain;
  // The maps hold what a reader answered; their values are checked by the verdict itself.
  const view = (it: z.infer<typeof viewSchema>) => it as unknown as ChainView;
  const answers: ChainAnswers = { chainId, codeHashes, latest: view(latest), final: view(final) };
  const file = vector.fileHex === undefined ? {} : { file: fromHex(vector.fileHex) };
  const reader = { read: async () => answers };
  const now = new Date(vector.now);
  return verify({ bundle: vector.bundle, ...file }, vectors.trust, reader, { ...primitives, now });
}
