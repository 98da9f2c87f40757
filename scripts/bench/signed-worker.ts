import { parentPort, workerData } from 'node:worker_threads';
import type { ProofBundle } from '../../core/bundle.ts';
import { checkEs256AtOnce } from '../../server/records/es256.ts';
import { sha256 } from '../../server/records/sha256.ts';
import { isIntact, isSigned } from './intact.ts';

/** Answers each message with whether all its proofs are intact and signed. */
const bundles = workerData as readonly ProofBundle[];
const primitives = { sha256, checkEs256: checkEs256AtOnce };

parentPort?.on('message', async () => {
  let hold = true;
  for (const bundle of bundles) hold &&= isIntact(bundle) && (await isSigned(bundle, primitives));
  parentPort?.postMessage(hold);
});
