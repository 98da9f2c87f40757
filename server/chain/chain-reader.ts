import type { Hex } from '../../core/bytes.ts';
import {
  type Accreditation,
  type Anchor,
  type ChainAnswers,
  type ChainQuestions,
  type ChainReader,
  ChainUnavailableError,
  type ChainView,
} from '../../core/chain.ts';
import type { Address, BatchRoot, ChamberId, CodeHash, SignerId } from '../../core/ids.ts';
import type { Deployment } from '../../core/trust.ts';
import { askOnce, createBoundedMap, type KnownBlock } from './block-cache.ts';
import type { JsonRpc } from './json-rpc.ts';
import {
  callAccreditationOf,
  callAnchorOf,
  callProfileOf,
  callStateOf,
  codeHashOf,
  readAccreditation,
  readAnchor,
  readProfile,
  readState,
} from './registry-views.ts';

const MOST_ANCHORS = 100_000;
const MOST_CONTRACTS = 1_000;
const MOST_SIGNERS = 10_000;

/**
 * Reads a chain over JSON-RPC. Every answer belongs to one block, named by its hash; the head is asked anew for
 * every read (reads of the same moment share it), so that status and owner are never older than one block. Only
 * what cannot change is remembered: answers of the same block, anchor times and code at the final block. When the
 * head does not descend from the one before, all of it is forgotten.
 *
 * The first read takes two round trips: the head, then all else at it (with confirmations a third, for the final block
 * between them). A later one asks for the head and, at the head that was the last one, for all else at once: one round
 * trip, unless there is a new block.
 */
