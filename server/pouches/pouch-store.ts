import { sql } from 'kysely';
import { elevated, type Trx } from '../database/database.ts';
import { hasWords } from '../database/search-words.ts';
import type { CertificateState, RecordStatus } from '../database/tables.ts';
import type { TimeCursor } from '../http/time-cursor.ts';
import type { Cover, Manifest } from './pouch.ts';

export interface PouchRow {
  readonly id: string;
  readonly recordId: Buffer;
  readonly madeBy: string;
  readonly title: string;
  readonly cover: Cover;
  readonly createdAt: Date;
}

/** Title and cover anew. */
export interface NewCover {
  readonly id: string;
  readonly recordId: Buffer;
  readonly title: string;
  readonly cover: Cover;
  /** Of the event that tells of it. */
  readonly eventSequence: number;
}

/** A pouch with its record: what a list shows. */
export interface PouchListRow extends PouchRow {
  readonly owner: string;
  readonly status: RecordStatus;
  readonly reason: number;
  /** Counts changes of title and cover. */
  readonly revision: number;
  readonly certificates: number;
  readonly documents: number;
}

export interface CertificateInPouch {
  readonly id: string;
  readonly recordId: Buffer;
  readonly number: string;
  readonly state: string;
  readonly chamber: string;
  readonly owner: string;
  readonly addedAt: Date;
}

export interface PouchWish {
  readonly organisationId: string;
  readonly box: 'owned' | 'shared' | 'all';
  readonly state: RecordStatus | undefined;
  readonly q: string | undefined;
  readonly limit: number;
  readonly after: TimeCursor | undefined;
}

const columns = [
  'id',
  'record_id as recordId',
  'made_by as madeBy',
  'title',
  'cover',
  'created_at as createdAt',
] as const;

export interface Replacement {
  readonly id: string;
  readonly recordId: Buffer;
  readonly title: string;
  /** It takes the place of the one that was asked about. */
  readonly isNewer: boolean;
}

/** Another pouch that was made of a part of this one, or of which this one was a part. */
export interface PartAround {
  readonly isOut: boolean;
  readonly recordId: Buffer;
  /** Null where the reader does not see that pouch. */
  readonly otherId: string | null;
  readonly title: string | null;
  readonly documents: number;
  readonly certificates: number;
  readonly at: Date;
}

