import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Interface, JsonRpcProvider, Wallet } from 'ethers';
import { type ProofBundle, profileHash } from '../../core/bundle.ts';
import { type Hex, toHex } from '../../core/bytes.ts';
import { newSalt } from '../../core/commitment.ts';
import { credentialCommitment, issueCredential } from '../../core/credential.ts';
import { publishVocabulary } from '../../core/credential-vocabulary.ts';
import { encodeBatchHeader, encodeRecordEntry, NO_PREVIOUS, NO_PREVIOUS_ROOT } from '../../core/entry.ts';
import { type Es256Signer, publicJwk } from '../../core/es256.ts';
import { bodyCommitment, eventBody, signEvent } from '../../core/event.ts';
import { Address, ChamberId } from '../../core/ids.ts';
import { buildTree } from '../../core/merkle.ts';
import { signerBytes, signerFromJwk, signerIdOfJwk } from '../../core/signer.ts';
import type { Deployment } from '../../core/trust.ts';
import { type Genesis, recordId, registryDomain } from '../../core/typed-data.ts';
import { readArtifact } from '../../server/chain/artifacts.ts';
import { deployContracts } from '../../server/chain/deployment.ts';
import { createJsonRpc } from '../../server/chain/json-rpc.ts';
import { startEmbeddedChain } from '../../server/embedded/chain.ts';
import { sampleApplication } from '../client/sample-application.ts';

/** A chain and contracts of somebody's own, on which they accredit whom they like and anchor what they like. */
export interface OwnDeployment {
  readonly deployment: Deployment;
  readonly rpcUrl: string;
  /** A key accredited here for a chamber that calls itself `profile.legalName`. */
  accredit(): Promise<{ key: Es256Signer; chamber: ChamberId }>;
  /** Ends the key's accreditation now. */
  end(key: Es256Signer): Promise<void>;
  /** A certificate, complete and anchored now, whose event claims to be of `claimedTime`. */
  issue(key: Es256Signer, claimedTime: Date): Promise<ProofBundle>;
  stop(): Promise<void>;
}

const profile = {
  legalName: 'Antwerp Chamber of Commerce',
  country: 'BE',
  did: 'did:web:chamber.invalid',
} as const;

const vocabulary = publishVocabulary('https://chamber.invalid');

/** Starts it: a real chain process with the real contracts. */
export async function startOwnDeployment(): Promise<OwnDeployment> {
  const dir = mkdtempSync(join(tmpdir(), 'openpouch-attacker-'));
  const silent = { info() {}, warn() {}, error() {} };
  const chain = await startEmbeddedChain({ dir, journal: async function* () {}, logger: silent });
  const rpc = createJsonRpc({ url: chain.directUrl });
  const provider = new JsonRpcProvider(chain.directUrl(), chain.chainId, {
    staticNetwork: true,
    pollingInterval: 50,
    cacheTimeout: -1,
  });
  const wallet = new Wallet(chain.privateKey, provider);
  const send = async ({ to, data }: { to: Address | null; data: Hex }) => {
    const receipt = await (await wallet.sendTransaction({ to, data })).wait();
    return { contractAddress: (receipt?.contractAddress ?? null) as Hex | null };
  };
  const deployment = await deployContracts({
    rpc,
    send,
    administrator: Address.parse(wallet.address.toLowerCase()),
    administratorDelaySeconds: 0,
    federation: 'Somebody',
    confirmations: 0,
    maxHeadAgeSeconds: null,
  });
  const registry = new Interface((await readArtifact('ChamberRegistry')).abi);
  const anchors = new Interface((await readArtifact('AnchorRegistry')).abi);
  const { contracts, verifiers } = deployment;
  const domain = registryDomain(deployment.chainId, contracts.recordRegistry);

  return {
    deployment,
    rpcUrl: chain.rpcUrl,
    async accredit() {
      const key = newSigner();
      const chamber = ChamberId.of(new Uint8Array(Buffer.from(randomUUID().replaceAll('-', ''), 'hex')));
      const bytes = toHex(signerBytes(signerFromJwk(key.jwk), verifiers));
      const call = (name: string, ...args: unknown[]) =>
        send({ to: contracts.chamberRegistry, data: registry.encodeFunctionData(name, args) as Hex });
      await call('setProfile', chamber, profileHash(profile));
      await call('accredit', bytes, chamber, 0, 2 ** 48 - 1);
      return { key, chamber };
    },
    async end(key) {
      const latest = await provider.getBlock('latest');
      // The second after the last block: what was anchored until then stays good. Blocks count whole seconds.
      await sleep(1_100);
      const data = registry.encodeFunctionData('end', [
        signerIdOfJwk(key.jwk, verifiers),
        (latest?.timestamp ?? 0) + 1,
      ]) as Hex;
      await send({ to: contracts.chamberRegistry, data });
    },
    async issue(key, claimedTime) {
      const subject = {
        ...sampleApplication(99),
        certificateNumber: 'BE-ANR-26-0000099-X',
        copyStatus: 'DIGITAL_ORIGINAL' as const,
        issue: { place: 'Antwerpen', date: '2026-11-22', officer: 'Nobody' },
      };
      const issuer = { id: profile.did, name: profile.legalName };
      const credential = await issueCredential({ issuer, validFrom: claimedTime, subject, vocabulary }, key);
      const contentSalt = newSalt();
      const signerId = signerIdOfJwk(key.jwk, verifiers);
      const genesis: Genesis = {
        kind: 'certificate',
        issuer: signerId,
        firstOwner: signerIdOfJwk(newSigner().jwk, verifiers),
        content: credentialCommitment(contentSalt, credential),
      };
      const id = recordId(domain, genesis);
      const event = {
        source: 'urn:example:chamber',
        type: 'org.openpouch.certificate.issued',
        subject: id,
        time: claimedTime,
      };
      const jws = await signEvent(eventBody({ ...event, data: { genesis } }), key);
      const salt = newSalt();
      const commitment = bodyCommitment(salt, jws);
      const entry = { recordId: id, sequence: 0, previous: NO_PREVIOUS, bodyCommitment: commitment };
      const header = { operator: signerId, number: 1, previousRoot: NO_PREVIOUS_ROOT, count: 2 };
      const tree = buildTree([encodeBatchHeader(header), encodeRecordEntry(entry)]);
      await send({
        to: contracts.anchorRegistry,
        data: anchors.encodeFunctionData('anchor', [tree.root]) as Hex,
      });
      return {
        format: 'openpouch-proof/1',
        deployment: { chainId: deployment.chainId, recordRegistry: contracts.recordRegistry },
        recordId: id,
        genesis,
        content: { salt: contentSalt, credential },
        events: [
          {
            sequence: 0,
            previous: NO_PREVIOUS,
            bodyCommitment: commitment,
            body: { salt, jws },
            anchor: { index: 1, size: tree.size, path: [...tree.path(1)], root: tree.root },
          },
        ],
        issuer: { profile: { ...profile } },
        vouchers: [],
        subject: { type: 'record' },
      };
    },
    async stop() {
      provider.destroy();
      rpc.close();
      await chain.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function newSigner(): Es256Signer {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = pair.publicKey.export({ format: 'jwk' });
  return {
    jwk: publicJwk({ x, y }),
    sign: (message) => sign('sha256', message, { key: pair.privateKey, dsaEncoding: 'ieee-p1363' }),
  };
}
