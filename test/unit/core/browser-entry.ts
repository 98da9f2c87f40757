import { proofVectorsSchema, verifyVector } from './proof-vectors.ts';

/** Runs in the browser. */
export async function outcomesOf(text: string): Promise<string[]> {
  const vectors = proofVectorsSchema.parse(JSON.parse(text));
  return Promise.all(vectors.cases.map(async (it) => (await verifyVector(vectors, it)).outcome));
}
