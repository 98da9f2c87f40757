import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileOutcome } from '../test/fixtures/lane.ts';

/**
 * All tests, or those of the files named, each file's outcome counted once. A lane that has done a file takes the next:
 * one half of the lanes from the front, where a browser or other processes are waited for, the other half from the back,
 * where there is work. A file of tests of the running system that fails is run again
 * (docs/decisions/0013-a-second-attempt.md).
 */
const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** What is waited for most comes first, what is done in a moment last. */
const folders = ['web', 'integration', 'contracts', 'api', 'unit'];
/** Where a pause of the machine can be seen, and how often; more files than these do not fail because of one. */
const again = { folders: /^test\/(api|integration|web)\//, files: 3, times: 2 };
/** Tests wait for other processes, for a browser, for the next batch: two lanes leave no processor idle. */
const LANES = 2 * Math.min(availableParallelism(), 4);
/** Ms from the end of a lane's last file to the end of its process: what is left open by a test would keep it for ever. */
const TO_END = 60_000;

const write = (text: string) => process.stdout.write(text);
// Whoever ends us ends what we started: what listens to `exit` does.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

interface Lane {
  run(file: string): Promise<FileOutcome>;
  /** Whether its process has ended by itself. */
  hasEnded(): boolean;
  /** @returns a failure when it does not end, or not well */
  end(): Promise<FileOutcome[]>;
}

const failure = (file: string, text = ''): FileOutcome => ({ file, passed: 0, failed: 1, text });

function startLane(): Lane {
  const child: ChildProcess = spawn(process.execPath, [join('test', 'fixtures', 'lane.ts')], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const closed = once(child, 'exit').finally(() => process.off('exit', kill));
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return {
    hasEnded,
    async run(file) {
      child.send(file);
      const outcome = once(child, 'message').then(([message]) => message as FileOutcome);
      const broken = closed.then(() => failure(file, `  ${file} ended its process.\n`));
      return await Promise.race([outcome, broken]);
    },
    async end() {
      if (child.connected) child.disconnect();
      const tooLate = setTimeout(kill, TO_END);
      await closed.finally(() => clearTimeout(tooLate));
      if (child.signalCode !== null) return [failure('a test left something open')];
      return child.exitCode === 0 ? [] : [failure('something failed after its test')];
    },
  };
}

/** Runs what `take` gives, in one process unless that breaks. */
async function runAll(take: () => string | undefined): Promise<FileOutcome[]> {
  const outcomes: FileOutcome[] = [];
  let lane: Lane | undefined;
  for (let file = take(); file !== undefined; file = take()) {
    if (lane?.hasEnded() === true) {
      outcomes.push(...(await lane.end()));
      lane = undefined;
    }
    lane ??= startLane();
    const outcome = await lane.run(file);
    write(`\n── ${file}\n${outcome.text}`);
    outcomes.push(outcome);
  }
  return [...outcomes, ...((await lane?.end()) ?? [])];
}

const failedOf = (outcomes: Iterable<FileOutcome>) =>
  [...outcomes].filter(({ failed }) => failed > 0).map(({ file }) => file);

async function allOf(files: readonly string[]): Promise<boolean> {
  const waiting = [...files];
  const lanes = Array.from({ length: Math.min(LANES, files.length) }, (_, index) =>
    runAll(() => (index % 2 === 0 ? waiting.shift() : waiting.pop())),
  );
  const outcomes = new Map<string, FileOutcome>();
  const keep = (run: readonly FileOutcome[]) => {
    for (const outcome of run) outcomes.set(outcome.file, outcome);
  };
  for (const lane of await Promise.all(lanes)) keep(lane);

  const first = failedOf(outcomes.values());
  const mayPause = first.length <= again.files && first.every((file) => again.folders.test(file));
  for (let time = 0; mayPause && time < again.times; time++) {
    const failed = failedOf(outcomes.values());
    if (failed.length === 0) break;
    write(`\n── again: ${failed.join(', ')}\n`);
    keep(await runAll(() => failed.shift()));
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

const asked = process.argv.slice(2);
const patterns = asked.length > 0 ? asked : folders.map((folder) => `test/${folder}/**/*.test.ts`);
const files = patterns.flatMap((pattern) => globSync(pattern, { cwd: root }).sort());
if (files.length === 0) throw new Error('There is no such test.');
process.exitCode = (await allOf(files)) ? 0 : 1;
