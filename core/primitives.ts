import { checkEs256, type Es256Check } from './es256.ts';
import { type Sha256, sha256 } from './hashing.ts';

/** What verifying is made of. Whoever has a faster one than what runs everywhere gives it; its answers are the same. */
export interface Primitives {
  readonly sha256: Sha256;
  readonly checkEs256: Es256Check;
}

/** In every browser, and wherever else nothing is given. */
export const portable: Primitives = { sha256, checkEs256 };
