import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism, loadavg } from 'node:os';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { ProofBundle } from '../../core/bundle.ts';
import { createChainReader } from '../../core/chain-reader.ts';
import { verify } from '../../core/verify.ts';
import { createJsonRpc } from '../../server/chain/json-rpc.ts';
import { primitives } from '../../server/records/primitives.ts';
import { type OwnDeployment, startOwnDeployment } from '../demo/attacker.ts';
import { inParallel, print } from './figure.ts';
import { startEndpoint } from './slow-endpoint.ts';
import { measureTradeTrust } from './tradetrust.ts';
import { benchFolder } from './verification-folder.ts';
import type { Asked, OurFigures, Rate } from './verification-ours.ts';
import { makeSample } from './verification-sample.ts';

const count = 1_000;
const atOnce = 8;
const delayMs = 50;
const warmUps = 5;

/**
 * Verification beside TradeTrust's own verifier: in one run, on this machine and this chain, of the same certificates, each
 * side with documents of its own and in a process of its own. Theirs: a document whose every value is hashed, on a document
 * store that the chain is asked about, DNS answered at once; it runs in one thread. Ours: proof bundles with the credential,
 * one signed event, its audit path, through the library as others use it.
 */
export async function benchVerification(): Promise<void> {
  const own = await startOwnDeployment();
  const delayed = await startEndpoint(own.rpcUrl, delayMs);
  try {
    const sample = await makeSample(own, count);
    const texts = sample.bundles.map((bundle) => JSON.stringify(bundle));
    printSize(sample.bundles);
    await printRequests(own, texts);
    await benchFolder(own, texts, 5 * count);

    const { bundles, others } = sample;
    const where = { rpcUrl: own.rpcUrl, delayedUrl: delayed.url, atOnce, warmUps };
    const ours = await measureOurs({ batches: [...others, bundles], deployment: own.deployment, ...where });
    const theirs = await measureTradeTrust(sample, where);

    const machine = `${count} certificates of 48 fields in one batch, the fastest of three rounds after ${warmUps} to warm up on either side, one process each and another for the chain, ${availableParallelism()} cores, load ${(loadavg()[0] ?? 0).toFixed(1)}`;
    const threads = ({ perSecond, cpuMs }: Rate, other: Rate) =>
      `ours in ${availableParallelism()} threads, theirs in one; in one, with helpers for the signatures, ours are ${perSecond.toFixed(0)}/s (${(perSecond / other.perSecond).toFixed(1)}×) and ${cpuMs.toFixed(2)} ms of processor each`;
    const compare = (name: string, [mine, other]: readonly [Rate, Rate], least: number, what: string) =>
      print({
        name,
        value: mine.perSecond / other.perSecond,
        unit: '×',
        conditions: `${what}: ${mine.perSecond.toFixed(0)}/s against ${other.perSecond.toFixed(0)}/s of tt-verify 9.7.2, ${mine.cpuMs.toFixed(3)} ms of processor each against ${other.cpuMs.toFixed(3)} (${(other.cpuMs / mine.cpuMs).toFixed(1)}×); ${machine}`,
        target: { is: '>=', value: least },
      });
    const all = 'all fragments of theirs against every check of ours';
    compare(
      'verified_to_theirs',
      [ours.documents[0], theirs.documents],
      20,
      `${all}; each batch's root asked once, each record's status for itself, nothing of either known before, by lots of 50 (theirs ${atOnce} at once); ${threads(ours.documents[1], theirs.documents)}`,
    );
    compare(
      'verified_to_theirs_nothing_cached',
      [ours.nothingCached, theirs.documents],
      6,
      `${all}, ${atOnce} at once on either side, one thread each, a new reader of the chain for each of ours: code of six contracts, root, issuer, profile, status`,
    );
    compare(
      'integrity_to_their_signature',
      [ours.integrity, theirs.signatures],
      10,
      "commitments of credential and event, the record's id, entry and audit path, against verifySignature (hashes of all values, path); one thread each",
    );
    compare(
      'signatures_to_their_signature',
      [ours.signed, theirs.signatures],
      2,
      `the same with all signatures checked: that of the event, and that of the credential with what it hides and shows; against verifySignature, which checks none; ours in ${availableParallelism()} threads, theirs in one`,
    );
    compare(
      'all_without_chain_to_their_signature',
      [ours.unchained[0], theirs.signatures],
      2,
      `through the library: every check that needs no chain, from the text of the bundle to a verdict in words; against verifySignature of what was parsed before; ${threads(ours.unchained[1], theirs.signatures)}`,
    );
    print({
      name: 'verified_over_a_slow_endpoint',
      value: ours.delayedConfirmedMs,
      unit: 'ms',
      conditions: `${delayMs} ms added to each request, nothing known of the chain, two confirmations (none: ${ours.delayedMs.toFixed(0)} ms); theirs, which asks for none: ${theirs.delayedMs.toFixed(0)} ms`,
      target: { is: '<=', value: 120 },
    });
  } finally {
    await delayed.close();
    await own.stop();
  }
}

async function measureOurs(asked: Asked): Promise<OurFigures> {
  const program = fileURLToPath(new URL('./verification-ours.ts', import.meta.url));
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(asked));
  const [answer, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  if (code !== 0) throw new Error(`Our part of the comparison ended with ${code}.`);
  return JSON.parse(answer) as OurFigures;
}

async function printRequests({ rpcUrl, deployment }: OwnDeployment, texts: readonly string[]): Promise<void> {
  const endpoint = await startEndpoint(rpcUrl, 0);
  const rpc = createJsonRpc({ url: endpoint.url });
  const some = texts.slice(0, 100);
  try {
    await inParallel(some, 1, async (bundle) => {
      const trust = { deployments: [deployment] };
      const { outcome } = await verify({ bundle }, trust, createChainReader(rpc), primitives);
      if (outcome !== 'valid') throw new Error(`A proof of the bench is ${outcome}.`);
    });
    print({
      name: 'requests_per_document_nothing_cached',
      value: endpoint.requests() / some.length,
      unit: 'HTTP requests',
      conditions: 'one after the other; several at once share what they ask in the same moment',
      target: { is: '<=', value: 1 },
    });
  } finally {
    rpc.close();
    await endpoint.close();
  }
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

if (import.meta.main) await benchVerification();
