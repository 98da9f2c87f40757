import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import { hashSecret, newSecret } from '../../access/index.ts';

/** What opens a link: the secret in its address, and a code that is told another way. Shown once, never stored. */
export interface LinkSecrets {
  readonly secret: string;
  /** Eight digits: short enough to be told by telephone. */
  readonly code: string;
}

export const newLinkSecrets = (): LinkSecrets => ({
  secret: newSecret(),
  code: String(randomInt(0, 100_000_000)).padStart(8, '0'),
});

export const secretHashOf = (secret: string): Buffer => hashSecret(secret);

/** Over both: whoever reads the database alone cannot try hundred million codes. */
export const codeHashOf = ({ secret, code }: LinkSecrets): Buffer =>
  createHash('sha256').update(`${secret}.${code}`).digest();

const nobodys = Buffer.alloc(32);

/** The same work whether there is such a link or not. */
export const codeFits = (given: LinkSecrets, codeHash: Buffer | undefined): boolean =>
  timingSafeEqual(codeHashOf(given), codeHash ?? nobodys) && codeHash !== undefined;
