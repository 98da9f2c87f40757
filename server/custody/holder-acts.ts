import { randomBytes, randomUUID } from 'node:crypto';
import { lowS, verifyEs256 } from '../../core/es256.ts';
import type { EcPublicJwk } from '../../core/signer.ts';
import type { Principal } from '../access/scopes.ts';
import type { AppContext } from '../context.ts';
import { elevated, type Trx } from '../database/database.ts';
import type { PreparedRequest, PreparedStatement } from '../database/tables-self-custody.ts';
import { type Arrived, type Asked, carryOut, permit } from '../http/mount.ts';
import { problem } from '../http/problem.ts';
import type { Reply, Route } from '../http/route.ts';
import { invalidField } from '../http/validate.ts';
import {
  inSigningRun,
  SignaturesMissing,
  type SigningRun,
  type SigningSession,
} from '../keys/signing-session.ts';
import { organisationStore } from '../organisations/index.ts';
import { type Preparation, preparationStore } from './preparation-store.ts';
import { statementView } from './statement.ts';

type Context = Pick<AppContext, 'database' | 'sealer'>;

export const preparationMinutes = 10;
const mostPreparations = 100;
const purpose = 'signing-preparation';
/** What a route may be told in a header beside the body. */
const keptHeaders = ['idempotency-key', 'if-match', 'signing-key'];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The acts of organisations that hold their keys themselves: prepared, signed elsewhere, carried out. */
export interface HolderActs {
  /** Carries out what needs no signature of theirs; of anything else nothing is done. @throws signatures_needed */
  ask(asked: Asked, run: () => Promise<Reply>): Promise<Reply>;
  /**
   * Carries out what was prepared, once, with these signatures.
   * @throws not_found, wrong_state, invalid_request for a signature that does not hold, signatures_needed when more are
   * needed that depend on these, signed_otherwise when the bytes would be others now; what the act itself throws
   */
  submit(
    principal: Principal,
    id: string,
    signatures: readonly { readonly id: string; readonly signature: string }[],
  ): Promise<Reply>;
}

export function createHolderActs({ database, sealer }: Context, routes: () => readonly Route[]): HolderActs {
  /** Runs it; where signatures are missing, says which can be made now. */
  const attempt = async (
    session: SigningSession,
    run: () => Promise<Reply>,
  ): Promise<
    { reply: Reply } | { asked: PreparedStatement[]; madeHere: ReadonlyMap<string, Uint8Array> }
  > => {
    const once = async (signed: ReadonlyMap<string, Uint8Array>) => {
      const one: SigningRun = {
        ...{ ...session, signed, nonce: randomBytes(32), asked: new Map(), used: new Set() },
        ...{ madeHere: new Map(), explained: new Map(), drawn: 0, inTransaction: false },
      };
      try {
        return { one, reply: await inSigningRun(one, run) };
      } catch (error) {
        if (error instanceof SignaturesMissing) return { one, reply: undefined };
        throw error;
      }
    };
    const first = await once(session.signed);
    if (first.reply !== undefined) return { reply: first.reply };
    const { madeHere, asked } = first.one;
    if (asked.size === 1) return { asked: [...asked.values()], madeHere };
    // What is asked for in both runs does not depend on what stood for the missing signatures.
    const second = await once(new Map([...session.signed, ...madeHere]));
    if (second.reply !== undefined) return { reply: second.reply };
    const stable = [...asked.values()].filter(({ id }) => second.one.asked.has(id));
    if (stable.length === 0) throw new Error('No two runs of this act ask for the same signature.');
    const kept = [...madeHere].filter(([id]) => second.one.madeHere.has(id));
    return { asked: stable, madeHere: new Map(kept) };
  };

  const sealContext = (organisationId: string) => ({ organisationId, purpose });

  return {
    async ask({ route, principal, arrived }, run) {
      const { organisationId } = principal;
      const session: SigningSession = {
        organisationId,
        identityKeyId: readKeyId(arrived),
        at: new Date(),
        seed: randomBytes(32),
        signed: new Map(),
        given: new Set(),
      };
      const outcome = await attempt(session, run);
      if ('reply' in outcome) return outcome.reply;
      const preparation = {
        id: randomUUID(),
        organisationId,
        personId: principal.id,
        request: requestOf(route, arrived),
        sealedSeed: Buffer.from(sealer.seal(session.seed, sealContext(organisationId))),
        at: session.at,
        signed: toJson(outcome.madeHere),
        asked: outcome.asked,
        expiresAt: new Date(session.at.getTime() + preparationMinutes * 60_000),
      };
      await database.as({ organisationId }, async (trx) => {
        const open = await elevated(trx, (trx) => preparationStore.sweep(trx, organisationId, session.at));
        if (open >= mostPreparations)
          throw problem('limit_reached', { limit: mostPreparations, what: 'acts that wait for signatures' });
        await preparationStore.insert(trx, preparation);
      });
      throw signaturesNeeded(preparation);
    },

    async submit(principal, id, signatures) {
      const { organisationId } = principal;
      const found = await database.as({ organisationId }, async (trx) => {
        const preparation = await preparationStore.find(trx, id);
        return preparation && { preparation, keys: await keysOf(trx, preparation.asked) };
      });
      if (
        found === undefined ||
        found.preparation.personId !== principal.id ||
        found.preparation.expiresAt <= new Date()
      )
        throw problem('not_found', { what: 'preparation' });
      const { preparation } = found;
      const { request } = preparation;
      const route = routes().find((one) => one.method === request.method && one.path === request.route);
      if (route === undefined) throw new Error(`${request.method} ${request.route} is gone.`);
      permit(route, principal);
      const isDone = preparation.doneAt !== null;
      if (isDone && route.idempotent !== true)
        throw problem('wrong_state', {
          what: 'preparation',
          state: 'carried out',
          act: 'carrying it out again',
        });
      const given = isDone ? {} : await checkSignatures(preparation.asked, found.keys, signatures);
      const signed = { ...preparation.signed, ...given };
      const askedBefore = Object.keys(signed).filter((one) => !isMadeHere(one));
      const session: SigningSession = {
        organisationId,
        identityKeyId: request.headers['signing-key'],
        at: preparation.at,
        seed: sealer.open(preparation.sealedSeed, sealContext(organisationId)),
        signed: new Map(
          Object.entries(signed).map(([one, text]) => [
            one.replace(/^!/, ''),
            Buffer.from(text, 'base64url'),
          ]),
        ),
        given: new Set(isDone ? [] : askedBefore),
        beforeCommit: async (trx) => {
          if (!(await preparationStore.finish(trx as Trx, id, new Date()))) throw problem('signed_otherwise');
        },
      };
      const by = { principal, requestId: randomUUID(), stillMay: async () => true };
      const outcome = await attempt(session, () => carryOut(route, arrivedAgain(request), by, database));
      if ('reply' in outcome) return outcome.reply;
      const next = {
        ...preparation,
        signed: { ...signed, ...toJson(outcome.madeHere) },
        asked: outcome.asked,
      };
      await database.as({ organisationId }, (trx) => preparationStore.goOn(trx, id, next));
      throw signaturesNeeded(next);
    },
  };
}

