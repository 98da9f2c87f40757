import { randomBytes } from '../../../core/bytes.ts';
import {
  type Accreditation,
  type Block,
  type ChainAnswers,
  type ChainQuestions,
  type ChainReader,
  ChainUnavailableError,
  type ChainView,
  type RecordState,
} from '../../../core/chain.ts';
import { Address, type BatchRoot, CodeHash, type RecordId, type SignerId } from '../../../core/ids.ts';
import type { Deployment } from '../../../core/trust.ts';

const UNKNOWN: RecordState = { status: 'unknown', owner: null, sequence: 0, reason: 0 };

/** A chain as a list of facts, each with the block it happened in; a view is what had happened by a block. */
export class PlainChain implements ChainReader {
  chainId = 5124;
  /** Time of block 0, seconds since 1970; a block every 10 s. */
  readonly genesisTime = 1_762_000_000;
  head = 0;
  reachable = true;
  readonly codeHashes = new Map<Address, CodeHash>();
  readonly #anchors = new Map<BatchRoot, number>();
  readonly #accreditations: { block: number; signer: SignerId; value: Accreditation }[] = [];
  readonly #states: { block: number; record: RecordId; value: RecordState }[] = [];

  block = (number: number): Block => ({ number, time: this.genesisTime + 10 * number });
  get now(): Date {
    return new Date(1000 * this.block(this.head).time + 3_000);
  }

  mine(blocks = 1): number {
    this.head += blocks;
    return this.head;
  }
  anchor(root: BatchRoot): void {
    const block = this.mine();
    if (!this.#anchors.has(root)) this.#anchors.set(root, block);
  }
  accredit(signer: SignerId, value: Omit<Accreditation, 'from' | 'until'>, until = 2 ** 48 - 1): void {
    const block = this.mine();
    this.#accreditations.push({ block, signer, value: { ...value, from: this.block(block).time, until } });
  }
  end(signer: SignerId, until: number): void {
    const known = this.#accreditations.findLast((it) => it.signer === signer);
    if (known === undefined) throw new Error('end: never accredited');
    this.#accreditations.push({ block: this.mine(), signer, value: { ...known.value, until } });
  }
  setState(record: RecordId, value: Partial<RecordState>): void {
    this.#states.push({ block: this.mine(), record, value: { ...UNKNOWN, ...value } });
  }

  async read(deployment: Deployment, questions: ChainQuestions): Promise<ChainAnswers> {
    if (!this.reachable) throw new ChainUnavailableError('no answer');
    const { chainId, codeHashes } = this;
    const final = Math.max(0, this.head - deployment.confirmations);
    return {
      chainId,
      codeHashes,
      latest: this.view(this.head, questions),
      final: this.view(final, questions),
    };
  }

  view(at: number, questions: ChainQuestions): ChainView {
    const anchors = questions.anchors.map((root) => {
      const block = this.#anchors.get(root);
      return [root, block === undefined || block > at ? null : this.block(block)] as const;
    });
    const accreditations = questions.accreditations.map((signer) => {
      const last = this.#accreditations.findLast((it) => it.signer === signer && it.block <= at);
      return [signer, last?.value ?? null] as const;
    });
    const states = questions.states.map((record) => {
      const last = this.#states.findLast((it) => it.record === record && it.block <= at);
      return [record, last?.value ?? UNKNOWN] as const;
    });
    return {
      block: this.block(at),
      anchors: new Map(anchors),
      accreditations: new Map(accreditations),
      states: new Map(states),
    };
  }
}

/** A deployment with six contracts at random addresses, and the chain that has them. */
export function deploy(confirmations = 2): { deployment: Deployment; chain: PlainChain } {
  const chain = new PlainChain();
  const contract = (): Address => {
    const address = Address.of(randomBytes(20));
    chain.codeHashes.set(address, CodeHash.of(randomBytes(32)));
    return address;
  };
  const deployment: Deployment = {
    federation: 'Federation of Belgian Chambers',
    chainId: chain.chainId,
    contracts: { chamberRegistry: contract(), anchorRegistry: contract(), recordRegistry: contract() },
    verifiers: { es256: contract(), webauthn: contract(), rsa: contract() },
    codeHashes: Object.fromEntries(chain.codeHashes),
    confirmations,
    maxHeadAgeSeconds: 60,
  };
  return { deployment, chain };
}
