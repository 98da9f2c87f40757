import { ZeroHash } from 'ethers';
import {
  actsOf,
  firstStep,
  newRecord,
  nextStep,
  type Step,
  unique32,
} from '../test/contracts/support/acts.ts';
import {
  accredit,
  CHAMBER,
  type Chain,
  FAR,
  openChain,
  storeDomain,
} from '../test/contracts/support/chain.ts';
import {
  accountParty,
  es256Party,
  type Party,
  rsaParty,
  webAuthnParty,
} from '../test/contracts/support/parties.ts';
import { aliasDigest, issuanceDigest } from '../test/contracts/support/typed-data.ts';

export type Hardfork = 'osaka' | 'amsterdam';

/** Gas by user story, each the whole transaction; of a batch, an item's share. */
export type GasByStory = Readonly<Record<string, number>>;

const BATCH = 10;
const GAS_PER_ACT = 400_000;

/**
 * Runs every user story once on a fresh in-process chain with the rules of `hardfork`.
 * Keys and signatures are random: a figure varies by some tens of gas with the zero bytes in them.
 */
export async function measureGas(hardfork: Hardfork): Promise<GasByStory> {
  const chain = await openChain(hardfork);
  const { anchors } = chain.contracts;
  const root = unique32();
  const es256 = () => es256Party(chain.verifiers);
  return {
    'anchor a batch': await used(anchors.anchor(root)),
    'anchor a batch that is anchored': await used(anchors.anchor(root)),
    ...(await handovers(chain, 'ES256', es256, 'handOverES256')),
    ...(await handovers(chain, 'account', accountParty, 'handOverAccount')),
    ...(await handovers(chain, 'ES256, general form', es256, 'handOver')),
    ...(await handovers(chain, 'passkey', () => webAuthnParty(chain.verifiers), 'handOver')),
    ...(await handovers(chain, 'RSA 2048', () => rsaParty(chain.verifiers), 'handOver')),
    ...(await groups(chain)),
    ...(await endings(chain)),
    ...(await accreditations(chain)),
    ...(await documentStores(chain)),
  };
}

/** Bytes of runtime code by contract. */
export async function measureBytecode(): Promise<GasByStory> {
  const chain = await openChain();
  const sizes: Record<string, number> = {};
  for (const [name, contract] of Object.entries(chain.contracts)) {
    sizes[name] = (await chain.ethers.provider.getCode(await contract.getAddress())).length / 2 - 1;
  }
  return sizes;
}

type Sent = Promise<{ wait(): Promise<{ gasUsed: bigint; logs: readonly unknown[] } | null> }>;

async function used(sent: Sent): Promise<number> {
  const receipt = await (await sent).wait();
  if (receipt === null) throw new Error('the transaction was not mined');
  return Number(receipt.gasUsed);
}

/** First handover, next one, and an item of a batch of ten next ones. */
async function handovers(
  chain: Chain,
  kind: string,
  party: () => Party,
  form: 'handOver' | 'handOverES256' | 'handOverAccount',
): Promise<GasByStory> {
  const acts = actsOf(chain.contracts.records, chain.domain);
  const issuer = es256Party(chain.verifiers);
  const batch: string[] = [];
  let [first, next] = [0, 0];
  for (let i = 0; i <= BATCH; i++) {
    const [a, b, c] = [party(), party(), party()];
    const record = newRecord(chain.domain, issuer, a);
    first = await used(chain.send(acts[form](firstStep(record, a, b))));
    const act = acts[form](nextStep(record.recordId, 1, b, c));
    if (i < BATCH) batch.push(act);
    else next = await used(chain.send(act));
  }
  const relayed = await (await chain.contracts.records.relay(batch, GAS_PER_ACT)).wait();
  const skipped = relayed?.logs.map((log) => chain.contracts.records.interface.parseLog(log)?.name);
  if (relayed === null || skipped?.includes('Skipped'))
    throw new Error(`an item of the ${kind} batch was skipped`);
  return {
    [`first handover, ${kind}`]: first,
    [`next handover, ${kind}`]: next,
    [`one of ten next handovers in a batch, ${kind}`]: Math.round(Number(relayed.gasUsed) / BATCH),
  };
}

