import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a secret file (mode 0600) whole or not at all, and durably: beside it, synced, renamed. */
export function replaceFile(path: string, content: string): void {
  const partial = `${path}.${process.pid}.new`;
  const file = openSync(partial, 'w', 0o600);
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(partial, path);
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
