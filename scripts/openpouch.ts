import { parseArgs } from 'node:util';
import { MalformedError } from '../core/malformed.ts';
import type { Outcome } from '../core/verdict.ts';
import { isFileError } from './verifier/examine.ts';
import { exitCodeOf } from './verifier/exit-code.ts';
import type { Verified } from './verifier/judge.ts';
import { report, summary } from './verifier/report.ts';
import { type JunitCase, junitCase, junitReport } from './verifier/report-junit.ts';
import { readOperator, readTrust, trustFile } from './verifier/trust-file.ts';
import { createVerification } from './verifier/verification.ts';

const USAGE = `Usage: npx openpouch verify FILE… --trust FILE [--rpc URL]… [--proof FILE] [--format FORMAT]

  FILE         a certificate's PDF with its proof inside, a proof, a trail exported as PDF or JSON, the archive of a pouch,
               or a document whose proof lies beside it (invoice.pdf and invoice.pdf.proof.json); of a folder, all that is
               in it
  --trust      the deployments that you accept: a trust list, or what an installation says of itself at
               /.well-known/openpouch.json (keep the copy that you trust); else the file that OPENPOUCH_TRUST names
  --rpc        JSON-RPC address of any node of the chain; without it the chain is not asked; several must agree
  --proof      the proof of the one FILE
  --complete   address of the installation that a file came from: what was not sealed yet when the file was taken is asked
               there, by hashes alone; without it such a file stays pending
  --format     human; json: one JSON object a file; junit: JUnit's XML
  --json       --format json

Exit: 0 valid · 1 invalid, revoked, superseded, closed or expired · 2 pending or cannot be decided · 64 usage
`;

/** Everything that is wrong with the command line, in words for whoever typed it. */
class UsageError extends Error {}

async function main(words: readonly string[]): Promise<number> {
  const options = readOptions(words);
  if (options === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  const { trust, format, files, proof, rpc, complete } = options;
  const write = WRITERS[format]();
  const counts = new Map<Outcome, number>();
  const grounds = { rpc, trust: await readTrust(trust), operator: await readOperator(trust), complete };
  const verification = createVerification(grounds);
  try {
    for await (const verified of verification.files(files, proof)) {
      write.one(verified);
      counts.set(verified.outcome, (counts.get(verified.outcome) ?? 0) + 1);
    }
  } finally {
    verification.close();
  }
  write.end(counts);
  if (counts.size === 0) throw new UsageError('There is no file in what was named.');
  return exitCodeOf(counts.keys());
}

interface Writer {
  one(verified: Verified): void;
  end(counts: ReadonlyMap<Outcome, number>): void;
}

const print = (text: string) => void process.stdout.write(text);
const WRITERS: Readonly<Record<'human' | 'json' | 'junit', () => Writer>> = {
  human: () => ({
    one: (verified) => print(report(verified)),
    end: (counts) => print(summary(counts)),
  }),
  json: () => ({ one: (verified) => print(`${JSON.stringify(verified)}\n`), end: () => undefined }),
  junit: () => {
    const cases: JunitCase[] = [];
    const begin = performance.now();
    return {
      one: (verified) => void cases.push(junitCase(verified)),
      end: () => print(junitReport(cases, (performance.now() - begin) / 1000)),
    };
  },
};

function readOptions(words: readonly string[]) {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(words);
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
  const { values, positionals } = parsed;
  if (values.help === true) return 'help';
  const [command, ...files] = positionals;
  if (command !== 'verify') throw new UsageError(`There is no command ${command ?? '(none)'}.`);
  if (files.length === 0) throw new UsageError('Name at least one FILE.');
  const trust = trustFile(values.trust);
  if (trust === undefined) throw new UsageError('--trust is missing: whom do you trust?');
  const { proof, rpc = [] } = values;
  if (proof !== undefined && files.length > 1) throw new UsageError('--proof is of one FILE.');
  const { complete } = values;
  if (!rpc.every(isWebAddress)) throw new UsageError('--rpc takes an http or https address.');
  if (complete !== undefined && !isWebAddress(complete)) {
    throw new UsageError('--complete takes an http or https address.');
  }
  const format = values.format ?? (values.json === true ? 'json' : 'human');
  if (!isFormat(format)) throw new UsageError('--format is human, json or junit.');
  return { files, trust, rpc, proof, complete, format };
}

const isWebAddress = (url: string) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
const isFormat = (word: string): word is keyof typeof WRITERS => Object.hasOwn(WRITERS, word);

const parse = (words: readonly string[]) =>
  parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      trust: { type: 'string' },
      rpc: { type: 'string', multiple: true },
      proof: { type: 'string' },
      complete: { type: 'string' },
      format: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError || error instanceof MalformedError || isFileError(error))) throw error;
  process.stderr.write(`${error.message}\n${error instanceof UsageError ? `\n${USAGE}` : ''}`);
  process.exitCode = 64;
}
