/**
 * Where ciphertexts lie, addressed by what they are: the CID of their UnixFS blocks, the same in every store. What
 * is stored is encrypted under a key of its own (file-cipher.ts), so that no two contents share a block.
 */
export interface ContentStore {
  /**
   * Stores the bytes and answers once they are durable. A chunk is the store's own once it is given: it frees its memory
   * when it is done with it.
   * @returns the CID, and the size in bytes.
   */
  put(chunks: AsyncIterable<Uint8Array>): Promise<StoredContent>;
  /**
   * The bytes, in order, as they are read; each block is checked against its hash before it is given. A part is good
   * until the next is asked for.
   * @param range a part of them, within its size
   * @throws ContentError, on the way too: what was read until then is then not to be used.
   */
  get(cid: string, range?: ContentRange): AsyncIterable<Uint8Array>;
  /** Whether it was stored and not removed. */
  has(cid: string): Promise<boolean>;
  /**
   * Removes what was stored until `before` and is recorded nowhere: of uploads in the middle of which the process ended.
   * @param recorded which of these CIDs the database names
   * @returns how many blocks went
   */
  sweep(before: Date, recorded: (cids: readonly string[]) => Promise<ReadonlySet<string>>): Promise<number>;
  /** Removes it here; what is not there is removed already. Copies that others took stay. */
  remove(cid: string): Promise<void>;
}

/** In bytes. */
export interface ContentRange {
  readonly offset: number;
  readonly length: number;
}

export interface StoredContent {
  /** CIDv1 in base32: `bafk…` of one block, `bafy…` of more. */
  readonly cid: string;
  readonly size: number;
}

export class ContentError extends Error {
  /** `corrupt`: the bytes are not those of the CID. `unavailable`: the store did not answer. */
  readonly code: 'malformed_cid' | 'not_found' | 'corrupt' | 'unavailable';
  constructor(code: ContentError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ContentError';
    this.code = code;
  }
}
