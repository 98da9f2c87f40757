/**
 * Wrote test/vectors/control.json: statements of control (docs/protocol.md, 14), good and hostile, with what a real chain
 * answered. As make-verification-vectors.ts: what is released stays as it is.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJsonRpc } from '../../../server/chain/json-rpc.ts';
import { startChainProcess } from '../../../server/embedded/chain-process.ts';
import { controlCases } from './control-cases.ts';
import { realWorld } from './real-world.ts';
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
  const { cases, transcripts } = await controlCases(real, rpc);
  const vectors: VerificationVectors = {
    about: 'docs/protocol.md, section 14; read as verification.json is.',
    trust: { main: { deployments: [real.world.deployment] } },
    transcripts,
    cases,
  };
  for (const one of cases) {
    const { outcome, statement } = await verifyCase(vectors, one);
    if (outcome === one.outcome) continue;
    console.error(`${one.name}: ${outcome}, not ${one.outcome}: ${statement}`);
    process.exitCode = 1;
  }
  const file = new URL('../../vectors/control.json', import.meta.url);
  const lines = cases.map((one) => JSON.stringify(one)).join(',\n');
  writeFileSync(file, JSON.stringify({ ...vectors, cases: [] }).replace(/\[\]\}$/, `[\n${lines}\n]}\n`));
  console.log(`${cases.length} cases`);
} finally {
  rpc.close();
  await chain.stop();
  rmSync(dir, { recursive: true, force: true });
}
