import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Interface, JsonRpcProvider, Wallet } from 'ethers';
import { type ChamberProfile, type ProofBundle, profileHash } from '../../core/bundle.ts';
import { type Hex, toHex } from '../../core/bytes.ts';
import type { CertificateApplication } from '../../core/certificate-subject.ts';
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
import { deployContracts, type SendTransaction } from '../../server/chain/deployment.ts';
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
  /** One of each application, all in one batch. */
  issueBatch(
    key: Es256Signer,
    claimedTime: Date,
    applications: readonly CertificateApplication[],
  ): Promise<ProofBundle[]>;
  /** A transaction of theirs. */
  readonly send: SendTransaction;
  stop(): Promise<void>;
}

const profileOf = (id: string): ChamberProfile => ({
  legalName: 'Antwerp Chamber of Commerce',
  country: 'BE',
  did: `did:web:chamber.invalid:chambers:${id}`,
});

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
  const send: SendTransaction = async ({ to, data }) => {
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

  const profiles = new Map<string, ChamberProfile>();
  const profileBy = ({ jwk }: Es256Signer): ChamberProfile => {
    const profile = profiles.get(jwk.x);
    if (profile === undefined) throw new Error('The key is not accredited here.');
    return profile;
  };
  /** Signed, with its entry; where that lies in a batch is told later. */
  const issueOne = async (key: Es256Signer, claimedTime: Date, application: CertificateApplication) => {
    const subject = {
      ...application,
      certificateNumber: 'BE-ANR-26-0000099-X',
      copyStatus: 'DIGITAL_ORIGINAL' as const,
      issue: { place: 'Antwerpen', date: '2026-11-22', officer: 'Nobody' },
    };
    const profile = profileBy(key);
    const issuer = { id: profile.did, name: profile.legalName };
    const credential = await issueCredential({ issuer, validFrom: claimedTime, subject, vocabulary }, key);
    const contentSalt = newSalt();
    const genesis: Genesis = {
      kind: 'certificate',
      issuer: signerIdOfJwk(key.jwk, verifiers),
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
    return { genesis, content: { salt: contentSalt, credential }, entry, body: { salt, jws } };
  };
  const issueBatch: OwnDeployment['issueBatch'] = async (key, claimedTime, applications) => {
    const signed = await Promise.all(applications.map((one) => issueOne(key, claimedTime, one)));
    const header = {
      ...{ operator: signerIdOfJwk(key.jwk, verifiers), number: 1, previousRoot: NO_PREVIOUS_ROOT },
      count: signed.length + 1,
    };
    const tree = buildTree([
      encodeBatchHeader(header),
      ...signed.map(({ entry }) => encodeRecordEntry(entry)),
    ]);
    await send({
      to: contracts.anchorRegistry,
      data: anchors.encodeFunctionData('anchor', [tree.root]) as Hex,
    });
    return signed.map(({ genesis, content, entry, body }, n) => {
      const { recordId: id, ...skeleton } = entry;
      const anchor = { index: n + 1, size: tree.size, path: tree.path(n + 1), root: tree.root };
      return {
        format: 'openpouch-proof/1',
        deployment: { chainId: deployment.chainId, recordRegistry: contracts.recordRegistry },
        recordId: id,
        ...{ genesis, content },
        events: [{ ...skeleton, body, anchor }],
        issuer: { profile: profileBy(key) },
        vouchers: [],
        subject: { type: 'record' },
      };
    });
  };

  return {
    deployment,
    rpcUrl: chain.rpcUrl,
    async accredit() {
      const key = newSigner();
      const id = randomUUID();
      const chamber = ChamberId.parse(`0x${id.replaceAll('-', '')}`);
      const profile = profileOf(id);
      profiles.set(key.jwk.x, profile);
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
    issue: async (key, claimedTime) => {
      const [bundle] = await issueBatch(key, claimedTime, [sampleApplication(99)]);
      if (bundle === undefined) throw new Error('Nothing was issued.');
      return bundle;
    },
    issueBatch,
    send,
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
