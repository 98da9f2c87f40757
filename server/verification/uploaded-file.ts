import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { problem } from '../http/problem.ts';

export interface UploadedFile {
  /** SHA-256. */
  readonly digest: Buffer;
  /** Null when the file is larger than a file of ours with a proof in it. */
  readonly bytes: Uint8Array | null;
}

/** A certificate's PDF has some hundred kilobytes, a proof at most two megabytes. */
const KEPT_OF_ONE = 4 * 1024 * 1024;
const KEPT_OF_ALL = 64 * 1024 * 1024;

/**
 * Reads files of strangers while holding a bounded amount of them in memory, however many are sent at once and
 * however slowly. @throws unavailable when too many come at the same moment.
 */
export function createUploadReader(): (stream: Readable) => Promise<UploadedFile> {
  let keptOfAll = 0;
  return async (stream) => {
    const hash = createHash('sha256');
    let parts: Buffer[] = [];
    let kept = 0;
    let small = true;
    const forget = () => {
      keptOfAll -= kept;
      kept = 0;
      parts = [];
    };
    try {
      for await (const part of stream as AsyncIterable<Buffer>) {
        hash.update(part);
        if (!small) continue;
        kept += part.length;
        keptOfAll += part.length;
        parts.push(part);
        if (keptOfAll > KEPT_OF_ALL) throw problem('unavailable');
        if (kept > KEPT_OF_ONE) {
          small = false;
          forget();
        }
      }
      return { digest: hash.digest(), bytes: small ? Buffer.concat(parts) : null };
    } finally {
      forget();
    }
  };
}
