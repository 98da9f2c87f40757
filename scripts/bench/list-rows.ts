import pg from 'pg';
import { sampleApplication } from '../client/sample-application.ts';

export interface ListRows {
  readonly certificates: number;
  readonly pouches: number;
  readonly exporterId: string;
  readonly chamberId: string;
  readonly forwarderId: string;
}

/**
 * Fills a database with what two years of one large exporter leave behind, by SQL: certificates of one chamber in all
 * states, each issued one with its record, accesses and first event, one in ten shared; and pouches of one forwarder.
 * Rows are as wide as real ones are where lists pass by: the credential, which is stored apart, is left short.
 */
export async function fillLists(databaseUrl: string, rows: ListRows): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('SET synchronous_commit = off');
    for (const [statement, values] of statements(rows)) await client.query(statement, [...values]);
    await client.query('VACUUM (ANALYZE) certificates, desk_cases, records, record_access, events, pouches');
  } finally {
    await client.end();
  }
}

/**
 * So many more certificates of the same chamber, issued longer ago and to another applicant, with which its desk has
 * nothing to do any more. Without records, and past the triggers: what they write is written here.
 */
export async function fillArchive(
  databaseUrl: string,
  { certificates, applicantId, chamberId }: { certificates: number; applicantId: string; chamberId: string },
): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('SET synchronous_commit = off');
    await client.query('SET session_replication_role = replica');
    await client.query(
      `WITH archived AS (INSERT INTO certificates (id, applicant_id, chamber_id, state, application, number,
         destination_country, words, created_at, submitted_at, decided_at)
       SELECT gen_random_uuid(), $1, $2, 'issued', '{}', 'ARCHIVE-' || n, 'SG',
         'archive-' || n || ' straits fine foods ' || n % 500 || ' pte ltd jlf-sg no. 1-120 2026-' || n, at, at, at
       FROM generate_series(1, $3::integer) AS n, LATERAL (SELECT now() - interval '2 years' - n * interval '10.5 minutes') AS made(at)
       RETURNING id, submitted_at)
       INSERT INTO desk_cases (certificate_id, chamber_id, submitted_at, closed_at, outcome)
       SELECT id, $2, submitted_at, submitted_at + interval '5 hours', 'issued' FROM archived`,
      [applicantId, chamberId, certificates],
    );
    await client.query('VACUUM (ANALYZE) certificates, desk_cases');
  } finally {
    await client.end();
  }
}

