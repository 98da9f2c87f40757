import { type Es256Signer, signEs256 } from '../../../core/es256.ts';
import { signerIdOfJwk } from '../../../core/signer.ts';
import { addOwnerKeys, type Custody, enrolHolder, type Holder } from '../api/custody.ts';
import { ownersAtOnce, prove } from './enrol.ts';
import type { Keeper } from './key-store.ts';
import type { Signing } from './own-holders.ts';
import { type PasskeyKeys, passkeyKeys, prfInput } from './passkey-keys.ts';
import { PasskeyProblem } from './passkey-problem.ts';
import type { SignedFor } from './read-statement.ts';

const evaluation = { prf: { eval: { first: prfInput } } };
const challenge = () => crypto.getRandomValues(new Uint8Array(32));

/** The secret of the passkey that the person chooses, for one act. @throws PasskeyProblem */
async function secretOf(allowed: readonly ArrayBuffer[] = []): Promise<Uint8Array<ArrayBuffer>> {
  const credential = await navigator.credentials
    .get({
      publicKey: {
        challenge: challenge(),
        userVerification: 'required',
        allowCredentials: allowed.map((id) => ({ type: 'public-key', id })),
        extensions: evaluation,
      },
    })
    .catch((cause: unknown) => {
      throw new PasskeyProblem('passkey', { cause });
    });
  const first = resultsOf(credential).prf?.results?.first;
  if (first === undefined) throw new PasskeyProblem('no-prf');
  return new Uint8Array(first as ArrayBuffer);
}

const resultsOf = (credential: Credential | null) =>
  credential instanceof PublicKeyCredential ? credential.getClientExtensionResults() : {};

/**
 * Makes a passkey. Its user handle is a fresh one: an authenticator replaces what it has under the same, and with it keys
 * that nobody else has. @throws PasskeyProblem, `no-prf` where the authenticator derives nothing
 */
async function makePasskey(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const credential = await navigator.credentials
    .create({
      publicKey: {
        challenge: challenge(),
        rp: { name: 'OpenPouch' },
        user: { id: crypto.getRandomValues(new Uint8Array(16)), name, displayName: name },
        pubKeyCredParams: [
          { type: 'public-key', alg: -7 },
          { type: 'public-key', alg: -257 },
        ],
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        extensions: evaluation,
      },
    })
    .catch((cause: unknown) => {
      throw new PasskeyProblem('passkey', { cause });
    });
  const { prf } = resultsOf(credential);
  const first = prf?.results?.first;
  if (first !== undefined) return new Uint8Array(first as ArrayBuffer);
  if (prf?.enabled !== true || !(credential instanceof PublicKeyCredential))
    throw new PasskeyProblem('no-prf');
  // Many evaluate it only when they are asked afterwards.
  return secretOf([credential.rawId]);
}

interface NewPasskey {
  readonly keeper: Keeper;
  readonly name: string;
}

type Enrolled = Parameters<typeof enrolHolder>[0];
/** What a click sent: its retries send the same. */
const sent = new Map<string, Enrolled>();

/** Makes a passkey and enrols the keys that follow from it. @throws PasskeyProblem, ApiProblem */
export async function enrolPasskey({ keeper, name }: NewPasskey, idempotencyKey: string): Promise<Custody> {
  const { organisationId } = keeper;
  const known = sent.get(idempotencyKey);
  if (known !== undefined) return enrolHolder(known, idempotencyKey);
  const keys = await passkeyKeys(await makePasskey(name), organisationId);
  const identity = await prove(organisationId, 'identity', await keys.identity());
  const body: Enrolled = { name, kind: 'passkey', identity, owners: await ownersFrom(keys, 0, keeper) };
  sent.set(idempotencyKey, body);
  return enrolHolder(body, idempotencyKey);
}

async function ownersFrom(keys: PasskeyKeys, first: number, { organisationId }: Keeper): Promise<string[]> {
  const proofs: string[] = [];
  for (let index = first; index < first + ownersAtOnce; index++)
    proofs.push(await prove(organisationId, 'owner', await keys.owner(index)));
  return proofs;
}

/** More keys of the passkey, for records to come. @throws PasskeyProblem, ApiProblem */
export async function replenishPasskey(
  { keeper, holder }: { readonly keeper: Keeper; readonly holder: Holder },
  idempotencyKey: string,
): Promise<Custody> {
  const keys = await keysOf(holder, keeper.organisationId);
  const owners = await ownersFrom(keys, holder.owners, keeper);
  return addOwnerKeys({ id: holder.id, owners }, idempotencyKey);
}

/** Asks the passkey, and looks whether it is this one. @throws PasskeyProblem */
async function keysOf(holder: Holder, organisationId: string): Promise<PasskeyKeys> {
  const keys = await passkeyKeys(await secretOf(), organisationId);
  if ((await keys.identity()).jwk.x !== holder.identityJwk?.x) throw new PasskeyProblem('other-passkey');
  return keys;
}

/** Signs with the keys of a passkey, which are in memory for one act. @throws PasskeyProblem */
export async function passkeySigning(
  holder: Holder,
  organisationId: string,
  { verifiers }: SignedFor,
): Promise<Signing> {
  const keys = await keysOf(holder, organisationId);
  const identity = await keys.identity();
  const owners: Es256Signer[] = [];
  /** Which of its keys it is only its public half says: they are derived one after the other until it is found. */
  const ownerWhere = async (is: (signer: Es256Signer) => boolean): Promise<Es256Signer | undefined> => {
    for (let index = 0; index < holder.owners; index++) {
      const signer = owners[index] ?? (await keys.owner(index));
      owners[index] = signer;
      if (is(signer)) return signer;
    }
    return undefined;
  };
  return {
    async sign({ x, bytes }) {
      const signer = identity.jwk.x === x ? identity : await ownerWhere(({ jwk }) => jwk.x === x);
      if (signer === undefined) throw new Error('This key does not follow from the passkey.');
      return signEs256(signer, bytes);
    },
    has: async (signerId) =>
      (await ownerWhere(({ jwk }) => signerIdOfJwk(jwk, verifiers) === signerId)) !== undefined,
  };
}
