import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { signerIdOfJwk } from '../core/signer.ts';
import { type Deployment, deploymentSchema, findDeployment } from '../core/trust.ts';
import { readConfig } from '../server/config.ts';
import { createKuboContentStore } from '../server/content/kubo-store.ts';
import { createLocalContentStore } from '../server/content/local-store.ts';
import { fsck } from './fsck/fsck.ts';
import { findInstallation } from './fsck/installation.ts';
import { exitCodeOf, report } from './fsck/report.ts';
import { openSource, type Source } from './fsck/source.ts';
import { readOperator, readTrust } from './verifier/trust-file.ts';

const usage = `Usage: npm run fsck -- [--data FOLDER | --database URL] [--rpc URL] [--trust FILE] [--no-signatures] [--blocks] [--json]

Rebuilds the roots of all batches from the raw entries of the database and compares them with the chain; checks every entry
and its signature, every record's trail and, of every record, what the chain says of it. Reads only, also while the server runs.

  --data, --database   where it lies; as the server is configured unless told
  --rpc                JSON-RPC address of any node of the chain
  --trust              the contracts and the operator that you accept, as for openpouch verify; else what the database says
  --no-signatures      leave the events' signatures out, which take most of the time
  --blocks             read each stored file too
  --json               one JSON object

Exit: 0 unbroken · 1 something is broken · 2 the chain or the database could not be asked · 64 usage
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    allowNegative: true,
    options: {
      ...({ data: { type: 'string' }, database: { type: 'string' }, rpc: { type: 'string' } } as const),
      ...({
        trust: { type: 'string' },
        signatures: { type: 'boolean' },
        blocks: { type: 'boolean' },
      } as const),
      ...({ json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const),
    },
  });
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  const config = readConfig({
    ...process.env,
    ...(values.data !== undefined && { OPENPOUCH_DATA: values.data }),
  });
  const closers: (() => Promise<unknown>)[] = [];
  try {
    const { databaseUrl, rpcUrl } = await findInstallation(config, values, closers);
    const source = await openSource(databaseUrl);
    closers.push(() => source.close());
    const deployment = await deploymentOf(source, values.trust);
    const jwk = values.trust === undefined ? undefined : await readOperator(values.trust);
    const started = performance.now();
    const result = await fsck({
      ...{ source, deployment, rpcUrl, signatures: values.signatures !== false },
      operator: jwk && signerIdOfJwk(jwk, deployment.verifiers),
      content:
        values.blocks !== true
          ? undefined
          : config.ipfsApiUrl === undefined
            ? await createLocalContentStore(join(config.dataDir, 'blocks'))
            : createKuboContentStore(config.ipfsApiUrl),
    });
    const seconds = (performance.now() - started) / 1000;
    process.stdout.write(
      values.json === true ? `${JSON.stringify({ ...result, seconds })}\n` : report(result, { seconds }),
    );
    return exitCodeOf(result);
  } finally {
    for (const close of closers.toReversed()) await close();
  }
}

/** The contracts on which the database says that it runs; with a trust list they must be among those. */
async function deploymentOf(source: Source, trustFile: string | undefined): Promise<Deployment> {
  const [row] = await source.rows<{ value: string }>(
    "SELECT value::text AS value FROM installation WHERE name = 'deployment'",
  );
  if (row === undefined) throw new Error('The database names no contracts: nothing was ever anchored.');
  const said = deploymentSchema.parse(JSON.parse(row.value));
  if (trustFile === undefined) return said;
  const { chainId, contracts } = said;
  const trusted = findDeployment(await readTrust(trustFile), {
    chainId,
    recordRegistry: contracts.recordRegistry,
  });
  if (trusted === undefined) throw new Error(`${trustFile} does not name the contracts of this database.`);
  return trusted;
}

try {
  process.exitCode = await main();
} catch (error) {
  const isUsage =
    error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  process.stderr.write(
    `${error instanceof Error ? error.message : String(error)}\n${isUsage ? `\n${usage}` : ''}`,
  );
  process.exitCode = isUsage ? 64 : 2;
}
