import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What an upload is about to write, a CID a line: whoever finds it later knows what to remove. */
export interface UploadNotes {
  begin(): Promise<{ add(cid: string): Promise<void>; close(): Promise<void>; forget(): Promise<void> }>;
  /** Those that were last written to before this time. */
  until(before: Date): Promise<{ readonly cids: readonly string[]; forget(): Promise<void> }[]>;
}

/** One small file an upload. */
export async function createUploadNotes(dir: string): Promise<UploadNotes> {
  await mkdir(dir, { recursive: true });
  const forget = (file: string) => rm(file, { force: true });
  return {
    async begin() {
      const file = join(dir, randomUUID());
      const handle = await open(file, 'a');
      return {
        add: (cid) => handle.appendFile(`${cid}\n`),
        close: () => handle.close(),
        forget: () => forget(file),
      };
    },
    async until(before) {
      const notes: { cids: string[]; forget(): Promise<void> }[] = [];
      for (const name of await readdir(dir)) {
        const file = join(dir, name);
        if ((await stat(file)).mtime >= before) continue;
        const lines = (await readFile(file, 'utf8')).split('\n');
        // The last line ends with the file: what stands after it was cut off before its block was written.
        notes.push({ cids: lines.slice(0, -1), forget: () => forget(file) });
      }
      return notes;
    },
  };
}