/** Signatures that were made here are kept apart by a mark: the client cannot be asked to use them. */
const toJson = (madeHere: ReadonlyMap<string, Uint8Array>): Record<string, string> =>
  Object.fromEntries(
    [...madeHere].map(([id, signature]) => [`!${id}`, Buffer.from(signature).toString('base64url')]),
  );
const isMadeHere = (id: string): boolean => id.startsWith('!');

const signaturesNeeded = (preparation: Omit<Preparation, 'doneAt'>) =>
  problem('signatures_needed', undefined, { members: { preparation: preparationView(preparation) } });

export const preparationView = ({ id, request, expiresAt, asked }: Omit<Preparation, 'doneAt'>) => ({
  id,
  request: { method: request.method.toUpperCase(), address: request.url },
  expiresAt: expiresAt.toISOString(),
  statements: asked.map(statementView),
});

function readKeyId(arrived: Arrived): string | undefined {
  const id = arrived.get('signing-key');
  if (id !== undefined && !UUID.test(id))
    throw invalidField('/Signing-Key', 'Send the id of an identity key of yours.', 'header');
  return id;
}

function requestOf(route: Route, arrived: Arrived): PreparedRequest {
  const { body } = arrived;
  const headers = keptHeaders.flatMap((name) => {
    const value = arrived.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    method: route.method,
    route: route.path,
    params: arrived.params as Record<string, string>,
    query: arrived.query as Record<string, unknown>,
    body: Buffer.isBuffer(body) ? body.toString('utf8') : null,
    url: arrived.originalUrl,
    headers: Object.fromEntries(headers),
  };
}

const arrivedAgain = ({ method, url, params, query, body, headers }: PreparedRequest): Arrived => ({
  method: method.toUpperCase(),
  originalUrl: url,
  params,
  query: query as Arrived['query'],
  body: body === null ? undefined : Buffer.from(body, 'utf8'),
  get: (name) => headers[name.toLowerCase()],
});

async function keysOf(trx: Trx, asked: readonly PreparedStatement[]): Promise<Map<string, EcPublicJwk>> {
  const keys = new Map<string, EcPublicJwk>();
  for (const { keyId } of asked)
    if (!keys.has(keyId)) keys.set(keyId, (await organisationStore.keyById(trx, keyId)).jwk);
  return keys;
}

/** All that were asked for, each by its key. @throws invalid_request naming the first that is not */
async function checkSignatures(
  asked: readonly PreparedStatement[],
  keys: ReadonlyMap<string, EcPublicJwk>,
  signatures: readonly { readonly id: string; readonly signature: string }[],
): Promise<Record<string, string>> {
  const given: Record<string, string> = {};
  for (const [index, { id, signature }] of signatures.entries()) {
    const statement = asked.find((one) => one.id === id);
    const refuse = (detail: string) => invalidField(`/signatures/${index}`, detail);
    if (statement === undefined) throw refuse('Nothing with this id is to be signed.');
    const bytes = Buffer.from(signature, 'base64url');
    const jwk = keys.get(statement.keyId);
    if (bytes.length !== 64 || jwk === undefined) throw refuse('Send r ‖ s, 64 bytes.');
    const low = lowS(bytes);
    const message = new Uint8Array(Buffer.from(statement.bytes, 'base64url'));
    if (!(await verifyEs256(jwk, message, low))) throw refuse('It is not by the key over these bytes.');
    given[id] = Buffer.from(low).toString('base64url');
  }
  const missing = asked.find(({ id }) => given[id] === undefined);
  if (missing !== undefined) throw invalidField('/signatures', `The signature of ${missing.id} is missing.`);
  return given;
}
