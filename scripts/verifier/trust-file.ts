import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { isObject, type JsonObject, parseJson } from '../../core/json.ts';
import { MalformedError } from '../../core/malformed.ts';
import { checked } from '../../core/schema.ts';
import type { EcPublicJwk } from '../../core/signer.ts';
import { deploymentSchema, type Trust, trustSchema } from '../../core/trust.ts';

/**
 * A trust list, a single deployment, or what an installation says of itself.
 * @throws MalformedError naming the member that is wrong
 */
export async function readTrust(path: string): Promise<Trust> {
  const value = await readObject(path);
  if ('deployments' in value) return checked(trustSchema, value, path);
  const deployment = 'deployment' in value ? value['deployment'] : value;
  return { deployments: [checked(deploymentSchema, deployment, path)] };
}

/** Who signs receipts, roots and exported trails there; undefined where the file does not say. @throws MalformedError */
export async function readOperator(path: string): Promise<EcPublicJwk | undefined> {
  const { operator } = await readObject(path);
  return operator === undefined ? undefined : checked(publicKeySchema, operator, path);
}

const publicKeySchema = z.strictObject({
  crv: z.literal('P-256'),
  kty: z.literal('EC'),
  x: z.string(),
  y: z.string(),
});

async function readObject(path: string): Promise<JsonObject> {
  const value = parseJson(await readFile(path, 'utf8'), { maxLength: 1024 * 1024, maxDepth: 16 }, path);
  if (!isObject(value)) throw new MalformedError(path, 'a JSON object');
  return value;
}
