import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { isObject, type JsonObject, parseJson } from '../../core/json.ts';
import { MalformedError } from '../../core/malformed.ts';
import { checked } from '../../core/schema.ts';
import type { EcPublicJwk } from '../../core/signer.ts';
import { deploymentSchema, type Trust, trustSchema } from '../../core/trust.ts';

/**
 * The file that says whom to trust: the one that is named, that of the environment, or the one that the package was
 * packed with. Never one of the current folder, which may be a stranger's.
 */
export function trustFile(named: string | undefined): string | undefined {
  const shipped = fileURLToPath(new URL('./trust.json', import.meta.url));
  return named ?? process.env['OPENPOUCH_TRUST'] ?? (existsSync(shipped) ? shipped : undefined);
}

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

export const publicKeySchema = z.strictObject({
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
