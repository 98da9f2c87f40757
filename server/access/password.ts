import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** OWASP's recommendation for Argon2id: 19 MiB, two passes, one lane. */
const parameters = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;
const derive = promisify(argon2);

/** PHC-like string; the parameters are kept with the hash so that they can be raised later. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive('argon2id', { message: password, nonce, ...parameters });
  return `$argon2id$m=${parameters.memory},t=${parameters.passes},p=${parameters.parallelism}$${nonce.toString('base64')}$${tag.toString('base64')}`;
}

/** Constant work for a known and an unknown account: without a hash, one of nothing is computed and refused. */
export async function passwordMatches(password: string, hash: string | undefined): Promise<boolean> {
  const [, , settings = '', nonce = '', tag = ''] = (hash ?? '').split('$');
  const number = (name: string, otherwise: number) =>
    Number(new RegExp(`${name}=(\\d+)`).exec(settings)?.[1] ?? otherwise);
  const wanted = Buffer.from(tag, 'base64');
  const computed = await derive('argon2id', {
    message: password,
    nonce: nonce === '' ? Buffer.alloc(16) : Buffer.from(nonce, 'base64'),
    memory: number('m', parameters.memory),
    passes: number('t', parameters.passes),
    parallelism: number('p', parameters.parallelism),
    tagLength: parameters.tagLength,
  });
  return wanted.length === computed.length && timingSafeEqual(wanted, computed);
}