export const pouchStore = {
  async insert(trx: Trx, pouch: PouchRow & { manifest: Manifest; replaces: Buffer | null }): Promise<void> {
    await trx
      .insertInto('pouches')
      .values({
        id: pouch.id,
        record_id: pouch.recordId,
        made_by: pouch.madeBy,
        title: pouch.title,
        cover: JSON.stringify(pouch.cover),
        manifest: JSON.stringify(pouch.manifest),
        created_at: pouch.createdAt,
        replaces: pouch.replaces,
      })
      .execute();
  },

  find(trx: Trx, id: string): Promise<PouchRow | undefined> {
    return trx
      .selectFrom('pouches')
      .select(columns)
      .where('id', '=', id)
      .$narrowType<{ cover: Cover }>()
      .executeTakeFirst();
  },

  /**
   * The latest first. The ids are sought as the system, along an index over what the organisation may see: row-level
   * security is asked of every row on the way, which the index alone cannot answer. What is shown is read under
   * row-level security; it reads records and counts by join.
   */
  async list(trx: Trx, wish: PouchWish): Promise<PouchListRow[]> {
    const ids = await elevated(trx, (trx) => idsOf(trx, wish));
    if (ids.length === 0) return [];
    const { rows } = await sql<PouchListRow>`
      SELECT ${listed} FROM ${shown}
      WHERE p.id = ANY(${ids}::uuid[]) ORDER BY p.created_at DESC, p.id DESC`.execute(trx);
    return rows;
  },

  async listed(trx: Trx, id: string): Promise<PouchListRow | undefined> {
    const { rows } = await sql<PouchListRow>`
      SELECT ${listed} FROM ${shown} WHERE p.id = ${id}`.execute(trx);
    return rows[0];
  },

  /** As the system. @returns the revision of the pouch, of which its record's lock takes care */
  async revision(trx: Trx, id: string): Promise<number> {
    const { revision } = await trx
      .selectFrom('pouches')
      .select('revision')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return revision;
  },

  /**
   * As the system. Those who own it no more go on seeing what they saw; all others find it by the new words. What was
   * there before is kept with the first change, as of the first event.
   */
  async changeCover(trx: Trx, { id, recordId, title, cover, eventSequence }: NewCover): Promise<void> {
    await sql`
      INSERT INTO pouch_covers (pouch_id, revision, record_id, event_sequence, title, cover)
      SELECT id, revision, record_id, 0, title, cover FROM pouches WHERE id = ${id} AND revision = 1`.execute(
      trx,
    );
    const { revision } = await trx
      .updateTable('pouches')
      .set({ title, cover: JSON.stringify(cover), revision: sql<number>`revision + 1` })
      .where('id', '=', id)
      .returning('revision')
      .executeTakeFirstOrThrow();
    await trx
      .insertInto('pouch_covers')
      .values({
        pouch_id: id,
        revision,
        record_id: recordId,
        event_sequence: eventSequence,
        title,
        cover: JSON.stringify(cover),
      })
      .execute();
    await sql`
      UPDATE record_access a SET words = p.words FROM pouches p
      WHERE p.id = ${id} AND a.record_id = ${recordId} AND a.listed_as = 'pouch' AND a.seen_until IS NULL`.execute(
      trx,
    );
  },

  async addCertificate(
    trx: Trx,
    row: { pouchId: string; certificateId: string; eventSequence: number; addedBy: string; addedAt: Date },
  ): Promise<void> {
    await trx
      .insertInto('pouch_certificates')
      .values({
        pouch_id: row.pouchId,
        certificate_id: row.certificateId,
        event_sequence: row.eventSequence,
        added_by: row.addedBy,
        added_at: row.addedAt,
      })
      .execute();
  },

  /** The certificates in a pouch that the reader sees, the first added first; reads certificates and records by join. */
  async certificatesIn(trx: Trx, pouchId: string): Promise<CertificateInPouch[]> {
    const { rows } = await sql<CertificateInPouch>`
      SELECT c.id, c.record_id AS "recordId", c.number, c.state, c.chamber_id AS chamber, r.owner_organisation_id AS owner,
        pc.added_at AS "addedAt"
      FROM pouch_certificates pc
      JOIN certificates c ON c.id = pc.certificate_id
      JOIN records r ON r.record_id = c.record_id
      WHERE pc.pouch_id = ${pouchId} ORDER BY pc.added_at, c.id`.execute(trx);
    return rows;
  },

  /** What was taken out of it, and what it was taken out of, as far as the reader knows of it; titles by join. */
  async partsAround(trx: Trx, pouchId: string): Promise<PartAround[]> {
    const { rows } = await sql<PartAround>`
      SELECT p.pouch_id = ${pouchId} AS "isOut", p.documents, p.certificates, p.parted_at AS at,
        CASE WHEN p.pouch_id = ${pouchId} THEN p.part_record_id ELSE p.record_id END AS "recordId",
        other.id AS "otherId", other.title
      FROM pouch_parts p
      LEFT JOIN pouches other ON other.id = CASE WHEN p.pouch_id = ${pouchId} THEN p.part_id ELSE p.pouch_id END
      WHERE p.pouch_id = ${pouchId} OR p.part_id = ${pouchId}
      ORDER BY p.event_sequence LIMIT 100`.execute(trx);
    return rows;
  },

  /** The pouch that it takes the place of, and the one that takes its own, each if the reader sees it. */
  async replacements(trx: Trx, pouchId: string): Promise<Replacement[]> {
    const { rows } = await sql<Replacement>`
      SELECT other.id, other.record_id AS "recordId", other.title, false AS "isNewer"
      FROM pouches p JOIN pouches other ON other.record_id = p.replaces WHERE p.id = ${pouchId}
      UNION ALL
      SELECT other.id, other.record_id, other.title, true
      FROM pouches p JOIN pouches other ON other.replaces = p.record_id WHERE p.id = ${pouchId}`.execute(trx);
    return rows;
  },

  /** As the system. */
  async isReplaced(trx: Trx, recordId: Buffer): Promise<boolean> {
    const found = await trx
      .selectFrom('pouches')
      .select('id')
      .where('replaces', '=', recordId)
      .executeTakeFirst();
    return found !== undefined;
  },

  /** A certificate that the reader sees, whatever its state. */
  seenCertificate(
    trx: Trx,
    id: string,
  ): Promise<{ recordId: Buffer | null; state: CertificateState } | undefined> {
    return trx
      .selectFrom('certificates')
      .select(['record_id as recordId', 'state'])
      .where('id', '=', id)
      .executeTakeFirst();
  },

  /**
   * Records of the certificates in a pouch that the pouch's owner owns: they are seen with it, and move with it while
   * active. A certificate that was handed over by itself stays listed but follows its own owner. As the system; reads
   * certificates and records by join. None when the record is no pouch.
   */
  async ownedWithEach(
    trx: Trx,
    pouches: readonly Buffer[],
  ): Promise<{ pouch: Buffer; recordId: Buffer; status: RecordStatus }[]> {
    if (pouches.length === 0) return [];
    const { rows } = await sql<{ pouch: Buffer; recordId: Buffer; status: RecordStatus }>`
      SELECT p.record_id AS pouch, c.record_id AS "recordId", r.status
      FROM pouches p
      JOIN records pouch ON pouch.record_id = p.record_id
      JOIN pouch_certificates pc ON pc.pouch_id = p.id
      JOIN certificates c ON c.id = pc.certificate_id
      JOIN records r ON r.record_id = c.record_id
      WHERE p.record_id = ANY(${[...pouches]}::bytea[]) AND r.owner_organisation_id = pouch.owner_organisation_id
      ORDER BY c.record_id`.execute(trx);
    return rows;
  },
};

