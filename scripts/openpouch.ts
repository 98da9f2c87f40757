import { parseArgs } from 'node:util';
import { MalformedError } from '../core/malformed.ts';
import { report } from './verifier/report.ts';
import { readOperator, readTrust } from './verifier/trust-file.ts';
import { exitCodeOf, type Verified, verifyFiles } from './verifier/verify-files.ts';

const USAGE = `Usage: npx openpouch verify FILE… --trust FILE [--rpc URL] [--proof FILE] [--json]

  FILE         a certificate's PDF with its proof inside, a proof, a pouch's archive, a trail exported as PDF, or,
               with --proof, the document
               that it is about
  --trust      the deployments that you accept: a trust list, or what an installation says of itself at
               /.well-known/openpouch.json (keep the copy that you trust)
  --rpc        JSON-RPC address of any node of the chain; without it the chain is not asked
  --proof      the proof of one document
  --json       one JSON object a file

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
  const { files, trust, rpc, proof, json } = options;
  const results: Verified[] = [];
  for await (const verified of verifyFiles({
    ...{ files, proof, rpc },
    trust: await readTrust(trust),
    operator: await readOperator(trust),
  })) {
    process.stdout.write(json ? `${JSON.stringify(verified)}\n` : report(verified));
    results.push(verified);
  }
  return exitCodeOf(results);
}

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
  if (values.trust === undefined) throw new UsageError('--trust is missing: whom do you trust?');
  if (values.proof !== undefined && files.length > 1) throw new UsageError('--proof is of one FILE.');
  if (values.rpc !== undefined && !/^https?:$/.test(URL.parse(values.rpc)?.protocol ?? '')) {
    throw new UsageError('--rpc takes an http or https address.');
  }
  return { files, trust: values.trust, rpc: values.rpc, proof: values.proof, json: values.json === true };
}

const parse = (words: readonly string[]) =>
  parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      trust: { type: 'string' },
      rpc: { type: 'string' },
      proof: { type: 'string' },
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

/** A file that cannot be read. */
function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'path' in error;
}
