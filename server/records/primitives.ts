import type { Primitives } from '../../core/primitives.ts';
import { checkEs256 } from './es256.ts';
import { sha256 } from './sha256.ts';

/** Node's own. */
export const primitives: Primitives = { sha256, checkEs256 };