async function idsOf(trx: Trx, wish: PouchWish): Promise<string[]> {
  const { organisationId, box, state, q, after } = wish;
  const boxes = {
    all: [],
    owned: [sql`a.basis = 'owner'`],
    shared: [sql`a.basis <> 'owner'`, sql`r.owner_organisation_id <> ${organisationId}`],
  };
  const conditions = [
    ...boxes[box],
    ...(state === undefined ? [] : [sql`r.status = ${state}`]),
    ...hasWords(sql`a.words`, q),
    ...(after === undefined
      ? []
      : [sql`(a.listed_at, a.listed_id) < (${after.createdAt}, ${after.id}::uuid)`]),
  ];
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT a.listed_at, a.listed_id AS id
    FROM record_access a JOIN records r ON r.record_id = a.record_id
    WHERE a.organisation_id = ${organisationId} AND a.listed_as = 'pouch'
      AND a.ended_at IS NULL AND (a.ends_at IS NULL OR a.ends_at > now())
      ${sql.join(
        conditions.map((condition) => sql`AND ${condition}`),
        sql` `,
      )}
    ORDER BY a.listed_at DESC, a.listed_id DESC LIMIT ${wish.limit + 1}`.execute(trx);
  return rows.map((row) => row.id);
}

/** Under row-level security with the latest cover that the reader sees. */
const shown = sql`
  pouches p JOIN records r ON r.record_id = p.record_id
  LEFT JOIN LATERAL (SELECT x.title, x.cover, x.revision FROM pouch_covers x WHERE x.pouch_id = p.id ORDER BY x.revision DESC LIMIT 1) x
    ON p.revision > 1`;

const listed = sql`
  p.id, p.record_id AS "recordId", p.made_by AS "madeBy", coalesce(x.title, p.title) AS title,
  coalesce(x.cover, p.cover) AS cover, coalesce(x.revision, p.revision) AS revision, p.created_at AS "createdAt",
  r.owner_organisation_id AS owner, r.status, r.reason,
  (SELECT count(*) FROM pouch_certificates pc WHERE pc.pouch_id = p.id) AS certificates,
  (SELECT count(*) FROM documents d WHERE d.pouch_id = p.id) AS documents`;