/** A pouch with four certificates, ES256 keys, each record with an owner key of its own. */
async function groups(chain: Chain): Promise<GasByStory> {
  const acts = actsOf(chain.contracts.records, chain.domain);
  const issuer = es256Party(chain.verifiers);
  const first: Step[] = [2, 1, 1, 1, 1].map((kind) => {
    const owner = es256Party(chain.verifiers);
    return firstStep(newRecord(chain.domain, issuer, owner, kind), owner, es256Party(chain.verifiers));
  });
  const next = first.map(({ terms, to }) => nextStep(terms.recordId, 1, to, es256Party(chain.verifiers)));
  return {
    'first handover of a pouch with four certificates': await used(chain.send(acts.handOverGroup(first))),
    'next handover of a pouch with four certificates': await used(chain.send(acts.handOverGroup(next))),
  };
}

/** Closing and revoking, with ES256 keys. */
async function endings(chain: Chain): Promise<GasByStory> {
  const acts = actsOf(chain.contracts.records, chain.domain);
  const [issuer, rotated] = [es256Party(chain.verifiers), es256Party(chain.verifiers)];
  await accredit(chain, issuer, CHAMBER);
  await accredit(chain, rotated, CHAMBER);
  const owner = es256Party(chain.verifiers);
  const record = () => newRecord(chain.domain, issuer, owner);
  const moved = async () => {
    const it = record();
    await chain.send(acts.handOverES256(firstStep(it, owner, owner)));
    return it;
  };
  const revocation = (recordId: string, successor = ZeroHash) => ({ recordId, reason: 5, successor });
  const closed = await moved();
  const closing = { recordId: closed.recordId, sequence: 1, reason: 3, content: unique32(), deadline: FAR };
  const [unmoved, general, superseded, byRotated] = [record(), record(), record(), record()];
  const last = await moved();
  const revoke = ({ recordId, genesis }: typeof last, by = issuer, successor = ZeroHash) =>
    used(chain.send(acts.revokeES256(revocation(recordId, successor), genesis, by)));
  return {
    'close a moved record': await used(chain.send(acts.close(closing, closed.genesis, owner))),
    'revoke an unmoved record': await revoke(unmoved),
    'revoke an unmoved record, general form': await used(
      chain.send(acts.revoke(revocation(general.recordId), general.genesis, issuer)),
    ),
    'revoke an unmoved record with a successor': await revoke(superseded, issuer, record().recordId),
    'revoke an unmoved record by a rotated key': await revoke(byRotated, rotated),
    'revoke a moved record': await revoke(last),
  };
}

async function accreditations(chain: Chain): Promise<GasByStory> {
  const registry = chain.contracts.chambers.connect(chain.accounts.accreditor);
  const { signer, signerId } = es256Party(chain.verifiers);
  return {
    'accredit a key': await used(registry.accredit(signer, CHAMBER, 0, FAR)),
    'end an accreditation': await used(registry.end(signerId, 1)),
    'set a profile': await used(registry.setProfile(CHAMBER, unique32())),
  };
}

/** Batches for verifiers of OpenAttestation, and what is revoked there after it was revoked here. */
async function documentStores(chain: Chain): Promise<GasByStory> {
  const stores = chain.contracts.documentStores;
  const domain = storeDomain(chain, await stores.storeOf(CHAMBER));
  const key = es256Party(chain.verifiers);
  await accredit(chain, key, CHAMBER);
  const by = (digest: string) => ({ signer: key.signer, signature: key.sign(digest) });
  const issue = (root: string) => used(stores.issue(CHAMBER, root, by(issuanceDigest(domain, root))));
  const { recordId, genesis } = newRecord(chain.domain, key, key);
  const acts = actsOf(chain.contracts.records, chain.domain);
  await chain.send(acts.revokeES256({ recordId, reason: 5, successor: ZeroHash }, genesis, key));
  const hash = unique32();
  return {
    'issue the first batch of a document store': await issue(unique32()),
    'issue a batch of a document store': await issue(unique32()),
    'revoke a document of an ended record': await used(
      stores.revokeEnded(CHAMBER, recordId, hash, by(aliasDigest(domain, recordId, hash))),
    ),
  };
}
