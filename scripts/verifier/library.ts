import { checked } from '../../core/schema.ts';
import { trustSchema } from '../../core/trust.ts';
import { verify } from '../../core/verify.ts';
import { sha256 } from '../../server/records/sha256.ts';
import { chainOf } from './chain-of.ts';
import type { CreateVerifier } from './library-types.ts';
import { publicKeySchema } from './trust-file.ts';
import { verifyFiles } from './verify-files.ts';

export type * from './library-types.ts';

/** What programs import: see `CreateVerifier`. */
export const createVerifier: CreateVerifier = (options) => {
  const trust = checked(trustSchema, options.trust, 'trust');
  const operator = options.operator && checked(publicKeySchema, options.operator, 'operator');
  const rpc = typeof options.rpc === 'string' ? [options.rpc] : (options.rpc ?? []);
  const chain = chainOf(rpc);
  return {
    verify: ({ file, proof }, now = new Date()) =>
      verify({ ...(file && { file }), ...(proof !== undefined && { bundle: proof }) }, trust, chain.reader, {
        sha256,
        now,
      }),
    verifyFiles: (paths) => verifyFiles({ files: paths, trust, rpc, operator }),
    close: chain.close,
  };
};
