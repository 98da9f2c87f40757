import { hash } from 'node:crypto';
import type { Findings } from './findings.ts';
import type { Source } from './source.ts';

/** A row of events, raw. */
export interface EntryRow {
  readonly id: number;
  readonly recordId: Buffer;
  readonly sequence: number;
  readonly previous: Buffer;
  readonly entryHash: Buffer;
  readonly bodyCommitment: Buffer;
  readonly salt: Buffer | null;
  readonly jws: string | null;
  readonly type: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly actorId: string | null;
  readonly batch: number | null;
  readonly leafIndex: number | null;
  readonly path: Buffer | null;
}

const columns = `id, record_id AS "recordId", sequence, previous, entry_hash AS "entryHash", body_commitment AS "bodyCommitment",
  body_salt AS salt, jws, type, (extract(epoch FROM time) * 1000)::bigint AS time, actor_organisation_id::text AS "actorId",
  batch_number AS batch, leaf_index AS "leafIndex", path`;

const atOnce = 4_000;

/** In the order of batches and of the leaves in them; by pages: waiting for each row by itself takes longer than hashing it. */
export const batchedEntries = (source: Source): AsyncGenerator<readonly EntryRow[]> =>
  inPages((last) =>
    source.rows<EntryRow>(
      `SELECT ${columns} FROM events WHERE batch_number IS NOT NULL AND (batch_number, leaf_index) > ($1, $2)
       ORDER BY batch_number, leaf_index LIMIT ${atOnce}`,
      [last?.batch ?? -1, last?.leafIndex ?? -1],
    ),
  );

/** Those that wait for their batch. */
export const waitingEntries = (source: Source): AsyncGenerator<readonly EntryRow[]> =>
  inPages((last) =>
    source.rows<EntryRow>(
      `SELECT ${columns} FROM events WHERE batch_number IS NULL AND id > $1 ORDER BY id LIMIT ${atOnce}`,
      [last?.id ?? -1],
    ),
  );

/** The database reads the next page while this one is checked. */
async function* inPages(
  read: (last: EntryRow | undefined) => Promise<EntryRow[]>,
): AsyncGenerator<readonly EntryRow[]> {
  for (let next = read(undefined); ; ) {
    const rows = await next;
    const last = rows.at(-1);
    if (last === undefined) return;
    next = read(last);
    // Told when it is awaited, unless nobody asks any more.
    next.catch(() => {});
    yield rows;
  }
}

export const nameOf = ({ recordId, sequence }: Pick<EntryRow, 'recordId' | 'sequence'>): string =>
  `record 0x${recordId.toString('hex')} event ${sequence}`;

/** What is hashed of a leaf: `0x00`, then the 105 bytes of the entry (protocol §4), written out here so that what is checked does not check itself. */
function leafBytes(row: EntryRow): Buffer {
  const bytes = Buffer.alloc(106);
  bytes[1] = 0x02;
  row.recordId.copy(bytes, 2);
  bytes.writeUInt32BE(Math.floor(row.sequence / 2 ** 32), 34);
  bytes.writeUInt32BE(row.sequence % 2 ** 32, 38);
  row.previous.copy(bytes, 42);
  row.bodyCommitment.copy(bytes, 74);
  return bytes;
}

/** As a text of one letter a byte: a buffer of its own for each digest takes longer than the hashing does. */
const sha256 = (data: Uint8Array | string): string => hash('sha256', data, 'binary');

function commitmentTo(jws: string, salt: Buffer): string {
  const bytes = Buffer.allocUnsafe(salt.length + 32);
  salt.copy(bytes);
  bytes.write(sha256(jws), salt.length, 'latin1');
  return sha256(bytes);
}

/**
 * One entry by itself: its hash, the signed text behind it unless that was erased, and what lists show of it.
 * @returns its bytes, the leaf
 */
export function checkEntry(row: EntryRow, findings: Findings): Buffer {
  const leaf = leafBytes(row);
  const bytes = leaf.subarray(1);
  if (sha256(leaf) !== row.entryHash.toString('latin1')) findings.add('entry', nameOf(row));
  const { salt, jws } = row;
  if (salt === null || jws === null) return bytes;
  if (commitmentTo(jws, salt) !== row.bodyCommitment.toString('latin1')) findings.add('body', nameOf(row));
  if (!saysTheSame(row, jws)) findings.add('columns', nameOf(row));
  return bytes;
}

const operator = 'urn:openpouch:operator';

function saysTheSame({ recordId, type, time, actorId }: EntryRow, jws: string): boolean {
  try {
    const body = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return (
      body.subject === `0x${recordId.toString('hex')}` &&
      body.type === type &&
      Date.parse(body.time) === time &&
      body.source === (actorId === null ? operator : `urn:uuid:${actorId}`)
    );
  } catch {
    return false;
  }
}
