import { signEnrolment } from '../../../core/enrolment.ts';
import { type Es256Signer, es256Signer, generateEs256Key } from '../../../core/es256.ts';
import { checked } from '../../../core/schema.ts';
import { deploymentSchema } from '../../../core/trust.ts';
import { addOwnerKeys, type Custody, enrolHolder, fetchCustody, type Holder } from '../api/custody.ts';
import { ApiProblem } from '../api/http.ts';
import { fetchInstallation, type Installation } from '../api/installation.ts';
import { type Keeper, type KeptHolder, type KeptKey, keyStore } from './key-store.ts';
import type { SignedFor } from './read-statement.ts';

/** Records to come that a holder has keys for from the start, and that are added at a time: as many as the server takes. */
export const ownersAtOnce = 100;

type Purpose = KeptKey['purpose'];

/** That whoever has the keys has them, said for this organisation now. */
export const prove = (organisationId: string, purpose: Purpose, signer: Es256Signer): Promise<string> =>
  signEnrolment({ organisationId, purpose, time: new Date().toISOString() }, signer);

/** The contracts of this installation. @throws MalformedError */
export function signedForOf({ deployment }: Pick<Installation, 'deployment'>): SignedFor {
  const { chainId, verifiers, contracts } = checked(deploymentSchema, deployment, 'deployment');
  return { chainId, verifiers, contracts: { recordRegistry: contracts.recordRegistry } };
}

async function newKey(holderId: string, purpose: Purpose): Promise<KeptKey> {
  const { privateKey, jwk } = await generateEs256Key(false);
  return { x: jwk.x, holderId, purpose, jwk, privateKey };
}

const proofOf = ({ purpose, privateKey, jwk }: KeptKey, organisationId: string): Promise<string> =>
  prove(organisationId, purpose, es256Signer(privateKey, jwk));

interface NewBrowser {
  readonly keeper: Keeper;
  readonly name: string;
}

type Enrolled = Parameters<typeof enrolHolder>[0];
/** What a click sent: its retries send the same, so that the server knows them again. */
const sent = new Map<string, Promise<unknown>>();

function once<T>(idempotencyKey: string, make: () => Promise<T>): Promise<T> {
  const known = sent.get(idempotencyKey) ?? make();
  sent.set(idempotencyKey, known);
  // What could not be made is made anew the next time.
  known.catch(() => sent.delete(idempotencyKey));
  return known as Promise<T>;
}

/** Makes keys in this browser and enrols them. They are on disk before the server hears of them. @throws ApiProblem */
export async function enrolBrowser(wish: NewBrowser, idempotencyKey: string): Promise<Custody> {
  const body = await once(idempotencyKey, () => makeHolder(wish, idempotencyKey));
  try {
    return await enrolHolder(body, idempotencyKey);
  } catch (problem) {
    // Refused, and not merely without an answer.
    if (problem instanceof ApiProblem && !problem.retryable) await keyStore.forget({ id: idempotencyKey });
    throw problem;
  }
}

async function makeHolder({ keeper, name }: NewBrowser, id: string): Promise<Enrolled> {
  const { organisationId } = keeper;
  // Best effort: a browser that is short of room may else throw the keys away.
  await navigator.storage?.persist?.().catch(() => false);
  const signedFor = signedForOf(await fetchInstallation());
  const identity = await newKey(id, 'identity');
  const owners = await newOwners(id);
  await keyStore.put({ ...keeper, id, name, identityX: identity.x, signedFor }, [identity, ...owners]);
  const proofs = await Promise.all(owners.map((key) => proofOf(key, organisationId)));
  return { name, kind: 'browser', identity: await proofOf(identity, organisationId), owners: proofs };
}

const newOwners = (holderId: string): Promise<KeptKey[]> =>
  Promise.all(Array.from({ length: ownersAtOnce }, () => newKey(holderId, 'owner')));

/** Keys that this browser made before, and that the server never took in: enrolled as they are. @throws ApiProblem */
export async function enrolKept(kept: KeptHolder, idempotencyKey: string): Promise<Custody> {
  const body = await once(idempotencyKey, async (): Promise<Enrolled> => {
    const keys = await keyStore.keysOf(kept.id);
    const proofs = (purpose: Purpose) =>
      Promise.all(
        keys.filter((key) => key.purpose === purpose).map((key) => proofOf(key, kept.organisationId)),
      );
    const [[identity = ''], owners] = [await proofs('identity'), await proofs('owner')];
    return { name: kept.name, kind: 'browser', identity, owners: owners.slice(0, ownersAtOnce) };
  });
  return enrolHolder(body, idempotencyKey);
}

/** Removes keys that no holder has, looked at once more: those of a holder may be the only ones of a record. */
export async function forgetUnused(kept: KeptHolder): Promise<void> {
  const { holders } = await fetchCustody();
  if (!holders.some(({ identityJwk }) => identityJwk?.x === kept.identityX)) await keyStore.forget(kept);
}

/** More keys of this browser, for records to come. @throws ApiProblem */
export async function replenishBrowser(
  { kept, holder }: { readonly kept: KeptHolder; readonly holder: Holder },
  idempotencyKey: string,
): Promise<Custody> {
  const owners = await once(idempotencyKey, async () => {
    const more = await newOwners(kept.id);
    await keyStore.put(kept, more);
    return Promise.all(more.map((key) => proofOf(key, kept.organisationId)));
  });
  return addOwnerKeys({ id: holder.id, owners }, idempotencyKey);
}
