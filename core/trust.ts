import { z } from 'zod';
import { Address, CodeHash } from './ids.ts';

/**
 * A deployment that a verifier accepts: contracts on one chain under one federation. The verifier brings its
 * own list; a proof bundle only selects from it, and never adds to it.
 */
export const deploymentSchema = z.strictObject({
  /** Who accredits, in words for a person. */
  federation: z.string().min(1).max(200),
  chainId: z.int().positive(),
  contracts: z.strictObject({
    chamberRegistry: Address.schema,
    anchorRegistry: Address.schema,
    recordRegistry: Address.schema,
  }),
  verifiers: z.strictObject({ es256: Address.schema, webauthn: Address.schema, rsa: Address.schema }),
  /** EXTCODEHASH of each of the six contracts, by address. */
  codeHashes: z.record(Address.schema, CodeHash.schema),
  /** Blocks after the one in question until it is final; 0: mined is final. */
  confirmations: z.int().nonnegative().max(100_000),
  /** Greatest age of the latest block; null: no limit, for a chain that makes blocks only when asked. */
  maxHeadAgeSeconds: z.int().positive().nullable(),
});
export type Deployment = z.infer<typeof deploymentSchema>;

export const trustSchema = z.strictObject({ deployments: z.array(deploymentSchema).max(100) });
export type Trust = z.infer<typeof trustSchema>;

/** The deployment that a bundle names, if the verifier accepts it. */
export const findDeployment = (
  trust: Trust,
  named: { readonly chainId: number; readonly recordRegistry: Address },
): Deployment | undefined =>
  trust.deployments.find(
    (it) => it.chainId === named.chainId && it.contracts.recordRegistry === named.recordRegistry,
  );
