import type { Address } from '../core/ids.ts';
import type { Deployment } from '../core/trust.ts';
import { createChainAccount } from './anchoring/account.ts';
import { sendThroughOutbox, whileAnchoring } from './anchoring/index.ts';
import { deployContracts, deployDocumentStores } from './chain/deployment.ts';
import type { JsonRpc } from './chain/json-rpc.ts';
import type { Database } from './database/database.ts';
import { readDeployment, readDocumentStores, saveDeployment, saveDocumentStores } from './installation.ts';
import type { Logger } from './log.ts';
import type { ChainService } from './services.ts';

/** Five days between the two steps of a change of administrator. */
const administratorDelaySeconds = 432_000;

export interface ContractsOptions {
  readonly federation: string;
  readonly database: Database;
  readonly rpc: JsonRpc;
  readonly chain: ChainService;
  readonly logger: Logger;
  readonly now: () => Date;
}

/** The contracts that an installation runs on. */
export interface Contracts {
  /** What verifiers trust. */
  readonly deployment: Deployment;
  /** Makes the chambers' document stores for verifiers of OpenAttestation; none of our own asks it. */
  readonly documentStores: Address;
}

/** Deployed at the first start: one process does it, the others wait and read what it wrote. */
export async function openContracts(options: ContractsOptions): Promise<Contracts> {
  const { database, rpc, chain, logger } = options;
  const deployment = await readDeployment(database);
  const documentStores = await readDocumentStores(database);
  if (deployment !== undefined && documentStores !== undefined) return { deployment, documentStores };
  return whileAnchoring(database, async () => {
    const chainId = Number(await rpc.call('eth_chainId'));
    const send = sendThroughOutbox('deployment', { ...options, ...chain, chainId });
    const deploy = async () => {
      const deployed = await deployContracts({
        rpc,
        send,
        administrator: createChainAccount(chain.privateKey, chainId).address,
        administratorDelaySeconds: chain.embedded ? 0 : administratorDelaySeconds,
        federation: options.federation,
        confirmations: chain.confirmations,
        // The embedded chain makes a block only when something is sent.
        maxHeadAgeSeconds: chain.embedded ? null : 3_600,
      });
      await saveDeployment(database, deployed);
      logger.info({ recordRegistry: deployed.contracts.recordRegistry }, 'the contracts are deployed');
      return deployed;
    };
    const deployment = (await readDeployment(database)) ?? (await deploy());
    const deployStores = async () => {
      const address = await deployDocumentStores(send, deployment);
      await saveDocumentStores(database, address);
      return address;
    };
    return { deployment, documentStores: (await readDocumentStores(database)) ?? (await deployStores()) };
  });
}
