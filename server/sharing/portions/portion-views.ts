import { sql } from 'kysely';
import { z } from 'zod';
import { decodeCredential } from '../../../core/credential.ts';
import { redactCredential } from '../../../core/disclosure.ts';
import type { Trx } from '../../database/database.ts';
import { documentSchema, documentsOf } from '../../documents/index.ts';
import { problem } from '../../http/problem.ts';
import { organisationNamer, organisationSummarySchema } from '../../organisations/index.ts';
import { coverSchema, pouchStore } from '../../pouches/index.ts';
import type { RecordRow } from '../../records/record-store.ts';
import { sha256 } from '../../records/recorder.ts';
import type { Portion } from './portion.ts';

export const shownCertificateSchema = z
  .strictObject({
    number: z.string(),
    state: z.string(),
    chamber: organisationSummarySchema,
    issuer: z.strictObject({
      id: z.string(),
      name: z.string(),
      accreditationNumber: z.string().optional(),
    }),
    subject: z.record(z.string(), z.unknown()).meta({ description: 'Its fields but for the hidden ones.' }),
    hiddenCount: z.int(),
    hiddenIn: z.array(z.strictObject({ within: z.string(), count: z.int() })),
    credential: z.string().nullable().meta({
      description: 'As the chamber signed it, with the fields that are shown; null for who may only see it.',
    }),
  })
  .meta({ id: 'ShownCertificate' });
export type ShownCertificate = z.output<typeof shownCertificateSchema>;

/** A part of a record, or all of it, as a reader gets it who does not see the record itself. */
export const portionSchema = z
  .strictObject({
    certificate: shownCertificateSchema.nullable(),
    pouch: z
      .strictObject({
        title: z.string().nullable().meta({ description: 'Null where documents are shown by themselves.' }),
        cover: coverSchema.nullable(),
        documents: z.array(documentSchema),
        certificates: z.array(
          z.strictObject({
            id: z.uuid(),
            number: z.string(),
            state: z.string(),
            chamber: organisationSummarySchema,
          }),
        ),
      })
      .nullable(),
  })
  .meta({ id: 'Portion' });
export type PortionView = z.output<typeof portionSchema>;

interface CredentialRow {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly chamber: string;
  readonly credential: string;
}

/** Under the row-level security of who gave it: nobody is shown what the giver does not see itself. */
export const portionViews = {
  /** Reads what certificates own. */
  async credential(trx: Trx, recordId: Buffer): Promise<CredentialRow | undefined> {
    const { rows } = await sql<CredentialRow>`
      SELECT id, number, state, chamber_id AS chamber, credential FROM certificates
      WHERE record_id = ${recordId} AND credential IS NOT NULL`.execute(trx);
    return rows[0];
  },

  /** @throws not_found */
  async certificate(
    trx: Trx,
    recordId: Buffer,
    { hidden, mayDownload }: { readonly hidden: Portion['hidden']; readonly mayDownload: boolean },
  ): Promise<ShownCertificate> {
    const row = await portionViews.credential(trx, recordId);
    if (row === undefined) throw problem('not_found', { what: 'certificate' });
    // With number and code anybody may verify it for ever: they are for who may download it.
    const hide = [...(hidden ?? []), ...(mayDownload ? [] : ['verificationCode'])];
    const credential = redactCredential(row.credential, hide, sha256);
    const { subject, issuer, hiddenCount, hiddenIn } = decodeCredential(credential, sha256);
    const named = await organisationNamer(trx, [row.chamber]);
    return {
      ...{ number: row.number, state: row.state, chamber: named(row.chamber) },
      ...{ issuer: { ...issuer }, subject, hiddenCount },
      hiddenIn: hiddenIn.map(({ within, count }) => ({ within, count })),
      credential: mayDownload ? credential : null,
    };
  },

  /** @throws not_found */
  async portion(
    trx: Trx,
    { recordId, kind }: Pick<RecordRow, 'recordId' | 'kind'>,
    { documentIds, hidden }: Portion,
    rights: readonly string[],
  ): Promise<PortionView> {
    if (kind === 'certificate') {
      const mayDownload = rights.includes('download');
      return {
        certificate: await portionViews.certificate(trx, recordId, { hidden, mayDownload }),
        pouch: null,
      };
    }
    const documents = await documentsOf(trx, recordId);
    if (documentIds !== null) {
      const shown = documents.filter(({ id }) => documentIds.includes(id));
      return { certificate: null, pouch: { title: null, cover: null, documents: shown, certificates: [] } };
    }
    const pouch = await pouchOf(trx, recordId);
    return { certificate: null, pouch: { ...pouch, documents } };
  },

  /** Record of a certificate that lies in a pouch, as the giver sees it. */
  async inPouch(trx: Trx, pouchRecordId: Buffer, certificateId: string): Promise<Buffer | undefined> {
    const { rows } = await sql<{ recordId: Buffer }>`
      SELECT c.record_id AS "recordId" FROM pouches p
      JOIN pouch_certificates pc ON pc.pouch_id = p.id JOIN certificates c ON c.id = pc.certificate_id
      WHERE p.record_id = ${pouchRecordId} AND c.id = ${certificateId}`.execute(trx);
    return rows[0]?.recordId;
  },
};

async function pouchOf(trx: Trx, recordId: Buffer) {
  const { rows } = await sql<{ id: string }>`SELECT id FROM pouches WHERE record_id = ${recordId}`.execute(
    trx,
  );
  const pouch = await pouchStore.listed(trx, rows[0]?.id ?? '');
  if (pouch === undefined) throw problem('not_found', { what: 'pouch' });
  const certificates = await pouchStore.certificatesIn(trx, pouch.id);
  const named = await organisationNamer(
    trx,
    certificates.map(({ chamber }) => chamber),
  );
  return {
    title: pouch.title,
    cover: pouch.cover,
    certificates: certificates.map(({ id, number, state, chamber }) => ({
      ...{ id, number, state },
      chamber: named(chamber),
    })),
  };
}
