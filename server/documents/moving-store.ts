import { sql } from 'kysely';
import { commitmentOfHash } from '../../core/commitment.ts';
import type { RecordId } from '../../core/ids.ts';
import type { Trx } from '../database/database.ts';
import { newId, newSalt } from '../keys/signing-session.ts';
import { toBytes } from '../records/bytes.ts';
import { type Recorder, sha256 } from '../records/recorder.ts';
import type { Acting } from '../sharing/index.ts';

/** Where documents go: a pouch that the same organisation owns. */
export interface NewPlace {
  readonly pouchId: string;
  readonly recordId: RecordId;
}

interface MovingVersion {
  readonly documentId: string;
  readonly version: number;
  readonly name: string;
  readonly type: string;
  readonly typeName: string | null;
  readonly folder: string | null;
  readonly mediaType: string;
  readonly size: number;
  readonly digest: Buffer;
}

/**
 * Documents with all their versions in another pouch, under ids of its own: its trail commits to each of them anew, the
 * blocks stay where they lie, and whoever owns both has the keys. As the system, under the locks of both records.
 * @returns the new ids, in the order of the old ones
 */
export async function moveDocuments(
  trx: Trx,
  recorder: Recorder,
  by: Acting,
  { ids, to, ownerId }: { readonly ids: readonly string[]; readonly to: NewPlace; readonly ownerId: string },
): Promise<string[]> {
  if (ids.length === 0) return [];
  const newIds = ids.map(() => newId());
  const newOf = new Map(ids.map((id, index) => [id, newIds[index] ?? '']));
  const { rows } = await sql<MovingVersion>`
    SELECT v.document_id AS "documentId", v.version, d.name, d.type, d.type_name AS "typeName", d.folder,
      v.media_type AS "mediaType", v.size, v.digest
    FROM unnest(${[...ids]}::uuid[]) WITH ORDINALITY AS moving(id, place)
    JOIN documents d ON d.id = moving.id JOIN document_versions v ON v.document_id = d.id
    ORDER BY moving.place, v.version`.execute(trx);
  const salts = rows.map(() => newSalt());
  const recorded = await recorder.append(
    trx,
    rows.map(({ documentId, version, name, type, typeName, folder, mediaType, size, digest }, index) =>
      by.event(to.recordId, `org.openpouch.document.${version === 1 ? 'added' : 'version-added'}`, {
        ...{ documentId: newOf.get(documentId), version, name, type },
        ...(typeName !== null && { typeName }),
        ...(folder !== null && { folder }),
        ...{ mediaType, size },
        commitment: commitmentOfHash(salts[index] ?? newSalt(), digest, sha256),
      }),
    ),
  );
  const recordId = toBytes(to.recordId);
  const sequences = recorded.map(({ sequence }) => sequence);
  const moving = sql`unnest(${[...ids]}::uuid[], ${newIds}::uuid[]) AS moving(id, new_id)`;
  const versions = sql`unnest(${rows.map((row) => row.documentId)}::uuid[], ${rows.map((row) => row.version)}::integer[],
    ${salts.map(toBytes)}::bytea[], ${sequences}::bigint[]) AS recorded(document_id, version, salt, event_sequence)`;
  await sql`
    INSERT INTO documents (id, pouch_id, record_id, name, type, type_name, folder, added_by, created_at, revision)
    SELECT moving.new_id, ${to.pouchId}, ${recordId}, d.name, d.type, d.type_name, d.folder, d.added_by, d.created_at,
      (SELECT count(*) FROM document_versions v WHERE v.document_id = d.id)
    FROM ${moving} JOIN documents d ON d.id = moving.id`.execute(trx);
  await sql`
    INSERT INTO document_versions (document_id, version, record_id, media_type, size, cid, salt, digest, event_sequence, added_by,
      created_at, sealed_as)
    SELECT moving.new_id, v.version, ${recordId}, v.media_type, v.size, v.cid, recorded.salt, v.digest, recorded.event_sequence,
      v.added_by, v.created_at, coalesce(v.sealed_as, v.document_id)
    FROM ${moving} JOIN document_versions v ON v.document_id = moving.id
    JOIN ${versions} ON recorded.document_id = v.document_id AND recorded.version = v.version`.execute(trx);
  await sql`
    INSERT INTO document_descriptions (document_id, revision, record_id, event_sequence, name, type, type_name, folder)
    SELECT moving.new_id, 1, ${recordId}, v.event_sequence, d.name, d.type, d.type_name, d.folder
    FROM ${moving} JOIN documents d ON d.id = moving.new_id
    JOIN document_versions v ON v.document_id = d.id AND v.version = 1`.execute(trx);
  // A wrap names the key that opens it, and no document: the owner's serves here as there.
  await sql`
    INSERT INTO document_keys (document_id, version, organisation_id, wrapped_key)
    SELECT moving.new_id, k.version, k.organisation_id, k.wrapped_key
    FROM ${moving} JOIN document_keys k ON k.document_id = moving.id
    WHERE k.organisation_id = ${ownerId}`.execute(trx);
  return newIds;
}

/** They are of another pouch from this event on. As the system. */
export async function leaveBehind(trx: Trx, ids: readonly string[], eventSequence: number): Promise<void> {
  await sql`UPDATE documents SET parted_at = ${eventSequence} WHERE id = ANY(${[...ids]}::uuid[])`.execute(
    trx,
  );
  await sql`
    UPDATE document_versions SET parted_at = ${eventSequence} WHERE document_id = ANY(${[...ids]}::uuid[])`.execute(
    trx,
  );
}
