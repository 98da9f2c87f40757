import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface FileToVerify {
  readonly file: string;
  /** The proof that lies beside it, or is given with it; undefined: it carries its own, or is one. */
  readonly proof: string | undefined;
}

const PROOF = '.proof.json';

/**
 * The files that are meant, folders with all that is in them, in the order of their names. Beside `invoice.pdf` may lie
 * its proof, `invoice.pdf.proof.json`, which is then not verified by itself.
 * @throws when one that is named is not there, before anything is verified
 */
export async function filesOf(
  paths: readonly string[],
  proof: string | undefined,
): Promise<readonly FileToVerify[]> {
  const found: string[] = [];
  for (const path of paths) {
    const isFolder = (await stat(path)).isDirectory();
    found.push(...(isFolder ? await filesIn(path) : [path]));
  }
  if (proof !== undefined) return found.map((file) => ({ file, proof }));
  const all = new Set(found);
  return found.flatMap((file) => {
    if (file.endsWith(PROOF) && all.has(file.slice(0, -PROOF.length))) return [];
    return [{ file, proof: all.has(file + PROOF) ? file + PROOF : undefined }];
  });
}

/** Not what is hidden, and no links to elsewhere: a folder of a stranger may hold any. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
