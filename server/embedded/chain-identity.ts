import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { replaceFile } from './replace-file.ts';

/** What makes the embedded chain of one installation: the same at every start, unlike any other's. */
export interface ChainIdentity {
  readonly chainId: number;
  /** The operator's account, the only one with a balance: `0x` and 64 hexadecimal digits. */
  readonly privateKey: string;
  /** Time of block 0, seconds since 1970. */
  readonly genesisTime: number;
  /** Port of the address that is told to others. */
  readonly port: number;
}

/** Chain ids of embedded chains: nine digits, above those that public chains have registered. */
const CHAIN_IDS = [3_000_000_000, 4_000_000_000] as const;

/** Reads `chain.json`, or makes a new identity with the given port; `saveIdentity` keeps it. */
export function readIdentity(file: string, port: number): ChainIdentity {
  if (existsSync(file)) {
    const kept: ChainIdentity = JSON.parse(readFileSync(file, 'utf8'));
    const whole =
      Number.isSafeInteger(kept.chainId) &&
      Number.isSafeInteger(kept.genesisTime) &&
      Number.isSafeInteger(kept.port) &&
      /^0x[0-9a-f]{64}$/.test(kept.privateKey);
    if (!whole) throw new Error(`${file} is damaged: expected chainId, privateKey, genesisTime and port.`);
    return kept;
  }
  return {
    chainId: randomInt(...CHAIN_IDS),
    privateKey: `0x${randomBytes(32).toString('hex')}`,
    genesisTime: Math.floor(Date.now() / 1000),
    port,
  };
}

export function saveIdentity(file: string, identity: ChainIdentity): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o711 });
  replaceFile(file, `${JSON.stringify(identity, null, 2)}\n`);
}
