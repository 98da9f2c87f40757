import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileOutcome } from '../test/fixtures/reporter.ts';

/**
 * All tests, each file's outcome counted once. Those in a browser and of whole processes run beside the others, in two
 * processes of their own, as they wait more than they work. A file of tests of the running system that fails is run again
 * (docs/decisions/0013-a-second-attempt.md).
 */
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const waiting = globSync('test/{integration,web}/**/*.test.ts', { cwd: root }).sort();
const lanes = [0, 1].map((lane) => waiting.filter((_, index) => index % 2 === lane));
const others = 'test/{contracts,unit,api}/**/*.test.ts';
/** Where a pause of the machine can be seen, and how often; more files than these do not fail because of one. */
const again = { folders: /^test\/(api|integration|web)\//, files: 3, times: 2 };
/** Ms from the report of a run to the end of its process: what is left open by a test would keep it for ever. */
const TO_END = 60_000;

const dir = mkdtempSync(join(tmpdir(), 'openpouch-tests-'));
process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
// Whoever ends us ends what we started: what listens to `exit` does.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

/**
 * @param print what mocha prints, as it comes
 * @throws Error when mocha ran no test
 */
async function mocha(args: readonly string[], print: (text: string) => void): Promise<FileOutcome[]> {
  const output = join(dir, `${crypto.randomUUID()}.json`);
  const child = spawn('mocha', ['--reporter-option', `output=${output}`, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  process.once('exit', () => child.kill());
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', print);

  const ended = new Promise<void>((resolve, reject) =>
    child.once('error', reject).once('close', () => resolve()),
  );
  const watch = setInterval(() => {
    if (existsSync(output) && Date.now() - statSync(output).mtimeMs > TO_END) child.kill('SIGKILL');
  }, 1_000);
  await ended.finally(() => clearInterval(watch));

  const outcomes = existsSync(output) ? (JSON.parse(readFileSync(output, 'utf8')) as FileOutcome[]) : [];
  if (outcomes.length === 0) throw new Error('mocha ran no test');
  if (child.signalCode !== null && failedOf(outcomes).length === 0) {
    outcomes.push({ file: 'a test left something open', passed: 0, failed: 1 });
  }
  return outcomes;
}

const write = (text: string) => process.stdout.write(text);
const failedOf = (outcomes: Iterable<FileOutcome>) =>
  [...outcomes].filter(({ failed }) => failed > 0).map(({ file }) => file);

/** Prints what comes when it is its turn, so that runs beside each other are read one after the other. */
async function heldBack(files: readonly string[], turn: Promise<unknown>): Promise<FileOutcome[]> {
  let held: string[] | undefined = [];
  const run = mocha(files, (text) => void (held === undefined ? write(text) : held.push(text)));
  run.catch(() => undefined);
  await turn;
  write(held.join(''));
  held = undefined;
  return run;
}

async function allTests(): Promise<boolean> {
  const outcomes = new Map<string, FileOutcome>();
  const keep = (run: readonly FileOutcome[]) => {
    for (const outcome of run) outcomes.set(outcome.file, outcome);
  };
  const runs = [mocha([others], write)];
  for (const lane of lanes) runs.push(heldBack(lane, Promise.all(runs)));
  for (const run of await Promise.all(runs)) keep(run);

  const first = failedOf(outcomes.values());
  const mayPause = first.length <= again.files && first.every((file) => again.folders.test(file));
  for (let time = 0; mayPause && time < again.times; time++) {
    const failed = failedOf(outcomes.values());
    if (failed.length === 0) break;
    write(`\n── again: ${failed.join(', ')}\n`);
    keep(await mocha(failed, write));
  }

  const failed = failedOf(outcomes.values());
  const sum = (what: 'passed' | 'failed') => [...outcomes.values()].reduce((all, one) => all + one[what], 0);
  write('\n── all tests\n');
  for (const file of first.filter((one) => !failed.includes(one)))
    write(`  passed when run again only: ${file}\n`);
  for (const file of failed) write(`  failed: ${file}\n`);
  write(`  ${sum('passed')} passing\n  ${sum('failed')} failing\n`);
  return failed.length === 0;
}

const files = process.argv.slice(2);
const isGreen = files.length === 0 ? await allTests() : failedOf(await mocha(files, write)).length === 0;
process.exitCode = isGreen ? 0 : 1;
