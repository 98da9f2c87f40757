import { spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { VerificationSample } from './verification-sample.ts';

const source = fileURLToPath(new URL('../../test/integration/tradetrust/', import.meta.url));
/** As for the tests: their packages bring old versions of much that we use, so they lie beside the project. */
const place = join(tmpdir(), 'openpouch-tradetrust');

export interface TheirFigures {
  /** `verifySignature` a second: the document's hash and its path to the batch's root. */
  readonly signatures: number;
  /** All fragments of a document a second. */
  readonly documents: number;
  /** All fragments of one, over the slower endpoint. */
  readonly delayedMs: number;
}

/** What tt-verify 9.7.2 does with the same certificates, in a process of its own. */
export async function measureTradeTrust(
  { documents, dns }: VerificationSample,
  endpoints: { readonly rpcUrl: string; readonly delayedUrl: string; readonly atOnce: number },
): Promise<TheirFigures> {
  cpSync(source, place, { recursive: true });
  const lock = readFileSync(join(source, 'package-lock.json'), 'utf8');
  const installed = join(place, 'node_modules/.package-lock.json');
  if (!existsSync(installed) || !isInstalled(lock, readFileSync(installed, 'utf8')))
    await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  const input = JSON.stringify({ documents, dns, ...endpoints });
  return JSON.parse(await run(process.execPath, ['measure.mjs'], input)) as TheirFigures;
}

/** @throws with what it printed, unless it ends with 0 */
async function run(command: string, args: readonly string[], input = ''): Promise<string> {
  const child = spawn(command, args, { cwd: place, stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(input);
  const [out, code] = await Promise.all([
    text(child.stdout),
    new Promise<number | null>((resolve) => child.once('close', resolve)),
  ]);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}: ${out}`);
  return out;
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly optional?: boolean }>>;
}

function isInstalled(wanted: string, present: string): boolean {
  const [lock, there] = [JSON.parse(wanted) as Lock, JSON.parse(present) as Lock];
  return Object.entries(lock.packages).every(
    ([path, { version, optional }]) =>
      path === '' || optional === true || there.packages[path]?.version === version,
  );
}