function statements(rows: ListRows): [string, readonly unknown[]][] {
  const { certificates, pouches, exporterId, chamberId, forwarderId } = rows;
  const application = JSON.stringify(sampleApplication(1));
  return [
    [
      `INSERT INTO chain_transactions (purpose, nonce, raw, hash, state, block_number, block_hash, block_time)
       VALUES ('anchor', -1, '0x', 'bench', 'final', 0, '0x', extract(epoch FROM now())::bigint)`,
      [],
    ],
    [
      `INSERT INTO batches SELECT 0, $1, '\\x00', '\\x00', '\\x00', '', id, now() FROM chain_transactions WHERE hash = 'bench'`,
      [certificates + pouches + 1],
    ],
    [
      `CREATE TEMP TABLE made AS
       SELECT n, gen_random_uuid() AS id, sha256(int4send(n)) AS record_id,
         now() - (n * interval '10.5 minutes') AS at,
         CASE WHEN n % 100 < 3 THEN 'draft' WHEN n % 100 < 6 THEN 'submitted' WHEN n % 100 < 8 THEN 'not_issued'
           WHEN n % 100 < 10 THEN 'revoked' ELSE 'issued' END AS state,
         CASE WHEN n % 9973 = 0 THEN 'IS' ELSE (ARRAY['SG','SG','SG','MY','JP','US','BR','IN','AE','ZA'])[1 + n % 10] END AS country
       FROM generate_series(1, $1) AS n`,
      [certificates],
    ],
    [
      `INSERT INTO records (record_id, kind, issuer, issuer_organisation_id, first_owner, content, content_salt,
         owner_organisation_id, owner_key_id, head_sequence, head_hash, created_at)
       SELECT record_id, 'certificate', '\\x00', $2, '\\x00', '\\x00', '\\x00', $1::uuid,
         (SELECT id FROM organisation_keys WHERE organisation_id = $1::uuid LIMIT 1), 0, '\\x00', at
       FROM made WHERE state IN ('issued', 'revoked')`,
      [exporterId, chamberId],
    ],
    [
      `INSERT INTO certificates (id, applicant_id, chamber_id, state, application, number, verification_code, record_id, credential,
         created_at, submitted_at, decided_at)
       SELECT id, $1, $2, state,
         $3::jsonb || jsonb_build_object('destinationCountry', country,
           'consignee', $3::jsonb -> 'consignee' || jsonb_build_object('name',
             CASE WHEN n % 4999 = 0 THEN 'Reykjavik Konfekt ehf' ELSE 'Straits Fine Foods ' || n % 500 || ' Pte Ltd' END)),
         CASE WHEN state IN ('issued', 'revoked') THEN 'BENCH-2026-' || lpad(n::text, 6, '0') END, 'code',
         CASE WHEN state IN ('issued', 'revoked') THEN record_id END, NULL,
         at, CASE WHEN state <> 'draft' THEN at END, CASE WHEN state NOT IN ('draft', 'submitted') THEN at END
       FROM made`,
      [exporterId, chamberId, application],
    ],
    [
      `INSERT INTO desk_cases (certificate_id, chamber_id, submitted_at, due_at, waiting_since, assignee_id, closed_at, outcome)
       SELECT id, $1, at, CASE WHEN n % 9 < 6 THEN at + interval '2 days' END, CASE WHEN n % 9 >= 6 THEN at + interval '1 hour' END,
         CASE WHEN n % 4 = 0 THEN (SELECT id FROM users WHERE organisation_id = $1 ORDER BY id LIMIT 1) END,
         CASE WHEN state <> 'submitted' THEN at + interval '5 hours' END,
         CASE state WHEN 'submitted' THEN NULL WHEN 'not_issued' THEN 'rejected' ELSE 'issued' END
       FROM made WHERE state <> 'draft'`,
      [chamberId],
    ],
    [
      `INSERT INTO record_access (id, record_id, organisation_id, basis, rights, shared_by, created_at)
       SELECT gen_random_uuid(), m.record_id, a.organisation_id, a.basis, '{view,download}', a.shared_by, m.at
       FROM made m CROSS JOIN LATERAL (VALUES ($1::uuid, 'owner', NULL::uuid), ($2::uuid, 'issuer', NULL),
         (CASE WHEN m.n % 10 = 0 THEN $3::uuid END, 'share', $1::uuid)) AS a(organisation_id, basis, shared_by)
       WHERE m.state IN ('issued', 'revoked') AND a.organisation_id IS NOT NULL`,
      [exporterId, chamberId, forwarderId],
    ],
    [
      `INSERT INTO events (record_id, sequence, previous, entry_hash, body_commitment, type, actor_organisation_id, actor_name, time,
         batch_number, leaf_index, path)
       SELECT record_id, s, '\\x00', '\\x00', '\\x00',
         CASE s WHEN 0 THEN 'org.openpouch.certificate.issued' ELSE 'org.openpouch.share.granted' END,
         CASE s WHEN 0 THEN $1::uuid ELSE $2::uuid END, 'Bench', at + s * interval '1 hour', 0, n, ''
       FROM made CROSS JOIN generate_series(0, 1) AS s WHERE state IN ('issued', 'revoked') AND (s = 0 OR n % 10 = 0)
       ORDER BY at`,
      [chamberId, exporterId],
    ],
    [
      `CREATE TEMP TABLE packed AS
       SELECT n, gen_random_uuid() AS id, sha256('pouch' || int4send(n)) AS record_id, now() - (n * interval '10.5 minutes') AS at
       FROM generate_series(1, $1) AS n`,
      [pouches],
    ],
    [
      `INSERT INTO records (record_id, kind, issuer, issuer_organisation_id, first_owner, content, content_salt,
         owner_organisation_id, owner_key_id, status, head_sequence, head_hash, created_at)
       SELECT record_id, 'pouch', '\\x00', $1, '\\x00', '\\x00', '\\x00', $1::uuid,
         (SELECT id FROM organisation_keys WHERE organisation_id = $1::uuid LIMIT 1),
         CASE WHEN n % 3 = 0 THEN 'active' ELSE 'closed' END, 0, '\\x00', at FROM packed`,
      [forwarderId],
    ],
    [`UPDATE records SET reason = 2 WHERE kind = 'pouch' AND status = 'closed'`, []],
    [
      `INSERT INTO pouches (id, record_id, made_by, title, cover, manifest, created_at)
       SELECT id, record_id, $1, CASE WHEN n % 4999 = 0 THEN 'Sweets to Reykjavik' ELSE 'Shipment ' || n END,
         jsonb_build_object('reference', 'PCH-' || n, 'destinationCountry', 'SG', 'vessel', 'MV Noordzee'), '{}', at FROM packed`,
      [forwarderId],
    ],
    [
      `INSERT INTO record_access (id, record_id, organisation_id, basis, rights, created_at)
       SELECT gen_random_uuid(), record_id, $1, 'owner', '{view,download,add,share}', at FROM packed`,
      [forwarderId],
    ],
    [
      `INSERT INTO events (record_id, sequence, previous, entry_hash, body_commitment, type, actor_organisation_id, actor_name, time,
         batch_number, leaf_index, path)
       SELECT record_id, 0, '\\x00', '\\x00', '\\x00', 'org.openpouch.pouch.created', $1, 'Bench', at, 0, n, '' FROM packed ORDER BY at`,
      [forwarderId],
    ],
  ];
}
