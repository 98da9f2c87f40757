import { createHash } from 'node:crypto';
import type { ChainReader } from '../../core/chain.ts';
import { createChainReader } from '../../core/chain-reader.ts';
import { buildTree } from '../../core/merkle.ts';
import { verify } from '../../core/verify.ts';
import { createJsonRpc } from '../../server/chain/json-rpc.ts';
import { primitives } from '../../server/records/primitives.ts';
import { sha256 } from '../../server/records/sha256.ts';
import { startOwnDeployment } from '../demo/attacker.ts';
import { print } from './figure.ts';

const seconds = 5;

/** The protocol by itself, in this process, on one core. */
export async function benchCore(): Promise<void> {
  await verifications();
  tree();
}

/** The chain is asked once and its answers are kept, so that what is measured is the checking. */
async function verifications(): Promise<void> {
  const own = await startOwnDeployment();
  const rpc = createJsonRpc({ url: own.rpcUrl });
  try {
    const { key } = await own.accredit();
    const bundle = await own.issue(key, new Date());
    const asked = createChainReader(rpc);
    let answers: ReturnType<ChainReader['read']> | undefined;
    const chain: ChainReader = {
      read: (deployment, questions) => {
        answers ??= asked.read(deployment, questions);
        return answers;
      },
    };
    const trust = { deployments: [own.deployment] };
    const text = JSON.stringify(bundle);
    let count = 0;
    const started = performance.now();
    while (performance.now() - started < seconds * 1000) {
      const { outcome } = await verify({ bundle: text }, trust, chain, primitives);
      if (outcome !== 'valid') throw new Error(`The bench's own certificate is ${outcome}.`);
      count++;
    }
    print({
      name: 'core_verifications_per_second',
      value: count / ((performance.now() - started) / 1000),
      unit: '1/s',
      conditions:
        'one process, nothing remembered: two signatures, all disclosures, path, typed data; chain answers at hand',
    });
  } finally {
    rpc.close();
    await own.stop();
  }
}

function tree(): void {
  const entries = Array.from({ length: 100_000 }, (_, n) => createHash('sha256').update(String(n)).digest());
  const started = performance.now();
  buildTree(entries, { sha256 });
  print({
    name: 'batch_tree_of_100000',
    value: (performance.now() - started) / 1000,
    unit: 's',
    conditions: 'RFC 6962 tree over 100,000 leaves, one core',
    target: { is: '<=', value: 1 },
  });
}
