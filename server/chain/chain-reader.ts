import type { Hex } from '../../core/bytes.ts';
import {
  type Accreditation,
  type Anchor,
  type Block,
  type ChainAnswers,
  type ChainQuestions,
  type ChainReader,
  ChainUnavailableError,
  type ChainView,
} from '../../core/chain.ts';
import type { Address, BatchRoot, ChamberId, CodeHash, SignerId } from '../../core/ids.ts';
import type { Deployment } from '../../core/trust.ts';
import { type AskedBlock, askOnce, createBoundedMap } from './block-cache.ts';
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
 * Reads a chain over JSON-RPC. Every answer belongs to one block: the head, named by its hash, or the final block, named
 * by its number, as it lies too deep to be replaced. The head is asked anew for every read (reads of the same moment
 * share it), so that status and owner are never older than one block. Only what cannot change is remembered: answers of
 * the same block, anchor times and code at the final block. When the head does not descend from the one before, all of
 * it is forgotten.
 *
 * The first read takes two round trips: the head, then all else at it and at the final block. A later one asks for the
 * head and, at the head that was the last one, for all else at once: one round trip, unless there is a new block.
 */
export function createChainReader(rpc: JsonRpc): ChainReader {
  const anchors = createBoundedMap<string, Anchor>(MOST_ANCHORS);
  /** Of which chamber a signer was when it was last asked: a guess, which saves the round trip for its profile. */
  const chambers = createBoundedMap<SignerId, ChamberId>(MOST_SIGNERS);
  const codeHashes = createBoundedMap<Address, CodeHash>(MOST_CONTRACTS);
  let chainId: Promise<number> | undefined;
  let head: Head | undefined;
  let askedHead: Promise<Head> | undefined;
  const finals = new Map<number, { readonly of: Head; readonly final: AskedBlock }>();

  const blockAt = async (tag: string): Promise<Block & { readonly hash: string }> => {
    const block = (await rpc.call('eth_getBlockByNumber', [tag, false])) as RpcBlock | null;
    if (block === null) throw new ChainUnavailableError(`the endpoint does not know block ${tag}`);
    return { number: Number(block.number), time: Number(block.timestamp), hash: block.hash };
  };

  const nextHead = async (): Promise<Head> => {
    const { hash, ...latest } = await blockAt('latest');
    const before = head;
    if (before?.hash === hash) return before;
    const descends =
      before === undefined ||
      (latest.number > before.number && (await blockAt(hex(before.number))).hash === before.hash);
    if (!descends) {
      anchors.clear();
      codeHashes.clear();
    }
    const name = { blockHash: hash };
    head = { number: latest.number, hash, name, block: Promise.resolve(latest), answers: new Map() };
    return head;
  };
  /** One question for all who ask while it is under way. */
  const latestBlock = (): Promise<Head> => {
    askedHead ??= nextHead().finally(() => {
      askedHead = undefined;
    });
    return askedHead;
  };
  const finalBlock = (latest: Head, confirmations: number): AskedBlock => {
    if (confirmations === 0) return latest;
    const known = finals.get(confirmations);
    if (known?.of === latest) return known.final;
    const number = Math.max(0, latest.number - confirmations);
    const name = hex(number);
    const block = blockAt(name).then(({ hash: _, ...found }) => {
      if (found.number === number) return found;
      throw new ChainUnavailableError(`the endpoint gave block ${found.number} for ${number}`);
    });
    const final = { number, name, block, answers: new Map<string, Promise<unknown>>() };
    finals.set(confirmations, { of: latest, final });
    block.catch(() => finals.delete(confirmations));
    return final;
  };

  const ask = (block: AskedBlock, to: Address, data: Hex) =>
    askOnce(block, to + data, () => rpc.call('eth_call', [{ to, data }, block.name]));

  const anchorOf = async (block: AskedBlock, final: AskedBlock, registry: Address, root: BatchRoot) => {
    const key = registry + root;
    const kept = anchors.get(key);
    // A block that is older than the anchor does not know it yet.
    if (kept !== undefined && kept.number <= block.number) return kept;
    const anchor = readAnchor(await ask(block, registry, callAnchorOf(root)));
    if (anchor !== null && anchor.number <= final.number) anchors.set(key, anchor);
    return anchor;
  };

  const profileOf = (block: AskedBlock, registry: Address, chamber: ChamberId) =>
    ask(block, registry, callProfileOf(chamber));

  const accreditationOf = async (
    block: AskedBlock,
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
    block: AskedBlock,
    final: AskedBlock,
    { contracts }: Deployment,
    questions: ChainQuestions,
  ): Promise<ChainView> => {
    const { chamberRegistry, anchorRegistry, recordRegistry } = contracts;
    for (const chamber of questions.chambers ?? []) ignore(profileOf(block, chamberRegistry, chamber));
    const [header, anchored, accredited, states] = await Promise.all([
      block.block,
      answerAll(questions.anchors, (root) => anchorOf(block, final, anchorRegistry, root)),
      answerAll(questions.accreditations, (signer) => accreditationOf(block, chamberRegistry, signer)),
      answerAll(questions.states, async (id) => readState(await ask(block, recordRegistry, callStateOf(id)))),
    ]);
    return { block: header, anchors: anchored, accreditations: accredited, states };
  };

  const codeHash = async (address: Address, final: AskedBlock): Promise<CodeHash | null> => {
    const kept = codeHashes.get(address);
    if (kept !== undefined) return kept;
    const code = await askOnce(final, address, () => rpc.call('eth_getCode', [address, final.name]));
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
    latest: Head,
    deployment: Deployment,
    questions: ChainQuestions,
  ): Promise<ChainAnswers> => {
    const final = finalBlock(latest, deployment.confirmations);
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

interface Head extends AskedBlock {
  readonly hash: string;
}

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
