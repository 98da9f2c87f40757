import { z } from 'zod';
import type { ProofBundle } from '../../core/bundle.ts';
import { decodeCredential } from '../../core/credential.ts';
import { redactCredential } from '../../core/disclosure.ts';
import { invalidField } from '../http/validate.ts';
import { sha256 } from '../records/recorder.ts';

/** Query parameter of what gives a credential. */
export const hideSchema = z
  .string()
  .min(1)
  .max(4_000)
  .optional()
  .meta({ description: 'Fields to leave out, with commas: `consignee,items.0.hsCode`.' });

/**
 * The credential without the fields to be hidden, and without the code that would show them; issuer's signature and
 * commitment hold all the same.
 * @param hide as in `hideSchema`; undefined: nothing
 * @throws invalid_request that names a path that cannot be hidden
 */
export function redact(credential: string, hide: string | undefined): string {
  if (hide === undefined) return credential;
  const paths = hide.split(',');
  const { disclosed } = decodeCredential(credential, sha256);
  const unknown = paths.filter((path) => !disclosed.includes(path));
  if (unknown.length > 0) {
    const named = unknown.slice(0, 20).map((path) => path.slice(0, 100));
    const detail = `Cannot be hidden: ${named.join(', ')}. Can be hidden: ${disclosed.join(', ')}.`;
    throw invalidField('/hide', detail, 'query');
  }
  return redactCredential(credential, paths, sha256);
}

/** The proof of a certificate with these fields hidden. @throws invalid_request, also for what has no such fields */
export function redactBundle(bundle: ProofBundle, hide: string | undefined): ProofBundle {
  const { content } = bundle;
  if (hide === undefined) return bundle;
  if (content === null || !('credential' in content))
    throw invalidField('/hide', 'Only of a certificate can fields be hidden.', 'query');
  return { ...bundle, content: { ...content, credential: redact(content.credential, hide) } };
}
