import { readFile } from 'node:fs/promises';
import { type InterfaceAbi, isHexString } from 'ethers';
import type { Hex } from '../../core/bytes.ts';

/** The contracts of a deployment, by the source that holds them. */
const SOURCES = {
  ChamberRegistry: 'ChamberRegistry.sol',
  AnchorRegistry: 'AnchorRegistry.sol',
  RecordRegistry: 'RecordRegistry.sol',
  ChamberDocumentStore: 'ChamberDocumentStore.sol',
  ChamberDocumentStores: 'ChamberDocumentStores.sol',
  ES256Verifier: 'verifiers/ES256Verifier.sol',
  WebAuthnVerifier: 'verifiers/WebAuthnVerifier.sol',
  RSAVerifier: 'verifiers/RSAVerifier.sol',
} as const;
export type ContractName = keyof typeof SOURCES;

export interface Artifact {
  readonly abi: InterfaceAbi;
  /** Creation code, without the constructor's arguments. */
  readonly bytecode: Hex;
}

/** What the compiler made of a contract. @throws when the contracts are not built. */
export async function readArtifact(name: ContractName): Promise<Artifact> {
  const file = new URL(`../../artifacts/contracts/${SOURCES[name]}/${name}.json`, import.meta.url);
  try {
    const artifact: Artifact = JSON.parse(await readFile(file, 'utf8'));
    if (!isHexString(artifact.bytecode) || artifact.bytecode === '0x')
      throw new TypeError('it holds no code');
    return artifact;
  } catch (cause) {
    throw new Error(`The contract ${name} is not built: run \`node scripts/setup.mjs\`.`, { cause });
  }
}
