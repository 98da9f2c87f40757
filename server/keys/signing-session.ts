import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { newSalt as freshSalt } from '../../core/commitment.ts';
import { Salt } from '../../core/ids.ts';
import type { EcPublicJwk } from '../../core/signer.ts';
import type { PreparedStatement } from '../database/tables-self-custody.ts';
import { problem } from '../http/problem.ts';

/** A key that its organisation holds itself. */
export interface HeldKey {
  readonly id: string;
  readonly organisationId: string;
  readonly holderId: string;
  readonly purpose: 'identity' | 'owner';
  readonly jwk: EcPublicJwk;
}

/**
 * One run of a request whose signatures are made elsewhere. Ids, salts and the time are drawn from the session, so that
 * a second run of the same request makes the same bytes. A signature that is not there yet is stood for by bytes that
 * differ in each run: what two runs ask for alike depends on none of these.
 */
export interface SigningSession {
  readonly organisationId: string;
  /** The identity key that the client wants to sign with; the newest when undefined. */
  readonly identityKeyId: string | undefined;
  readonly at: Date;
  readonly seed: Uint8Array;
  /** Signatures by the id of what they sign: the client's, and those made here in an earlier run. */
  readonly signed: ReadonlyMap<string, Uint8Array>;
  /** Ids of those that the client gave: each must be used again. */
  readonly given: ReadonlySet<string>;
  /** Called in the transaction that is about to be committed. */
  readonly beforeCommit?: (trx: unknown) => Promise<void>;
}

/** A run of a session, with what came up in it. */
export interface SigningRun extends SigningSession {
  readonly nonce: Uint8Array;
  readonly asked: Map<string, PreparedStatement>;
  readonly used: Set<string>;
  /** What keys in custody signed: kept, because signatures are not the same twice. */
  readonly madeHere: Map<string, Uint8Array>;
  readonly explained: Map<string, unknown>;
  drawn: number;
  inTransaction: boolean;
}

const runs = new AsyncLocalStorage<SigningRun>();

export const inSigningRun = <T>(run: SigningRun, work: () => Promise<T>): Promise<T> => runs.run(run, work);

/** The identity key that this organisation wants to sign with, where it said so. */
export function identityKeyOfRun(organisationId: string): string | undefined {
  const run = runs.getStore();
  return run?.organisationId === organisationId ? run.identityKeyId : undefined;
}

/** Rolls the transaction back: signatures are missing. */
export class SignaturesMissing extends Error {
  constructor() {
    super('Signatures of keys that are held elsewhere are missing.');
    this.name = 'SignaturesMissing';
  }
}

/** The work of a request's transaction: what lacks a signature is not committed. @throws SignaturesMissing, signed_otherwise */
export async function completelySigned<Trx, T>(trx: Trx, work: () => Promise<T>): Promise<T> {
  const run = runs.getStore();
  if (run === undefined) return work();
  run.inTransaction = true;
  try {
    const result = await work();
    for (const id of run.given) if (!run.used.has(id)) throw problem('signed_otherwise');
    if (run.asked.size > 0) throw new SignaturesMissing();
    await run.beforeCommit?.(trx);
    return result;
  } finally {
    run.inTransaction = false;
  }
}

const idOf = (keyId: string, message: Uint8Array): string =>
  createHash('sha256').update(keyId).update(message).digest('base64url');

/**
 * The signature of a key that is held elsewhere, or what stands for it until it is there.
 * @returns `r ‖ s`, 64 bytes
 * @throws signature_needed where nobody can be asked for it
 */
export function signatureFromHolder(key: HeldKey, message: Uint8Array): Uint8Array {
  const run = runs.getStore();
  if (run === undefined || !run.inTransaction || run.organisationId !== key.organisationId) {
    throw problem('signature_needed', { why: 'here nobody can be asked for a signature' });
  }
  const id = idOf(key.id, message);
  const known = run.signed.get(id);
  if (known !== undefined) {
    run.used.add(id);
    return known;
  }
  const bytes = Buffer.from(message).toString('base64url');
  run.asked.set(id, {
    ...{ id, keyId: key.id, holderId: key.holderId, jwk: key.jwk, purpose: key.purpose, bytes },
    typedData: run.explained.get(bytes) ?? null,
  });
  const standIn = createHmac('sha512', run.nonce).update(id).digest();
  standIn[32] = 0; // A low s: nobody takes it for the other spelling of itself.
  return standIn;
}

/** A signature by a key in custody: the same again in a later run. */
export function signatureMadeHere(keyId: string, message: Uint8Array, sign: () => Uint8Array): Uint8Array {
  const run = runs.getStore();
  if (run === undefined) return sign();
  const id = idOf(keyId, message);
  const known = run.signed.get(id) ?? run.madeHere.get(id);
  const signature = known ?? sign();
  run.madeHere.set(id, signature);
  return signature;
}

/** Says what a digest that is about to be signed is the digest of. */
export function explainDigest(digest: Uint8Array, typedData: () => unknown): void {
  const run = runs.getStore();
  run?.explained.set(Buffer.from(digest).toString('base64url'), typedData());
}

/** The time of the act: the same in every run of it. */
export const timeOfAct = (): Date => runs.getStore()?.at ?? new Date();

/** A UUID (RFC 9562, version 4) for what an act makes; `randomUUID` would be another in every run. */
export function newId(): string {
  const run = runs.getStore();
  if (run === undefined) return randomUUID();
  const bytes = draw(run).subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A salt for what an act commits to. */
export function newSalt(): Salt {
  const run = runs.getStore();
  return run === undefined ? freshSalt() : Salt.of(draw(run));
}

/** 32 bytes for a key that an act makes, where the act is run again: it must be the same key then. */
export function seedOfKey(): Uint8Array | undefined {
  const run = runs.getStore();
  return run === undefined ? undefined : draw(run);
}

function draw(run: SigningRun): Buffer {
  run.drawn += 1;
  return createHmac('sha256', run.seed).update(String(run.drawn)).digest();
}
