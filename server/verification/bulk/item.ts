import { z } from 'zod';
import type { Hex } from '../../../core/bytes.ts';
import { depthOf, isObject, type JsonObject } from '../../../core/json.ts';
import { type FieldError, Problem, problem } from '../../http/problem.ts';
import { invalidField, validate } from '../../http/validate.ts';
import { hash, typed } from '../fields.ts';
import type { Line } from './lines.ts';

/** Of one item, in bytes: a proof bundle has two million characters at most (docs/protocol.md, 6). */
export const mostItemBytes = 3 * 1024 * 1024;
/** Ours has at most 32 levels, as in server/http. */
const deepest = 64;

const isCredential = (text: string): boolean => /^[\w-]+\.[\w-]+\.[\w-]+~/.test(text);

const shape = z.strictObject({
  id: z.string().min(1).max(100).optional(),
  bundle: z.custom<JsonObject>(isObject, 'an object').optional(),
  fileDigest: hash.optional(),
  credential: z
    .string()
    .max(2 * 1024 * 1024)
    .refine(isCredential, 'a credential as it was issued, or a copy with fields hidden')
    .optional(),
  number: typed.optional(),
  code: typed.optional(),
  digest: hash.optional(),
});

/** What is to be verified, by what the asker holds of it. */
export type Exhibit =
  | { readonly bundle: JsonObject; readonly fileDigest: Hex | undefined }
  | { readonly credential: string }
  | { readonly number: string; readonly code: string }
  | { readonly digest: Hex };

export interface Item {
  /** Its line, from 1 on; empty lines are not counted. */
  readonly position: number;
  /** The asker's own name for it. */
  readonly id: string | null;
  readonly exhibit: Exhibit | Problem;
}

/** Reads a line; what is wrong with it is said by the item itself, with its fields named. */
export function readItem(line: Line, position: number): Item {
  let id: string | null = null;
  try {
    if ('tooLong' in line) throw problem('body_too_large', { limit: mostItemBytes });
    const value = parse(line.bytes);
    if (isObject(value) && typeof value['id'] === 'string') id = value['id'].slice(0, 100);
    return { position, id, exhibit: exhibitOf(validate(shape, value, 'body')) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { position, id, exhibit: error };
  }
}

function parse(bytes: Buffer): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (depthOf(text) > deepest) throw problem('malformed_json');
    return JSON.parse(text);
  } catch (cause) {
    throw problem('malformed_json', undefined, { cause });
  }
}

function exhibitOf(fields: z.output<typeof shape>): Exhibit {
  const { bundle, fileDigest, credential, number, code, digest } = fields;
  const kinds = [bundle, credential, number ?? code, digest].filter((one) => one !== undefined);
  if (kinds.length !== 1)
    throw invalidField('', 'one of: bundle, credential, number with code, digest', 'body');
  if (fileDigest !== undefined && bundle === undefined)
    throw invalidField('/fileDigest', 'Only beside a bundle.', 'body', { code: 'inconsistent' });
  if (bundle !== undefined) return { bundle, fileDigest };
  if (credential !== undefined) return { credential };
  if (digest !== undefined) return { digest };
  if (number === undefined) throw missing('/number');
  if (code === undefined) throw missing('/code');
  return { number: number.trim(), code };
}

const missing = (pointer: string): Problem =>
  invalidField(pointer, 'This is missing.', 'body', { code: 'missing' });

/** How an item says what was wrong with it. */
export const errorView = ({ code, message, errors }: Problem) => ({
  code,
  title: message,
  errors: errors.map((error: FieldError) => ({ pointer: error.pointer, detail: error.detail })),
});
