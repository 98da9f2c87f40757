import { spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('./tradetrust/', import.meta.url));
/** Their packages are installed there, beside the project: they bring old versions of much that we use. */
const place = join(tmpdir(), 'openpouch-tradetrust');

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly optional?: boolean }>>;
}

/** TradeTrust's published packages by our lock file, once for each version of that file: 25 s and 245 MB. */
export async function installTradeTrust(): Promise<void> {
  cpSync(source, place, { recursive: true });
  const wanted = readFileSync(join(source, 'package-lock.json'), 'utf8');
  const installed = join(place, 'node_modules/.package-lock.json');
  const has = existsSync(installed) ? (JSON.parse(readFileSync(installed, 'utf8')) as Lock) : undefined;
  if (!isInstalled(JSON.parse(wanted) as Lock, has))
    await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** @returns what a program of `tradetrust/` answers to `input`. @throws with what it printed, unless it ends with 0 */
export const runTradeTrust = (program: string, input = ''): Promise<string> =>
  run(process.execPath, [program], input);

/** A program of `tradetrust/` that answers a line with a line: their packages take seconds to load. */
export interface Conversation {
  /** One question at a time. @throws when the program has ended */
  ask(line: string): Promise<string>;
  close(): void;
}

export function startTradeTrust(program: string): Conversation {
  const child = spawn(process.execPath, [program], { cwd: place, stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask(line) {
      child.stdin.write(`${line}\n`);
      const { value, done } = await lines.next();
      if (done === true) throw new Error(`${program} has ended.`);
      return value;
    },
    close: () => child.stdin.end(),
  };
}

async function run(command: string, args: readonly string[], input = ''): Promise<string> {
  const child = spawn(command, args, { cwd: place, stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(input);
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once('close', resolve)),
  ]);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}: ${err}${out}`);
  return out;
}

const isInstalled = (wanted: Lock, present: Lock | undefined): boolean =>
  present !== undefined &&
  Object.entries(wanted.packages).every(
    ([path, { version, optional }]) =>
      path === '' || optional === true || present.packages[path]?.version === version,
  );
