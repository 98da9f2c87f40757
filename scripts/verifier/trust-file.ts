import { readFile } from 'node:fs/promises';
import { isObject, parseJson } from '../../core/json.ts';
import { MalformedError } from '../../core/malformed.ts';
import { checked } from '../../core/schema.ts';
import { deploymentSchema, type Trust, trustSchema } from '../../core/trust.ts';

/**
 * A trust list, a single deployment, or what an installation says of itself.
 * @throws MalformedError naming the member that is wrong
 */
export async function readTrust(path: string): Promise<Trust> {
  const value = parseJson(await readFile(path, 'utf8'), { maxLength: 1024 * 1024, maxDepth: 16 }, path);
  if (!isObject(value)) throw new MalformedError(path, 'a JSON object');
  if ('deployments' in value) return checked(trustSchema, value, path);
  const deployment = 'deployment' in value ? value['deployment'] : value;
  return { deployments: [checked(deploymentSchema, deployment, path)] };
}
