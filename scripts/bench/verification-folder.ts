import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { OwnDeployment } from '../demo/attacker.ts';
import { print } from './figure.ts';

const command = fileURLToPath(new URL('../openpouch.ts', import.meta.url));

/** `openpouch verify FOLDER` as a process of its own, its start included. */
export async function benchFolder(
  own: OwnDeployment,
  proofs: readonly string[],
  files: number,
): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'openpouch-bench-'));
  try {
    const folder = join(dir, 'proofs');
    mkdirSync(folder);
    for (let n = 0; n < files; n++) writeFileSync(join(folder, `${n}.json`), proofs[n % proofs.length] ?? '');
    const trust = join(dir, 'trust.json');
    writeFileSync(trust, JSON.stringify(own.deployment));
    const started = performance.now();
    const words = ['verify', folder, '--trust', trust, '--rpc', own.rpcUrl, '--json'];
    const child = spawn(process.execPath, [command, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
    let valid = 0;
    for await (const line of createInterface({ input: child.stdout }))
      if ((JSON.parse(line) as { outcome: string }).outcome === 'valid') valid++;
    if (valid !== files) throw new Error(`${valid} of ${files} are valid.`);
    print({
      name: 'folder_verified_per_second',
      value: (files * 1000) / (performance.now() - started),
      unit: '1/s',
      conditions: `the command over a folder of ${files} proofs, its start included, each in full as JSON`,
    });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
