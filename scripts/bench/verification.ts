import { availableParallelism, loadavg } from 'node:os';
import type { ProofBundle } from '../../core/bundle.ts';
import type { ChainReader } from '../../core/chain.ts';
import { commitment } from '../../core/commitment.ts';
import { credentialContent } from '../../core/credential.ts';
import { recordEntryHash } from '../../core/entry.ts';
import { bodyCommitment } from '../../core/event.ts';
import { verifyPath } from '../../core/merkle.ts';
import { recordId, registryDomain } from '../../core/typed-data.ts';
import { worstOf } from '../../core/verdict.ts';
import { verify } from '../../core/verify.ts';
import { verifyLocally } from '../../core/verify-local.ts';
import { createChainReader } from '../../server/chain/chain-reader.ts';
import { createJsonRpc } from '../../server/chain/json-rpc.ts';
import { sha256 } from '../../server/records/sha256.ts';
import { startOwnDeployment } from '../demo/attacker.ts';
import { inParallel, percentile, print } from './figure.ts';
import { startEndpoint } from './slow-endpoint.ts';
import { measureTradeTrust } from './tradetrust.ts';
import { benchFolder } from './verification-folder.ts';
import { makeSample } from './verification-sample.ts';

const count = 1_000;
const atOnce = 8;
const delayMs = 50;

/**
 * Verification beside TradeTrust's own verifier: in one run, on this machine and this chain, of the same certificates, each
 * side with documents of its own. Theirs: a document whose every value is hashed, on a document store that the chain is asked
 * about, DNS answered at once. Ours: proof bundles with the credential, one signed event, its audit path.
 */
export async function benchVerification(): Promise<void> {
  const own = await startOwnDeployment();
  const endpoint = await startEndpoint(own.rpcUrl, 0);
  const delayed = await startEndpoint(own.rpcUrl, delayMs);
  try {
    const sample = await makeSample(own, count);
    const trust = { deployments: [own.deployment] };
    const texts = sample.bundles.map((bundle) => JSON.stringify(bundle));
    printSize(sample.bundles);

    const locally = async (bundle: string) => {
      const { checks } = await verifyLocally({ bundle }, trust, { sha256 });
      if (worstOf(checks) === 'invalid') throw new Error('A proof of the bench does not hold.');
    };
    const wholly = async (bundle: string, chain: ChainReader) => {
      const { outcome, statement } = await verify({ bundle }, trust, chain, { sha256 });
      if (outcome !== 'valid') throw new Error(`A proof of the bench is not valid: ${statement}`);
    };
    const ofAll = (work: (bundle: string) => Promise<void>) =>
      fastest(async () => count / (await inParallel(texts, atOnce, work)));

    const integrity = await fastest(async () => integrityOf(sample.bundles));
    const signatures = await ofAll(locally);
    // Ours and theirs ask the chain itself, without the endpoint between that counts.
    const rpc = createJsonRpc({ url: own.rpcUrl });
    const documents = await fastest(async () => {
      const chain = createChainReader(rpc);
      return count / (await inParallel(texts, atOnce, (bundle) => wholly(bundle, chain)));
    });
    const nothingCached = await ofAll((bundle) => wholly(bundle, createChainReader(rpc)));
    rpc.close();
    const requests = await requestsOf(endpoint, (asked) =>
      inParallel(texts, atOnce, (bundle) => wholly(bundle, createChainReader(asked))),
    );
    const delayedMs: number[] = [];
    for (const bundle of texts.slice(0, 9)) {
      const slow = createJsonRpc({ url: delayed.url });
      const started = performance.now();
      await wholly(bundle, createChainReader(slow));
      delayedMs.push(performance.now() - started);
      slow.close();
    }
    await benchFolder(own, texts, 5 * count);
    const theirs = await measureTradeTrust(sample, { rpcUrl: own.rpcUrl, delayedUrl: delayed.url, atOnce });

    const machine = `${count} certificates of 48 fields in one batch, the fastest of three rounds, one process each, ${availableParallelism()} cores, load ${(loadavg()[0] ?? 0).toFixed(1)}`;
    const compare = (name: string, [ours, other]: readonly [number, number], least: number, what: string) =>
      print({
        name,
        value: ours / other,
        unit: '×',
        conditions: `${what}: ${ours.toFixed(0)}/s against ${other.toFixed(0)}/s of tt-verify 9.7.2; ${machine}`,
        target: { is: '>=', value: least },
      });
    const all = 'all fragments of theirs against every check of ours';
    compare(
      'verified_to_theirs',
      [documents, theirs.documents],
      20,
      `${all}, ${atOnce} at once, anchors and code asked once for the run, each record's status for itself`,
    );
    compare(
      'verified_to_theirs_nothing_cached',
      [nothingCached, theirs.documents],
      6,
      `${all}, ${atOnce} at once, a new reader of the chain for each: code of six contracts, root, issuer, profile, status`,
    );
    compare(
      'integrity_to_their_signature',
      [integrity, theirs.signatures],
      10,
      "commitments of credential and event, the record's id, entry and audit path, against verifySignature (hashes of all values, path)",
    );
    compare(
      'signatures_to_their_signature',
      [signatures, theirs.signatures],
      2,
      'all that needs no chain, from the text of the bundle: two signatures, disclosures, commitments, path; against verifySignature',
    );
    print({
      name: 'requests_per_document_nothing_cached',
      value: requests / count,
      unit: 'HTTP requests',
      conditions: `${atOnce} at once share what they ask in the same moment`,
      target: { is: '<=', value: 1 },
    });
    print({
      name: 'verified_over_a_slow_endpoint',
      value: percentile(delayedMs, 50),
      unit: 'ms',
      conditions: `${delayMs} ms added to each request, nothing known of the chain, no confirmations; theirs: ${theirs.delayedMs.toFixed(0)} ms`,
      target: { is: '<=', value: 120 },
    });
  } finally {
    await endpoint.close();
    await delayed.close();
    await own.stop();
  }
}

