import { Commitment, RecordId, SignerId } from '../../core/ids.ts';
import { type RegistryDomain, recordId } from '../../core/typed-data.ts';
import type { Findings } from './findings.ts';
import type { Source } from './source.ts';

const nameOf = (row: { recordId: Buffer; sequence?: number | null }): string =>
  `record 0x${row.recordId.toString('hex')}${row.sequence == null ? '' : ` event ${row.sequence}`}`;

/**
 * The trail of each record: numbered without a gap, each entry naming the hash of the one before, the last one where the
 * record says. By the database, over the hashes that the entries were found to have.
 */
export async function checkTrails(source: Source, findings: Findings): Promise<void> {
  const broken = await source.rows<{ recordId: Buffer; sequence: number; isGap: boolean }>(`
    SELECT DISTINCT ON (record_id) record_id AS "recordId", sequence, place <> sequence AS "isGap" FROM (
      SELECT record_id, sequence, previous, row_number() OVER trail - 1 AS place,
        coalesce(lag(entry_hash) OVER trail, decode(repeat('00', 32), 'hex')) AS before
      FROM events WINDOW trail AS (PARTITION BY record_id ORDER BY sequence)) AS walked
    WHERE place <> sequence OR previous <> before ORDER BY record_id, sequence`);
  for (const row of broken) findings.add(row.isGap ? 'gap' : 'link', nameOf(row));
  const heads = await source.rows<{ recordId: Buffer; sequence: number | null }>(`
    SELECT r.record_id AS "recordId", last.sequence FROM records r LEFT JOIN LATERAL (
      SELECT e.sequence, e.entry_hash FROM events e WHERE e.record_id = r.record_id ORDER BY e.sequence DESC LIMIT 1) last ON true
    WHERE last.sequence IS DISTINCT FROM r.head_sequence OR last.entry_hash IS DISTINCT FROM r.head_hash`);
  for (const row of heads) findings.add('head', nameOf(row));
}

export interface RecordRow {
  readonly recordId: Buffer;
  readonly kind: 'certificate' | 'pouch';
  readonly issuer: Buffer;
  readonly firstOwner: Buffer;
  readonly content: Buffer;
}

/** Each record's id is the digest of its genesis. @returns how many there are */
export async function checkGenesis(
  source: Source,
  findings: Findings,
  domain: RegistryDomain,
): Promise<number> {
  let count = 0;
  for await (const row of records(source)) {
    count++;
    const made = recordId(domain, {
      kind: row.kind,
      issuer: SignerId.of(row.issuer),
      firstOwner: SignerId.of(row.firstOwner),
      content: Commitment.of(row.content),
    });
    if (made !== RecordId.of(row.recordId)) findings.add('genesis', nameOf(row));
  }
  return count;
}

async function* records(source: Source): AsyncGenerator<RecordRow> {
  for (let after: Buffer = Buffer.alloc(0); ; ) {
    const rows = await source.rows<RecordRow>(
      `SELECT record_id AS "recordId", kind, issuer, first_owner AS "firstOwner", content FROM records
       WHERE record_id > $1 ORDER BY record_id LIMIT 5000`,
      [after],
    );
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.recordId;
  }
}
