import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** All that CI runs, in the order in which a failure is cheapest to learn. Ends with the tests' own counts. */
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const steps: readonly (readonly [name: string, command: string, ...rest: string[]])[] = [
  ['types', 'tsc', '-p', '.'],
  ['lint', 'biome', 'check', '--error-on-warnings', '.'],
  ['Solidity lint', 'solhint', '--max-warnings', '0', 'contracts/**/*.sol'],
  ['Solidity format', 'prettier', '--check', 'contracts/**/*.sol'],
  ['gas and bytecode', 'node', 'scripts/gas-snapshot.ts'],
  ['tests', 'node', 'scripts/test.ts'],
];

const env = {
  ...process.env,
  PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH']}`,
  HARDHAT_DISABLE_TELEMETRY: 'true',
};
for (const [name, command, ...args] of steps) {
  console.log(`\n── ${name}`);
  const { status, error } = spawnSync(command, args, { cwd: root, env, stdio: 'inherit' });
  if (error !== undefined || status !== 0) {
    console.error(`\n${name}: failed${error === undefined ? '' : ` (${error.message})`}`);
    process.exit(1);
  }
}
