import { generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';
import { fromHex, toHex } from '../../core/bytes.ts';
import { newSalt } from '../../core/commitment.ts';
import { type Es256Signer, publicJwk, signDigest } from '../../core/es256.ts';
import { Address, BatchRoot, ChamberId, Commitment, type SignerId } from '../../core/ids.ts';
import { ANCHOR_OF, answerOf, callOf } from '../../core/registry-views.ts';
import { signerIdOfJwk } from '../../core/signer.ts';
import type { Deployment } from '../../core/trust.ts';
import { type Genesis, handoversDigest, recordId, registryDomain } from '../../core/typed-data.ts';
import {
  type Anchoring,
  type AnchoringOptions,
  createAnchoring,
  type SignedHandover,
  sendThroughOutbox,
  whileAnchoring,
} from '../../server/anchoring/index.ts';
import { deployContracts } from '../../server/chain/deployment.ts';
import type { JsonRpc } from '../../server/chain/json-rpc.ts';
import { createDatabase, type Database } from '../../server/database/database.ts';
import { migrate } from '../../server/database/migrate.ts';
import { createLogger } from '../../server/log.ts';
import { recordStore } from '../../server/records/record-store.ts';
import { createRecorder } from '../../server/records/recorder.ts';
import { createTestDatabase } from '../fixtures/database.ts';

export const logger = createLogger(process.env['OPENPOUCH_TEST_LOG'] ?? 'silent');

export interface World {
  readonly database: Database;
  readonly databaseUrl: string;
  readonly deployment: Deployment;
  readonly options: AnchoringOptions;
  readonly operator: Es256Signer;
  /** A new anchoring process, not started. */
  anchoring(changes?: Partial<AnchoringOptions>): Anchoring;
  /** Records with one event each. */
  record(count: number): Promise<TestRecord[]>;
  close(): Promise<void>;
}

export interface TestRecord {
  readonly genesis: Genesis;
  readonly recordId: ReturnType<typeof recordId>;
  readonly owner: Es256Signer;
}

export interface WorldChain {
  readonly rpc: JsonRpc;
  readonly chainId: number;
  readonly privateKey: string;
  readonly address: string;
}

/** A database of the test file's own, contracts of its own, and whoever is needed to write events. */
export async function createWorld(
  connect: WorldChain | ((database: Database) => Promise<WorldChain>),
  confirmations = 0,
): Promise<World> {
  const made = await createTestDatabase(migrate);
  const database = createDatabase({ url: made.url, onConnectionError: () => undefined });
  const chain = typeof connect === 'function' ? await connect(database) : connect;
  const now = () => new Date();
  const send = sendThroughOutbox('deployment', { ...chain, database, confirmations: 0, logger, now });
  const deployment = await whileAnchoring(database, () =>
    deployContracts({
      ...{ rpc: chain.rpc, send, administrator: Address.parse(chain.address.toLowerCase()) },
      ...{
        administratorDelaySeconds: 0,
        federation: 'Test federation',
        confirmations,
        maxHeadAgeSeconds: null,
      },
    }),
  );
  const operator = newSigner();
  const options: AnchoringOptions = {
    ...{ database, deployment, operator, logger, now, confirmations: confirmations },
    ...{ rpc: chain.rpc, privateKey: chain.privateKey, batchIntervalMs: 50, batchSize: 20_000, tickMs: 50 },
  };
  const anchorings: Anchoring[] = [];
  const organisationId = randomUUID();
  const keyId = randomUUID();
  await database.asSystem(async (trx) => {
    await trx
      .insertInto('organisations')
      .values({
        id: organisationId,
        role: 'exporter',
        legal_name: 'Works',
        country: 'BE',
        address: '{}',
        identifiers: '[]',
      })
      .execute();
    const key = { id: keyId, organisation_id: organisationId, purpose: 'owner' as const, public_jwk: '{}' };
    await trx
      .insertInto('organisation_keys')
      .values({ ...key, signer_id: randomBytes(24), sealed_private: Buffer.alloc(1) })
      .execute();
  });

  return {
    database,
    databaseUrl: made.url,
    deployment,
    options,
    operator,
    anchoring(changes = {}) {
      const anchoring = createAnchoring({ ...options, ...changes });
      anchorings.push(anchoring);
      return anchoring;
    },
    async record(count) {
      const { verifiers, chainId, contracts } = deployment;
      const domain = registryDomain(chainId, contracts.recordRegistry);
      const recorder = createRecorder(operator);
      const owner = newSigner();
      const records = Array.from({ length: count }, (): TestRecord => {
        const firstOwner = signerIdOfJwk(owner.jwk, verifiers);
        const content = Commitment.of(randomBytes(32));
        const genesis: Genesis = { kind: 'pouch', issuer: firstOwner, firstOwner, content };
        return { genesis, recordId: recordId(domain, genesis), owner };
      });
      const prepared = await recorder.prepareFirst(
        records.map(({ recordId, genesis }) => ({
          ...{
            recordId,
            type: 'org.openpouch.pouch.created',
            data: { genesis: { ...genesis } },
            signer: owner,
          },
          ...{ actor: { organisationId, name: 'Works' }, time: now() },
        })),
      );
      await database.asSystem(async (trx) => {
        for (let from = 0; from < count; from += 1_000) {
          const part = prepared.slice(from, from + 1_000);
          await recordStore.insert(
            trx,
            part.map((event, index) => {
              const { genesis } = records[from + index] as TestRecord;
              return {
                ...{
                  recordId: Buffer.from(fromHex(event.recordId)),
                  kind: genesis.kind,
                  ownerOrganisationId: organisationId,
                },
                ...{
                  issuer: Buffer.from(fromHex(genesis.issuer)),
                  firstOwner: Buffer.from(fromHex(genesis.firstOwner)),
                },
                ...{
                  content: Buffer.from(fromHex(genesis.content)),
                  contentSalt: Buffer.from(fromHex(newSalt())),
                },
                ...{
                  ownerKeyId: keyId,
                  issuerOrganisationId: organisationId,
                  chainSequence: 0,
                  status: 'active' as const,
                },
                ...{
                  reason: 0,
                  successor: null,
                  headSequence: 0,
                  headHash: Buffer.from(fromHex(event.entryHash)),
                },
                createdAt: now(),
              };
            }),
          );
          await recorder.insert(trx, part);
        }
      });
      return records;
    },
    async close() {
      for (const anchoring of anchorings) await anchoring.stop();
      await database.close();
      await made.drop();
    },
  };
}

export function newSigner(): Es256Signer {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = pair.publicKey.export({ format: 'jwk' });
  return {
    jwk: publicJwk({ x, y }),
    sign: (message) => sign('sha256', message, { key: pair.privateKey, dsaEncoding: 'ieee-p1363' }),
  };
}

/** A handover of each record from one signer to another, signed by both; a group when there are several. */
export async function signHandovers(
  deployment: Deployment,
  records: readonly TestRecord[],
  terms: { from: Es256Signer; to: Es256Signer; sequence?: number; deadline?: number },
): Promise<SignedHandover[]> {
  const { verifiers, chainId, contracts } = deployment;
  const handovers = records.map(({ recordId }) => ({
    ...{ recordId, sequence: terms.sequence ?? 0, content: toHex(randomBytes(32)) },
    ...{ from: signerIdOfJwk(terms.from.jwk, verifiers), to: signerIdOfJwk(terms.to.jwk, verifiers) },
    deadline: terms.deadline ?? Math.floor(Date.now() / 1000) + 3_600,
  }));
  const digest = handoversDigest(registryDomain(chainId, contracts.recordRegistry), handovers);
  const from = { jwk: terms.from.jwk, signature: toHex(await signDigest(terms.from, digest)) };
  const to = { jwk: terms.to.jwk, signature: toHex(await signDigest(terms.to, digest)) };
  return handovers.map((handover, index) => ({
    ...{ handover, from, to },
    genesis: (records[index] as TestRecord).genesis,
  }));
}

export const newChamberId = (): ChamberId => ChamberId.of(randomBytes(16));
export const signerIdOf = (signer: Es256Signer, { verifiers }: Deployment): SignerId =>
  signerIdOfJwk(signer.jwk, verifiers);

/** When the chain says that a root was anchored; null: it was not. */
export async function anchorTime(rpc: JsonRpc, { deployment }: World, root: Buffer): Promise<number | null> {
  const call = { to: deployment.contracts.anchorRegistry, data: callOf(ANCHOR_OF, BatchRoot.of(root)) };
  return answerOf(ANCHOR_OF, await rpc.call('eth_call', [call, 'latest']))?.time ?? null;
}
