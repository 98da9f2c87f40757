import { createHash, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Principal } from '../access/scopes.ts';
import type { Trx } from '../database/database.ts';
import { problem } from './problem.ts';
import type { Reply } from './route.ts';

/** What the client sent with its key, so that another request under the same key is told apart. */
export interface IdempotencyKey {
  readonly key: string;
  /** SHA-256 over method, address and body. */
  readonly fingerprint: Buffer;
}

/** @param parts method, address, and the body's bytes or their digest. */
export function fingerprintOf(...parts: readonly (string | Uint8Array)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(createHash('sha256').update(part).digest());
  return hash.digest();
}

/** draft-ietf-httpapi-idempotency-key-header-07: the key of a request that creates something. */
export function readIdempotencyKey(value: string | undefined): string {
  if (value === undefined || value === '') throw problem('idempotency_key_missing');
  if (!/^[\x21-\x7e]{1,128}$/.test(value)) {
    throw problem('idempotency_key_invalid', undefined, {
      errors: [{ in: 'header', pointer: '/Idempotency-Key', detail: 'Send 1 to 128 visible ASCII characters.' }],
    });
  }
  return value;
}

/**
 * The answer is stored in the transaction that does the work: after a crash either both are there or neither.
 * @throws request_in_progress (409) and idempotency_key_reused (422).
 */
export async function once(
  trx: Trx,
  principal: Principal,
  key: IdempotencyKey,
  work: () => Promise<Reply>,
): Promise<Reply> {
  const scope = `${principal.organisationId}:${key.key}`;
  const lock = await sql<{ free: boolean }>`SELECT pg_try_advisory_xact_lock(hashtextextended(${scope}, 0)) AS free`.execute(trx);
  if (lock.rows[0]?.free !== true) throw problem('request_in_progress', undefined, { headers: { 'retry-after': '1' } });
  const stored = await trx
    .selectFrom('idempotency_keys')
    .select(['fingerprint', 'status', 'headers', 'body'])
    .where('organisation_id', '=', principal.organisationId)
    .where('key', '=', key.key)
    .executeTakeFirst();
  if (stored !== undefined) {
    if (!timingSafeEqual(stored.fingerprint, key.fingerprint)) throw problem('idempotency_key_reused');
    return { status: stored.status, headers: { ...stored.headers, 'idempotency-replayed': 'true' }, body: stored.body };
  }
  const reply = await work();
  await trx
    .insertInto('idempotency_keys')
    .values({
      organisation_id: principal.organisationId,
      key: key.key,
      fingerprint: key.fingerprint,
      status: reply.status,
      headers: JSON.stringify(reply.headers ?? {}),
      body: reply.body === undefined ? null : JSON.stringify(reply.body),
    })
    .execute();
  return reply;
}
