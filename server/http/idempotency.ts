import { createHash, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Principal } from '../access/scopes.ts';
import type { Trx } from '../database/database.ts';
import type { EraseBelongings } from '../records/belongings.ts';
import { hexOf } from '../records/bytes.ts';
import { Problem, problem } from './problem.ts';
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
      errors: [
        { in: 'header', pointer: '/Idempotency-Key', detail: 'Send 1 to 128 visible ASCII characters.' },
      ],
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
  const lock = await sql<{
    free: boolean;
  }>`SELECT pg_try_advisory_xact_lock(hashtextextended(${scope}, 0)) AS free`.execute(trx);
  if (lock.rows[0]?.free !== true)
    throw problem('request_in_progress', undefined, { headers: { 'retry-after': '1' } });
  const stored = await trx
    .selectFrom('idempotency_keys')
    .select(['fingerprint', 'status', 'headers', 'body'])
    .where('organisation_id', '=', principal.organisationId)
    .where('key', '=', key.key)
    .executeTakeFirst();
  if (stored !== undefined) {
    if (!timingSafeEqual(stored.fingerprint, key.fingerprint)) throw problem('idempotency_key_reused');
    return {
      status: stored.status,
      headers: { ...stored.headers, 'idempotency-replayed': 'true' },
      body: stored.body,
    };
  }
  const reply = await work();
  await trx
    .insertInto('idempotency_keys')
    .values(answerRow(principal.organisationId, key, reply))
    .execute();
  return reply;
}

/** One of several requests of an organisation that are answered in one transaction. */
export interface KeyedRequest {
  readonly principal: Principal;
  readonly key: IdempotencyKey;
}

/**
 * `once` for several requests of one organisation, in as many statements as for one.
 * @param work gets the places of those that have no answer yet; what it refuses is not stored.
 * @returns the answer or the refusal of each, in the order of the requests
 */
export async function onceEach(
  trx: Trx,
  organisationId: string,
  requests: readonly KeyedRequest[],
  work: (places: readonly number[]) => Promise<ReadonlyMap<number, Reply | Problem>>,
): Promise<(Reply | Problem)[]> {
  const keys = requests.map(({ key }) => key.key);
  const locks = await sql<{ key: string; free: boolean }>`
    SELECT key, pg_try_advisory_xact_lock(hashtextextended(${organisationId} || ':' || key, 0)) AS free
    FROM unnest(${[...new Set(keys)]}::text[]) AS key`.execute(trx);
  const free = new Set(locks.rows.filter((lock) => lock.free).map((lock) => lock.key));
  const stored = await trx
    .selectFrom('idempotency_keys')
    .select(['key', 'fingerprint', 'status', 'headers', 'body'])
    .where('organisation_id', '=', organisationId)
    .where('key', 'in', keys)
    .execute();
  const answers = new Map<number, Reply | Problem>();
  for (const [place, { key }] of requests.entries()) {
    const known = stored.find((row) => row.key === key.key);
    if (!free.has(key.key) || keys.indexOf(key.key) !== place) {
      answers.set(place, problem('request_in_progress', undefined, { headers: { 'retry-after': '1' } }));
    } else if (known !== undefined) {
      answers.set(
        place,
        timingSafeEqual(known.fingerprint, key.fingerprint)
          ? {
              status: known.status,
              headers: { ...known.headers, 'idempotency-replayed': 'true' },
              body: known.body,
            }
          : problem('idempotency_key_reused'),
      );
    }
  }
  const open = requests
    .keys()
    .filter((place) => !answers.has(place))
    .toArray();
  const made = open.length === 0 ? new Map<number, Reply | Problem>() : await work(open);
  const rows = [...made].flatMap(([place, reply]) => {
    const key = requests[place]?.key;
    return reply instanceof Problem || key === undefined ? [] : [answerRow(organisationId, key, reply)];
  });
  if (rows.length > 0) await trx.insertInto('idempotency_keys').values(rows).execute();
  return requests.map((_, place) => {
    const answer = answers.get(place) ?? made.get(place);
    if (answer === undefined) throw new Error(`Request ${place} got no answer.`);
    return answer;
  });
}

const answerRow = (organisationId: string, key: IdempotencyKey, reply: Reply) => ({
  organisation_id: organisationId,
  key: key.key,
  fingerprint: key.fingerprint,
  status: reply.status,
  headers: JSON.stringify(reply.headers ?? {}),
  body: reply.body === undefined ? null : JSON.stringify(reply.body),
});

/** Answers that are kept for a retry and tell of a record. A retry is refused then: nothing can be done with it any more. */
export const eraseAnswers: EraseBelongings = async (trx, { recordId, subjectId, readers }) => {
  await sql`
    DELETE FROM idempotency_keys WHERE organisation_id = ANY(${[...readers]}::uuid[])
      AND (strpos(body::text, ${hexOf(recordId)}) > 0 OR strpos(body::text, ${subjectId}) > 0
        OR strpos(headers::text, ${subjectId}) > 0)`.execute(trx);
  return [];
};
