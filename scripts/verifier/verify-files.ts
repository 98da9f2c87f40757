import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ChainReader } from '../../core/chain.ts';
import type { EcPublicJwk } from '../../core/signer.ts';
import type { Trust } from '../../core/trust.ts';
import type { Outcome, Verdict } from '../../core/verdict.ts';
import { verify } from '../../core/verify.ts';
import { createChainReader } from '../../server/chain/chain-reader.ts';
import { createJsonRpc } from '../../server/chain/json-rpc.ts';
import { isArchive, verifyArchive } from './verify-archive.ts';
import { verifyTrailFile } from './verify-trail-file.ts';

export interface VerifyFilesOptions {
  readonly files: readonly string[];
  /** Of the one file; else each file carries its own or is one. */
  readonly proof: string | undefined;
  /** Undefined: the chain is not asked, and nothing is found valid. */
  readonly rpc: string | undefined;
  readonly trust: Trust;
  /** Whose signature an exported trail is to bear; undefined: whoever is trusted does not say. */
  readonly operator: EcPublicJwk | undefined;
}

export interface Verified extends Verdict {
  readonly file: string;
}

/** One after the other; nothing is asked but files and the chain. @throws when a file cannot be read */
export async function* verifyFiles(options: VerifyFilesOptions): AsyncGenerator<Verified> {
  const { files, proof, rpc, trust, operator } = options;
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
  const client = rpc === undefined ? undefined : createJsonRpc({ url: rpc });
  const chain: ChainReader | null = client === undefined ? null : createChainReader(client);
  try {
    const bundle = proof === undefined ? {} : { bundle: await readFile(proof, 'utf8') };
    for (const name of files) {
      if (proof === undefined && (await isArchive(name))) {
        yield* verifyArchive(name, (input) => verify(input, trust, chain, { sha256 }));
        continue;
      }
      const file = await readFile(name);
      const trail = proof === undefined ? await verifyTrailFile(file, operator, sha256) : null;
      if (trail !== null) {
        yield { file: name, ...trail };
        continue;
      }
      yield { file: name, ...(await verify({ ...bundle, file }, trust, chain, { sha256 })) };
    }
  } finally {
    client?.close();
  }
}

const REFUSED: readonly Outcome[] = ['invalid', 'revoked', 'superseded', 'closed', 'expired'];

/** Of several files, the worst: 1 when one must not be accepted, else 2 when one cannot be judged yet. */
export function exitCodeOf(results: readonly { readonly outcome: Outcome }[]): 0 | 1 | 2 {
  if (results.some(({ outcome }) => REFUSED.includes(outcome))) return 1;
  return results.every(({ outcome }) => outcome === 'valid') ? 0 : 2;
}
