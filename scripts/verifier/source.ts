import { readFile } from 'node:fs/promises';
import type { VerifyInput } from '../../core/verify-file.ts';
import type { FileToVerify } from './files-of.ts';
import { archiveIn, type OpenArchive } from './open-archive.ts';

/** What is judged, wherever it lies. It may be read more than once. */
export interface Source {
  read(): Promise<VerifyInput>;
  /** Null: it is none. Whoever opens it closes it. */
  archive(): Promise<OpenArchive | null>;
}

/** A file, of which an archive's parts alone come into memory. */
export const fileSource = ({ file, proof }: FileToVerify): Source => ({
  read: async () => ({
    file: await readFile(file),
    ...(proof !== undefined && { bundle: await readFile(proof, 'utf8') }),
  }),
  archive: async () => (proof === undefined ? archiveIn(file) : null),
});

/** What a program has in memory. */
export const inputSource = (input: VerifyInput): Source => ({
  read: async () => input,
  archive: async () =>
    input.bundle === undefined && input.file !== undefined ? archiveIn(input.file) : null,
});
