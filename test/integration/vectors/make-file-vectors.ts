/**
 * Wrote test/vectors/files.json: archives and exported trails (docs/protocol.md, 12 and 13), good and hostile, with what a
 * real chain answered. As make-verification-vectors.ts: what is released stays as it is.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJsonRpc } from '../../../server/chain/json-rpc.ts';
import { startChainProcess } from '../../../server/embedded/chain-process.ts';
import { fileCases } from './file-cases.ts';
import { type FileVectors, judgeFile, worst } from './file-vectors.ts';
import { realWorld, record } from './real-world.ts';
import { ship } from './shipped.ts';

const identity = {
  chainId: 3_111_222_334,
  privateKey: `0x${'5a'.repeat(32)}`,
  genesisTime: 1_767_225_600, // 1 January 2026
  port: 0,
};
const dir = mkdtempSync(join(tmpdir(), 'openpouch-vectors-'));
const chain = await startChainProcess(identity, join(dir, 'chain.pid'));
const rpc = createJsonRpc({ url: chain.url });
try {
  const real = await realWorld(rpc, identity);
  const shipped = await ship(real);
  await real.settle();
  const { bundles, trails, revoked, world } = shipped;
  const events = [...bundles, ...trails].flatMap((one) => one.events);
  const revocation = { recordId: revoked.recordId, reason: 'fraud', successor: null } as const;
  await real.revoke(revoked.genesis, revocation, world.chamber);
  await real.mine(6);
  const node = await record(rpc, world.deployment, {
    roots: events.flatMap(({ anchor }) => anchor?.root ?? []),
    signers: [world.chamber.id],
    chambers: [world.chamberId],
    records: bundles.map(({ recordId }) => recordId),
  });
  const cases = await fileCases(shipped, real.time() + 3);
  const vectors: FileVectors = {
    about: 'docs/protocol.md, sections 12 and 13; read as verification.json is.',
    trust: { main: { deployments: [world.deployment] }, nobody: { deployments: [] } },
    operator: world.operator.signer.jwk,
    transcripts: { node: { calls: node }, silent: { calls: [] } },
    cases,
  };
  for (const one of cases) {
    const outcomes = await judgeFile(vectors, one);
    const isSame = one.parts === undefined || one.parts.join() === outcomes.join();
    if (worst(outcomes) === one.outcome && isSame) continue;
    console.error(`${one.name}: ${outcomes}, not ${one.outcome} ${one.parts ?? ''}`);
    process.exitCode = 1;
  }
  const file = new URL('../../vectors/files.json', import.meta.url);
  const lines = cases.map((one) => JSON.stringify(one)).join(',\n');
  writeFileSync(file, JSON.stringify({ ...vectors, cases: [] }).replace(/\[\]\}$/, `[\n${lines}\n]}\n`));
  console.log(`${cases.length} cases`);
} finally {
  rpc.close();
  await chain.stop();
  rmSync(dir, { recursive: true, force: true });
}
