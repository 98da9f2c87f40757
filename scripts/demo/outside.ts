import { createHash } from 'node:crypto';
import type { ChainReader } from '../../core/chain.ts';
import { createChainReader } from '../../core/chain-reader.ts';
import { type Deployment, deploymentSchema, type Trust } from '../../core/trust.ts';
import type { Outcome, Verdict } from '../../core/verdict.ts';
import { verify } from '../../core/verify.ts';
import { createJsonRpc } from '../../server/chain/json-rpc.ts';

/** Somebody who has nothing but files, proofs, a trust list and the chain's RPC address. */
export interface Outsider {
  readonly trust: Trust;
  check(bundle: unknown, file?: Uint8Array): Promise<Verdict>;
  close(): void;
}

/** @param deployment the one that this verifier accepts */
export function createOutsider(deployment: Deployment, rpcUrl: string): Outsider {
  const trust: Trust = { deployments: [deployment] };
  const rpc = createJsonRpc({ url: rpcUrl });
  const chain: ChainReader = createChainReader(rpc);
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
  return {
    trust,
    check: (bundle, file) =>
      verify({ ...(bundle !== undefined && { bundle }), ...(file !== undefined && { file }) }, trust, chain, {
        sha256,
      }),
    close: () => rpc.close(),
  };
}

/** What an installation says of itself; a real verifier ships it and compares. */
export async function readTrust(
  base: string,
): Promise<{ deployment: Deployment; rpcUrl: string; demonstration: Party[] }> {
  const entry = (await (await fetch(`${base}/.well-known/openpouch.json`)).json()) as {
    deployment: unknown;
    rpcUrl: string;
    demonstration?: Party[];
  };
  return {
    deployment: deploymentSchema.parse(entry.deployment),
    rpcUrl: entry.rpcUrl,
    demonstration: entry.demonstration ?? [],
  };
}

export interface Party {
  readonly key: string;
  readonly organisationId: string;
  readonly legalName: string;
  readonly email: string;
  readonly password: string;
}

/** @throws when the verdict is another than the one that has to come */
export function expectOutcome(what: string, verdict: Verdict, expected: Outcome): void {
  if (verdict.outcome === expected) return;
  const checks = verdict.checks.map((c) => `    ${c.status} ${c.code}: ${c.text}`).join('\n');
  throw new Error(`${what}: expected ${expected}, got ${verdict.outcome}: ${verdict.statement}\n${checks}`);
}