export function createChainReader(rpc: JsonRpc): ChainReader {
  const anchors = createBoundedMap<string, Anchor>(MOST_ANCHORS);
  /** Of which chamber a signer was when it was last asked: a guess, which saves the round trip for its profile. */
  const chambers = createBoundedMap<SignerId, ChamberId>(MOST_SIGNERS);
  const codeHashes = createBoundedMap<Address, CodeHash>(MOST_CONTRACTS);
  let chainId: Promise<number> | undefined;
  let head: KnownBlock | undefined;
  let askedHead: Promise<KnownBlock> | undefined;
  const finals = new Map<number, { of: KnownBlock; block: Promise<KnownBlock> }>();

  const blockAt = async (tag: string): Promise<KnownBlock> => {
    const block = (await rpc.call('eth_getBlockByNumber', [tag, false])) as RpcBlock | null;
    if (block === null) throw new ChainUnavailableError(`the endpoint does not know block ${tag}`);
    return {
      number: Number(block.number),
      time: Number(block.timestamp),
      hash: block.hash,
      answers: new Map(),
    };
  };

  const nextHead = async (): Promise<KnownBlock> => {
    const latest = await blockAt('latest');
    const before = head;
    if (before?.hash === latest.hash) return before;
    const descends =
      before === undefined ||
      (latest.number > before.number && (await blockAt(hex(before.number))).hash === before.hash);
    if (!descends) {
      anchors.clear();
      codeHashes.clear();
    }
    head = latest;
    return latest;
  };
  /** One question for all who ask while it is under way. */
  const latestBlock = (): Promise<KnownBlock> => {
    askedHead ??= nextHead().finally(() => {
      askedHead = undefined;
    });
    return askedHead;
  };
  const finalBlock = (latest: KnownBlock, confirmations: number): Promise<KnownBlock> => {
    if (confirmations === 0) return Promise.resolve(latest);
    const known = finals.get(confirmations);
    if (known?.of === latest) return known.block;
    const block = blockAt(hex(Math.max(0, latest.number - confirmations)));
    finals.set(confirmations, { of: latest, block });
    block.catch(() => finals.delete(confirmations));
    return block;
  };

  const ask = (block: KnownBlock, to: Address, data: Hex) =>
    askOnce(block, to + data, () => rpc.call('eth_call', [{ to, data }, { blockHash: block.hash }]));

  const anchorOf = async (block: KnownBlock, final: KnownBlock, registry: Address, root: BatchRoot) => {
    const key = registry + root;
    const kept = anchors.get(key);
    // A block that is older than the anchor does not know it yet.
    if (kept !== undefined && kept.number <= block.number) return kept;
    const anchor = readAnchor(await ask(block, registry, callAnchorOf(root)));
    if (anchor !== null && anchor.number <= final.number) anchors.set(key, anchor);
    return anchor;
  };

  const profileOf = (block: KnownBlock, registry: Address, chamber: ChamberId) =>
    ask(block, registry, callProfileOf(chamber));

  const accreditationOf = async (
    block: KnownBlock,
    registry: Address,
    signer: SignerId,
  ): Promise<Accreditation | null> => {
    const asked = ask(block, registry, callAccreditationOf(signer));
    const guess = chambers.get(signer);
    if (guess !== undefined) ignore(profileOf(block, registry, guess));
    const accreditation = readAccreditation(await asked);
    if (accreditation === null) return null;
    chambers.set(signer, accreditation.chamber);
    const profileHash = readProfile(await profileOf(block, registry, accreditation.chamber));
    return { ...accreditation, profileHash };
  };

  const viewOf = async (
    block: KnownBlock,
    final: KnownBlock,
    { contracts }: Deployment,
    questions: ChainQuestions,
  ): Promise<ChainView> => {
    const { chamberRegistry, anchorRegistry, recordRegistry } = contracts;
    for (const chamber of questions.chambers ?? []) ignore(profileOf(block, chamberRegistry, chamber));
    const [anchored, accredited, states] = await Promise.all([
      answerAll(questions.anchors, (root) => anchorOf(block, final, anchorRegistry, root)),
      answerAll(questions.accreditations, (signer) => accreditationOf(block, chamberRegistry, signer)),
      answerAll(questions.states, async (id) => readState(await ask(block, recordRegistry, callStateOf(id)))),
    ]);
    return {
      block: { number: block.number, time: block.time },
      anchors: anchored,
      accreditations: accredited,
      states,
    };
  };

  const codeHash = async (address: Address, final: KnownBlock): Promise<CodeHash | null> => {
    const kept = codeHashes.get(address);
    if (kept !== undefined) return kept;
    const code = await askOnce(final, address, () =>
      rpc.call('eth_getCode', [address, { blockHash: final.hash }]),
    );
    if (code === '0x') return null;
    const found = codeHashOf(code);
    codeHashes.set(address, found);
    return found;
  };

  const chainIdNow = (): Promise<number> => {
    chainId ??= rpc.call('eth_chainId').then(Number);
    chainId.catch(() => {
      chainId = undefined;
    });
    return chainId;
  };

  const answersAt = async (
    latest: KnownBlock,
    deployment: Deployment,
    questions: ChainQuestions,
  ): Promise<ChainAnswers> => {
    const final = await finalBlock(latest, deployment.confirmations);
    const addresses = [...Object.values(deployment.contracts), ...Object.values(deployment.verifiers)];
    const latestView = viewOf(latest, final, deployment, questions);
    const finalView = final === latest ? latestView : viewOf(final, final, deployment, questions);
    ignore(latestView);
    ignore(finalView);
    const [id, codes] = await Promise.all([
      chainIdNow(),
      answerAll(addresses, (address) => codeHash(address, final)),
    ]);
    const missing = addresses.find((address) => codes.get(address) === null);
    if (missing !== undefined) throw new TypeError(`no contract at ${missing} as of block ${final.number}`);
    const [atLatest, atFinal] = await Promise.all([latestView, finalView]);
    return {
      chainId: id,
      codeHashes: codes as ReadonlyMap<Address, CodeHash>,
      latest: atLatest,
      final: atFinal,
    };
  };

  return {
    async read(deployment, questions) {
      try {
        const before = head;
        const latestNow = latestBlock();
        ignore(chainIdNow());
        // In the same request as the question for the head: it mostly is the one of before.
        const hoped = before && answersAt(before, deployment, questions);
        if (hoped !== undefined) ignore(hoped);
        const latest = await latestNow;
        return await (hoped !== undefined && latest === before
          ? hoped
          : answersAt(latest, deployment, questions));
      } catch (error) {
        if (error instanceof ChainUnavailableError) throw error;
        throw new ChainUnavailableError(error instanceof Error ? error.message : String(error), {
          cause: error,
        });
      }
    },
  };
}

/** Whoever needs it asks for it again, and is told when it fails. */
const ignore = (asked: Promise<unknown>): void => void asked.catch(() => {});

interface RpcBlock {
  readonly hash: string;
  readonly number: string;
  readonly timestamp: string;
}

const hex = (number: number) => `0x${number.toString(16)}`;

async function answerAll<Q, A>(
  questions: readonly Q[],
  answer: (question: Q) => Promise<A>,
): Promise<ReadonlyMap<Q, A>> {
  return new Map(
    await Promise.all(questions.map(async (question) => [question, await answer(question)] as const)),
  );
}
