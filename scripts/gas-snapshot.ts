import { readFile, writeFile } from 'node:fs/promises';
import { type GasByStory, measureBytecode, measureGas } from './gas-stories.ts';

/** Gas by user story under the rules of today and of the planned fork; bytes of code by contract. */
export interface GasSnapshot {
  readonly osaka: GasByStory;
  readonly amsterdam: GasByStory;
  readonly bytecode: GasByStory;
}

const FILE = new URL('../test/contracts/gas-snapshot.json', import.meta.url);
const TOLERANCE = 0.01;

export async function measureSnapshot(): Promise<GasSnapshot> {
  return {
    osaka: await measureGas('osaka'),
    amsterdam: await measureGas('amsterdam'),
    bytecode: await measureBytecode(),
  };
}

/** One line for every figure of `now` that is new, gone, or off `before` by more than one per cent. */
export function drifts(before: GasSnapshot, now: GasSnapshot): string[] {
  return (['osaka', 'amsterdam', 'bytecode'] as const).flatMap((part) => {
    const stories = new Set([...Object.keys(before[part]), ...Object.keys(now[part])]);
    return [...stories].flatMap((story) => {
      const [was, is] = [before[part][story], now[part][story]];
      if (was !== undefined && is !== undefined && Math.abs(is - was) <= was * TOLERANCE) return [];
      return [`${part}: ${story}: ${was ?? 'not in the snapshot'} → ${is ?? 'not measured'}`];
    });
  });
}

if (import.meta.main) {
  const now = await measureSnapshot();
  if (process.argv.includes('--update')) {
    await writeFile(FILE, `${JSON.stringify(now, null, 2)}\n`);
    console.log('Wrote test/contracts/gas-snapshot.json.');
  } else {
    const found = drifts(JSON.parse(await readFile(FILE, 'utf8')), now);
    for (const line of found) console.error(line);
    if (found.length > 0) {
      console.error(
        'Gas or bytecode moved by more than 1 %. If it is meant: node scripts/gas-snapshot.ts --update',
      );
      process.exitCode = 1;
    } else {
      console.log('Gas and bytecode are within 1 % of test/contracts/gas-snapshot.json.');
    }
  }
}