async function requestsOf(
  endpoint: Awaited<ReturnType<typeof startEndpoint>>,
  work: (rpc: ReturnType<typeof createJsonRpc>) => Promise<unknown>,
): Promise<number> {
  const rpc = createJsonRpc({ url: endpoint.url });
  await work(rpc);
  rpc.close();
  return endpoint.requests();
}

/** What goes with the credential, as its holder stores it. */
function printSize(bundles: readonly ProofBundle[]): void {
  const sizes = bundles.map(
    (bundle) => JSON.stringify({ ...bundle, content: { ...bundle.content, credential: '' } }).length,
  );
  print({
    name: 'bundle_beside_its_credential',
    value: Math.max(...sizes),
    unit: 'bytes',
    conditions: `the longest of ${bundles.length}: one event with its audit path in a batch of ${bundles.length}, profile, salts`,
    target: { is: '<=', value: 4_096 },
  });
}

/** A second: from what is shown to the root of the batch, without asking who signed it. */
function integrityOf(bundles: readonly ProofBundle[]): number {
  const check = ({ deployment, genesis, content, events, ...bundle }: ProofBundle): boolean => {
    const [event] = events;
    if (event?.body == null || event.anchor === null || content === null || !('credential' in content))
      return false;
    const domain = registryDomain(deployment.chainId, deployment.recordRegistry);
    return (
      commitment(content.salt, credentialContent(content.credential), sha256) === genesis.content &&
      recordId(domain, genesis) === bundle.recordId &&
      bodyCommitment(event.body.salt, event.body.jws, sha256) === event.bodyCommitment &&
      verifyPath(recordEntryHash({ recordId: bundle.recordId, ...event }, sha256), event.anchor, sha256)
    );
  };
  const started = performance.now();
  if (!bundles.every(check)) throw new Error('A proof of the bench was altered.');
  return (bundles.length * 1000) / (performance.now() - started);
}

/** Of three rounds, theirs as well: what else the machine does meanwhile slows down either side at its own time. */
async function fastest(round: () => Promise<number>): Promise<number> {
  const rates = [await round(), await round(), await round()];
  return Math.max(...rates);
}

if (import.meta.main) await benchVerification();
