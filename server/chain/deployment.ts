import { Interface, id } from 'ethers';
import { fromHex, type Hex } from '../../core/bytes.ts';
import { keccak256 } from '../../core/hashing.ts';
import { Address, CodeHash } from '../../core/ids.ts';
import { type Deployment, deploymentSchema } from '../../core/trust.ts';
import { type ContractName, readArtifact } from './artifacts.ts';
import type { JsonRpc } from './json-rpc.ts';

/** Brings one transaction onto the chain. @param to null deploys `data`. @throws when it reverts. */
export type SendTransaction = (call: {
  readonly to: Address | null;
  readonly data: Hex;
}) => Promise<{ readonly contractAddress: Hex | null }>;

export interface DeployOptions {
  readonly rpc: JsonRpc;
  readonly send: SendTransaction;
  /** Administrator, accreditor and guardian of the ChamberRegistry: the account that `send` sends from. */
  readonly administrator: Address;
  /** Seconds between the two steps of a change of administrator. */
  readonly administratorDelaySeconds: number;
  /** Who accredits, in words for a person. */
  readonly federation: string;
  readonly confirmations: number;
  readonly maxHeadAgeSeconds: number | null;
}

/** The roles of contracts/ChamberRegistry.sol. */
const ROLES = ['ACCREDITOR_ROLE', 'GUARDIAN_ROLE'] as const;

/**
 * Deploys the three registries and the three verifiers, and gives the administrator its roles: eight transactions,
 * each of which `send` waits for.
 * @returns the deployment as verifiers trust it, with the code hashes that the chain tells.
 */
export async function deployContracts(options: DeployOptions): Promise<Deployment> {
  const { rpc, send, administrator } = options;
  const deploy = (name: ContractName, ...values: unknown[]) => deployOne(send, name, values);

  const es256 = await deploy('ES256Verifier');
  const webauthn = await deploy('WebAuthnVerifier');
  const rsa = await deploy('RSAVerifier');
  const trusted = { es256, webAuthn: webauthn, rsa };
  const delay = options.administratorDelaySeconds;
  const chamberRegistry = await deploy('ChamberRegistry', delay, administrator, trusted);
  const anchorRegistry = await deploy('AnchorRegistry');
  const recordRegistry = await deploy('RecordRegistry', chamberRegistry);

  const access = new Interface((await readArtifact('ChamberRegistry')).abi);
  for (const role of ROLES) {
    const data = access.encodeFunctionData('grantRole', [id(role), administrator]) as Hex;
    await send({ to: chamberRegistry, data });
  }

  const contracts = { chamberRegistry, anchorRegistry, recordRegistry };
  const verifiers = { es256, webauthn, rsa };
  const addresses = [...Object.values(contracts), ...Object.values(verifiers)];
  const [chainId, ...codes] = await Promise.all([
    rpc.call('eth_chainId'),
    ...addresses.map((address) => rpc.call('eth_getCode', [address, 'latest'])),
  ]);
  return deploymentSchema.parse({
    federation: options.federation,
    chainId: Number(chainId),
    contracts,
    verifiers,
    codeHashes: Object.fromEntries(addresses.map((address, n) => [address, codeHashOf(codes[n])])),
    confirmations: options.confirmations,
    maxHeadAgeSeconds: options.maxHeadAgeSeconds,
  });
}

/** Deploys the contract that makes the chambers' document stores. */
export const deployDocumentStores = (send: SendTransaction, { contracts }: Deployment): Promise<Address> =>
  deployOne(send, 'ChamberDocumentStores', [contracts.recordRegistry]);

async function deployOne(
  send: SendTransaction,
  name: ContractName,
  constructorArguments: readonly unknown[],
): Promise<Address> {
  const { abi, bytecode } = await readArtifact(name);
  const encoded = new Interface(abi).encodeDeploy([...constructorArguments]).slice(2);
  const { contractAddress } = await send({ to: null, data: `${bytecode}${encoded}` });
  return Address.parse(contractAddress?.toLowerCase(), `address of ${name}`);
}

/** EXTCODEHASH of the code that `eth_getCode` gives. */
const codeHashOf = (code: unknown): CodeHash => CodeHash.of(keccak256(fromHex(String(code), 'code')));
