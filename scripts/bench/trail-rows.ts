import pg from 'pg';

export interface TrailRows {
  readonly events: number;
  readonly chamberId: string;
  readonly exporterId: string;
  readonly forwarderId: string;
  readonly agentId: string;
}

export const eventsOfRecord = 50;

/**
 * Fills a database with the trails of certificates of one chamber, by SQL: every second one of one exporter, the others of
 * two hundred; one in ten shared with a forwarder, one in five thousand with an agent; 50 events each, of all kinds, some rare. What the
 * triggers would write is written here at once, and indexes are made afterwards.
 */
export async function fillTrail(databaseUrl: string, rows: TrailRows): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('SET synchronous_commit = off');
    await client.query('SET session_replication_role = replica');
    await client.query("SET maintenance_work_mem = '1GB'");
    await client.query("SET work_mem = '512MB'");
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(
      `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
       WHERE tablename IN ('trail_lines', 'events', 'record_access', 'certificates', 'records')
         AND indexname NOT IN (SELECT conname FROM pg_constraint WHERE contype IN ('p', 'u', 'x'))`,
    );
    for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
    for (const [statement, values] of statements(rows)) await client.query(statement, [...values]);
    for (const { definition } of indexes) await client.query(definition);
    await client.query(
      'VACUUM (ANALYZE) organisations, records, record_access, certificates, events, trail_lines',
    );
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
  }
}

const body = (type: string) =>
  Buffer.from(
    JSON.stringify({ type, data: { number: 'BENCH-2026-000001', organisationId: '0'.repeat(36) } }),
  ).toString('base64url');

function statements(rows: TrailRows): [string, readonly unknown[]][] {
  const { events, chamberId, exporterId, forwarderId, agentId } = rows;
  return [
    [
      `INSERT INTO chain_transactions (purpose, nonce, raw, hash, state, block_number, block_hash, block_time)
       VALUES ('anchor', -1, '0x', $1, 'final', 0, '0x', extract(epoch FROM now())::bigint)`,
      [`0x${'00'.repeat(32)}`],
    ],
    [
      `INSERT INTO batches SELECT 0, $1, sha256('root'), sha256('before'), '\\x00', '', id, now()
       FROM chain_transactions WHERE nonce = -1`,
      [events + 1],
    ],
    [`CREATE TEMP TABLE others AS SELECT n, gen_random_uuid() AS id FROM generate_series(0, 199) AS n`, []],
    [
      `INSERT INTO organisations (id, role, legal_name, country, address, identifiers)
       SELECT id, 'exporter', 'Exporter ' || n, 'BE', '{"line1":"","city":"","country":"BE"}', '[]' FROM others`,
      [],
    ],
    [
      `CREATE TEMP TABLE made AS
       SELECT n, gen_random_uuid() AS id, sha256(int4send(n)) AS record_id, now() - n * interval '20 minutes' AS at,
         CASE WHEN n % 2 = 0 THEN $2::uuid ELSE (SELECT id FROM others o WHERE o.n = made.n / 2 % 200) END AS owner_id,
         CASE WHEN n % 50 = 0 THEN 'revoked' WHEN n % 50 < 10 THEN 'closed' ELSE 'active' END AS state,
         CASE WHEN n % 9973 = 0 THEN 'IS' ELSE (ARRAY['SG','SG','SG','MY','JP','US','BR','IN','AE','ZA'])[1 + n % 10] END AS country
       FROM generate_series(1, $1::integer) AS made(n)`,
      [events / eventsOfRecord, exporterId],
    ],
    [
      `INSERT INTO records (record_id, kind, issuer, issuer_organisation_id, first_owner, content, content_salt,
         owner_organisation_id, owner_key_id, status, head_sequence, head_hash, created_at)
       SELECT record_id, 'certificate', '\\x00', $1, '\\x00', '\\x00', '\\x00', owner_id,
         (SELECT id FROM organisation_keys LIMIT 1), state, $2, '\\x00', at FROM made`,
      [chamberId, eventsOfRecord - 1],
    ],
    [
      `INSERT INTO certificates (id, applicant_id, chamber_id, state, application, number, record_id, destination_country, created_at)
       SELECT id, owner_id, $1, CASE state WHEN 'revoked' THEN 'revoked' ELSE 'issued' END, '{}', 'BENCH-' || n, record_id, country, at
       FROM made`,
      [chamberId],
    ],
    [
      `INSERT INTO record_access (id, record_id, organisation_id, basis, rights, created_at)
       SELECT gen_random_uuid(), m.record_id, a.organisation_id, a.basis, '{view,download}', m.at
       FROM made m CROSS JOIN LATERAL (VALUES (m.owner_id, 'owner'), ($1::uuid, 'issuer'),
         (CASE WHEN m.n % 10 = 0 THEN $2::uuid END, 'share'), (CASE WHEN m.n % 5000 = 0 THEN $3::uuid END, 'share')) AS a(organisation_id, basis)
       WHERE a.organisation_id IS NOT NULL`,
      [chamberId, forwarderId, agentId],
    ],
    [
      `INSERT INTO events (record_id, sequence, previous, entry_hash, body_commitment, body_salt, jws, type, actor_organisation_id,
         actor_person_id, actor_name, time, batch_number, leaf_index, path)
       SELECT record_id, s, sha256('previous'), sha256('entry'), sha256('body'), sha256('salt'),
         'header.' || $3 || '.' || repeat('s', 86), 'org.openpouch.' || act, by,
         CASE WHEN by = $6 AND (n * 7 + s) % 100 = 0 THEN (SELECT id FROM users WHERE organisation_id = $6 ORDER BY id LIMIT 1) END,
         'Bench', m.at + s * interval '1 hour',
         0, 1, CASE WHEN $2 THEN sha256('1') || sha256('2') || sha256('3') || sha256('4') || sha256('5') || sha256('6') || sha256('7') || sha256('8')
           || sha256('9') || sha256('10') || sha256('11') || sha256('12') || sha256('13') || sha256('14') ELSE '' END
       FROM made m CROSS JOIN generate_series(0, $1::integer) AS s CROSS JOIN LATERAL (SELECT
         CASE WHEN s = 0 THEN 'certificate.issued' WHEN s = 7 AND n % 1000 = 0 THEN 'handover.rejected' WHEN s % 10 = 3 THEN 'handover.offered'
           WHEN s % 10 = 4 THEN 'handover.accepted' WHEN s % 10 = 5 THEN 'record.handed-over' WHEN s % 10 = 6 THEN 'share.granted'
           WHEN s % 10 = 8 THEN 'record.verified' ELSE 'certificate.viewed' END,
         CASE WHEN s = 0 OR s % 10 = 8 THEN $4::uuid WHEN s % 10 = 9 AND n % 10 = 0 THEN $5::uuid ELSE m.owner_id END) AS what(act, by)
       ORDER BY m.at + s * interval '1 hour'`,
      [
        eventsOfRecord - 1,
        events <= 1_000_000,
        body('org.openpouch.certificate.viewed'),
        chamberId,
        forwarderId,
        exporterId,
      ],
    ],
    [
      `INSERT INTO trail_lines (organisation_id, time, event_id, type, actor_id, person_id, destination, state)
       SELECT organisation_id, at, event_id, type, actor_id, person_id, destination, state FROM trail_lines_given()
       ORDER BY organisation_id, at, event_id`,
      [],
    ],
  ];
}
