import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServerProcess } from './client/server-process.ts';
import { showForgeries } from './demo/forgeries.ts';
import { createOutsider, readTrust } from './demo/outside.ts';
import { playPilotChain } from './demo/pilot-chain.ts';
import { say, section } from './demo/say.ts';
import { verifyEverything } from './demo/verify-everything.ts';

/**
 * Plays the six steps of the pilot chain over HTTP, verifies from outside, shows that forgeries are caught. Against
 * the server at OPENPOUCH_URL, or one that it starts with empty data and ends again. Exit 0 only if all of it held.
 */
async function main(): Promise<void> {
  const given = process.env['OPENPOUCH_URL'];
  const dataDir = mkdtempSync(join(tmpdir(), 'openpouch-demo-'));
  if (given === undefined) say('Starting a server with empty data…');
  const server = given === undefined ? await startServerProcess(dataDir) : undefined;
  const base = given ?? server?.url ?? '';
  try {
    const { deployment, rpcUrl, demonstration } = await readTrust(base);
    if (demonstration.length === 0) throw new Error(`${base} has no demonstration parties.`);
    const outsider = createOutsider(deployment, rpcUrl);
    try {
      section('The pilot chain, step by step');
      const played = await playPilotChain(base, demonstration);
      section('Verified from outside: files, proofs and the chain’s address, nothing of the server');
      await verifyEverything(outsider, played);
      section('Forgeries');
      await showForgeries(outsider, played);
    } finally {
      outsider.close();
    }
    section('All of it held.');
  } finally {
    await server?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

try {
  await main();
} catch (error) {
  console.error(`\nThe demonstration did not hold: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
