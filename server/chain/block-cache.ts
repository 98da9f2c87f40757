import type { Block } from '../../core/chain.ts';

/** A block, and what was asked at it: its answers never change. */
export interface AskedBlock {
  readonly number: number;
  /** How calls name it: by its hash (EIP-1898), or by its number where that cannot be another's any more. */
  readonly name: { readonly blockHash: string } | string;
  /** Its number and time; of a block that is named by its number they are asked with the rest. */
  readonly block: Promise<Block>;
  /** Question (address and call data) → answer under way or there. */
  readonly answers: Map<string, Promise<unknown>>;
}

/** Answers kept of one block; beyond, they are asked again. */
const MOST_ANSWERS = 50_000;

/** Asks once per block: whoever asks the same meanwhile gets the same answer. What failed is not kept. */
export function askOnce(block: AskedBlock, question: string, ask: () => Promise<unknown>): Promise<unknown> {
  const known = block.answers.get(question);
  if (known !== undefined) return known;
  if (block.answers.size >= MOST_ANSWERS) block.answers.clear();
  const answer = ask();
  block.answers.set(question, answer);
  answer.catch(() => block.answers.delete(question));
  return answer;
}

/** A map that forgets what was put in first when it is full. */
export function createBoundedMap<K, V>(most: number): Pick<Map<K, V>, 'get' | 'set' | 'clear'> {
  const map = new Map<K, V>();
  return {
    get: (key) => map.get(key),
    set(key, value) {
      const [oldest] = map.size >= most && !map.has(key) ? map.keys() : [];
      if (oldest !== undefined) map.delete(oldest);
      return map.set(key, value);
    },
    clear: () => map.clear(),
  };
}
