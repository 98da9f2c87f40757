import {
  createHash,
  createSecretKey,
  type KeyObject,
  randomBytes,
  randomUUID,
  timingSafeEqual,
} from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { sql } from 'kysely';
import type { Database, Trx } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import { accessStore } from './access-store.ts';
import { createAttempts } from './attempts.ts';
import { passwordMatches } from './password.ts';
import type { Principal, Scope } from './scopes.ts';

export const sessionSeconds = 12 * 3600;
/** Of one person at a time; one more ends the oldest. */
const mostSessions = 50;
export const tokenSeconds = 600;
const issuer = 'openpouch';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Where every server process hears that somebody's access has ended. */
export const accessChannel = 'openpouch_access';

export interface AccessService {
  /**
   * @throws wrong_credentials, the same and after the same work whether the e-mail is unknown or the password wrong;
   * too_many_requests
   */
  signIn(email: string, password: string): Promise<{ token: string; expiresAt: Date }>;
  signOut(token: string): Promise<void>;
  /**
   * @param wanted scopes, all that the client holds unless told
   * @throws invalid_client, invalid_request for a scope that the client does not hold
   */
  issueToken(
    clientId: string,
    secret: string,
    wanted: readonly string[] | undefined,
  ): Promise<{ token: string; scopes: readonly Scope[] }>;
  principalOfSession(token: string): Promise<Principal | undefined>;
  /** @throws invalid_token */
  principalOfToken(token: string): Promise<Principal>;
  /** Forgets what was remembered: called after access has ended here, and when another process says so or can no longer be heard. */
  forget(): void;
  /** While nobody listens for ended access, nothing is remembered. */
  rememberWhile(listening: boolean): void;
}

/** A secret of 256 random bits needs no slow hash: it cannot be guessed. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** To be called in the transaction that ends somebody's access, so that it bites at once in every process. */
export async function announceEndedAccess(trx: Trx): Promise<void> {
  await sql`SELECT pg_notify(${accessChannel}, '')`.execute(trx);
}

/** A connection that went silent tells nothing of ended access: what is remembered is asked again after so long. */
const rememberedMs = 60_000;

/**
 * @param signingSecret 32 bytes, the same in every process: access tokens are ours alone (HS256).
 * @param now milliseconds since 1970
 */
export function createAccessService(
  database: Database,
  signingSecret: Uint8Array,
  now: () => number = Date.now,
): AccessService {
  const key: KeyObject = createSecretKey(signingSecret);
  const attempts = createAttempts(now);
  const remembered = new Map<string, { principal: Principal; until: number }>();
  let listening = false;
  /** Counts how often everything was forgotten. */
  let age = 0;

  const recall = (token: string): Principal | undefined => {
    const found = remembered.get(token);
    if (found === undefined) return undefined;
    if (found.until > now()) return found.principal;
    remembered.delete(token);
    return undefined;
  };
  /** @param asked the age when the database was asked: what it answered before access ended must not be remembered after. */
  const remember = (token: string, principal: Principal, until: number, asked: number): void => {
    if (!listening || asked !== age) return;
    if (remembered.size >= 10_000) remembered.clear();
    remembered.set(token, { principal, until: Math.min(until, now() + rememberedMs) });
  };

  const forget = (): void => {
    age += 1;
    remembered.clear();
  };

  return {
    async signIn(email, password) {
      attempts.begin(email);
      const user = await database.asSystem((trx) => accessStore.userByEmail(trx, email));
      const matches = await passwordMatches(password, user?.passwordHash);
      if (user === undefined || !matches) {
        // Not waited for: how long the refusal takes must not tell whether somebody has this e-mail.
        if (user !== undefined)
          database.asSystem((trx) => accessStore.tellRefusal(trx, user.id)).catch(() => undefined);
        throw problem('wrong_credentials');
      }
      attempts.forget(email);
      const token = newSecret();
      const expiresAt = new Date(now() + sessionSeconds * 1000);
      const ended = await database.asSystem(async (trx) => {
        await accessStore.insertSession(trx, { tokenHash: hashSecret(token), userId: user.id, expiresAt });
        const tooMany = await accessStore.endOldSessions(trx, user.id, mostSessions);
        if (tooMany > 0) await announceEndedAccess(trx);
        return tooMany;
      });
      if (ended > 0) forget();
      return { token, expiresAt };
    },

    async signOut(token) {
      await database.asSystem(async (trx) => {
        await accessStore.deleteSession(trx, hashSecret(token));
        await announceEndedAccess(trx);
      });
      forget();
    },

    async issueToken(clientId, secret, wanted) {
      const client = UUID.test(clientId)
        ? await database.asSystem((trx) => accessStore.clientById(trx, clientId))
        : undefined;
      const same = timingSafeEqual(hashSecret(secret), client?.secretHash ?? Buffer.alloc(32));
      if (client === undefined || !same) {
        throw problem('invalid_client', undefined, {
          headers: { 'www-authenticate': 'Basic realm="openpouch"' },
        });
      }
      const held = [...client.principal.scopes];
      const unheld = wanted?.find((scope) => !held.includes(scope as Scope));
      if (unheld !== undefined) {
        const errors = [
          { in: 'body' as const, pointer: '/scope', detail: `This client does not hold ${unheld}.` },
        ];
        throw problem('invalid_request', undefined, { errors });
      }
      const granted = wanted === undefined ? held : held.filter((scope) => wanted.includes(scope));
      const token = await new SignJWT({ scope: granted.join(' ') })
        .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
        .setIssuer(issuer)
        .setAudience(issuer)
        .setSubject(clientId)
        .setJti(randomUUID())
        .setIssuedAt()
        .setExpirationTime(`${tokenSeconds}s`)
        .sign(key);
      return { token, scopes: granted };
    },

    async principalOfSession(token) {
      const known = recall(token);
      if (known !== undefined) return known;
      const asked = age;
      const found = await database.asSystem((trx) => accessStore.principalOfSession(trx, hashSecret(token)));
      if (found === undefined) return undefined;
      remember(token, found.principal, found.expiresAt.getTime(), asked);
      return found.principal;
    },

    async principalOfToken(token) {
      const known = recall(token);
      if (known !== undefined) return known;
      const refused = (cause?: unknown) =>
        problem('invalid_token', undefined, {
          cause,
          headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
        });
      const { payload } = await jwtVerify(token, key, {
        issuer,
        audience: issuer,
        algorithms: ['HS256'],
        typ: 'at+jwt',
      }).catch((cause: unknown) => {
        throw refused(cause);
      });
      const asked = age;
      const client = await database.asSystem((trx) => accessStore.clientById(trx, payload.sub ?? ''));
      if (client === undefined) throw refused();
      const granted = new Set(String(payload['scope']).split(' '));
      const principal = {
        ...client.principal,
        scopes: new Set([...client.principal.scopes].filter((scope) => granted.has(scope))),
      };
      remember(token, principal, (payload.exp ?? 0) * 1000, asked);
      return principal;
    },

    forget,
    rememberWhile(now) {
      listening = now;
      forget();
    },
  };
}
