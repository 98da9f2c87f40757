import { checked } from '../../core/schema.ts';
import { trustSchema } from '../../core/trust.ts';
import type { VerifyInput } from '../../core/verify-file.ts';
import type { CreateVerifier, Input } from './library-types.ts';
import { publicKeySchema } from './trust-file.ts';
import { createVerification } from './verification.ts';

export type * from './library-types.ts';

/** What programs import: see `CreateVerifier`. */
export const createVerifier: CreateVerifier = (options) => {
  const trust = checked(trustSchema, options.trust, 'trust');
  const operator = options.operator && checked(publicKeySchema, options.operator, 'operator');
  const rpc = typeof options.rpc === 'string' ? [options.rpc] : (options.rpc ?? []);
  const verification = createVerification(
    { trust, rpc, operator, complete: options.complete },
    options.threads,
  );
  return {
    verify: (input, now) => verification.one(inputOf(input), now),
    verifyMany: (inputs, now) => verification.many(inputsOf(inputs), now),
    verifyFiles: (paths) => verification.files(paths),
    close: verification.close,
  };
};

const inputOf = ({ file, proof }: Input): VerifyInput => ({
  ...(file && { file }),
  ...(proof !== undefined && { bundle: proof }),
});

async function* inputsOf(inputs: Iterable<Input> | AsyncIterable<Input>): AsyncGenerator<VerifyInput> {
  for await (const input of inputs) yield inputOf(input);
}
