/**
 * Wrote test/vectors/verification.json: proofs, good and hostile, with what a real chain answered over JSON-RPC.
 * Signatures are random, so running it again makes another file. What is released stays as it is: a verifier that no
 * longer takes an old proof has broken a promise. For what is new, write a further file beside it.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJsonRpc } from '../../../server/chain/json-rpc.ts';
import { startChainProcess } from '../../../server/embedded/chain-process.ts';
import { casesOf } from './cases.ts';
import { liars } from './liars.ts';
import { realWorld } from './real-world.ts';
import { makeRecords } from './records.ts';
import { type VerificationVectors, verifyCase } from './verification-vectors.ts';

const identity = {
  chainId: 3_111_222_333,
  privateKey: `0x${'5a'.repeat(32)}`,
  genesisTime: 1_767_225_600, // 1 January 2026
  port: 0,
};
const dir = mkdtempSync(join(tmpdir(), 'openpouch-vectors-'));
const chain = await startChainProcess(identity, join(dir, 'chain.pid'));
const rpc = createJsonRpc({ url: chain.url });
try {
  const real = await realWorld(rpc, identity);
  const records = await makeRecords(real, rpc);
  const { deployment } = real.world;
  const { stuck, behind, node } = records.transcripts;
  const contracts = { ...deployment.contracts, recordRegistry: deployment.contracts.anchorRegistry };
  const vectors: VerificationVectors = {
    about:
      'docs/protocol.md, sections 6 to 8 and 10. A case: a bundle (parsed, or its text), a file (base64) or both, whom the verifier trusts, the endpoints it asks, its clock, and the outcome. A transcript: what an endpoint answered; like: as another one, but for its own calls.',
    trust: {
      main: { deployments: [deployment] },
      nobody: { deployments: [] },
      'another chain': { deployments: [{ ...deployment, chainId: deployment.chainId + 1 }] },
      'other contracts': { deployments: [{ ...deployment, contracts }] },
      'head of any age': { deployments: [{ ...deployment, maxHeadAgeSeconds: null }] },
    },
    transcripts: {
      node: { calls: node },
      behind: { calls: behind },
      stuck: { calls: stuck },
      silent: { calls: [] },
      ...liars(node, deployment, records),
    },
    cases: casesOf(records, real.time() + 3),
  };
  for (const one of vectors.cases) {
    const { outcome, statement } = await verifyCase(vectors, one);
    if (outcome === one.outcome) continue;
    console.error(`${one.name}: ${outcome}, not ${one.outcome}: ${statement}`);
    process.exitCode = 1;
  }
  const file = new URL('../../vectors/verification.json', import.meta.url);
  // A line for each case: it is read, and compared, by people too.
  const cases = vectors.cases.map((one) => JSON.stringify(one)).join(',\n');
  writeFileSync(file, JSON.stringify({ ...vectors, cases: [] }).replace(/\[\]\}$/, `[\n${cases}\n]}\n`));
  console.log(`${vectors.cases.length} cases`);
} finally {
  rpc.close();
  await chain.stop();
  rmSync(dir, { recursive: true, force: true });
}
