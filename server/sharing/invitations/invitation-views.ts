import { sql } from 'kysely';
import { z } from 'zod';
import { RecordId } from '../../../core/ids.ts';
import type { Trx } from '../../database/database.ts';
import { findOrganisation, organisationSummarySchema } from '../../organisations/index.ts';
import { portionAnswer } from '../portions/portion.ts';
import { accessRights, inOrder } from '../record-rights.ts';
import type { Invitation } from './invitation-store.ts';

/** For who invited. */
export const invitationSchema = z
  .strictObject({
    id: z.uuid(),
    recordId: RecordId.schema,
    email: z.string(),
    ...portionAnswer,
    rights: z.array(z.enum(accessRights)),
    endsAt: z.iso.datetime().nullable().meta({ description: 'Of the share that it becomes.' }),
    letter: z.enum(['waiting', 'sent', 'refused']),
    letters: z.int().meta({ description: 'How many were asked for.' }),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'Invitation' });
export const changedInvitationSchema = invitationSchema
  .extend({ receipts: z.array(z.string()) })
  .meta({ id: 'ChangedInvitation' });

/** For who holds its link. Neither the address that it went to nor a title. */
export const readInvitationSchema = z
  .strictObject({
    from: organisationSummarySchema,
    kind: z.enum(['certificate', 'pouch']),
    documents: z.int().nullable().meta({ description: 'Null: not documents by themselves.' }),
    hasHiddenFields: z.boolean(),
    rights: z.array(z.enum(accessRights)),
    endsAt: z.iso.datetime().nullable(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'ReadInvitation' });

export const destinationSchema = z.strictObject({
  to: z.enum(['pouch', 'certificate', 'extract']),
  id: z.uuid(),
});
export type Destination = z.output<typeof destinationSchema>;

export const invitationViews = {
  own: (invitation: Invitation): z.output<typeof invitationSchema> => ({
    id: invitation.id,
    recordId: RecordId.of(invitation.recordId),
    email: invitation.email,
    documentIds: invitation.documentIds === null ? null : [...invitation.documentIds],
    hidden: invitation.hidden === null ? null : [...invitation.hidden],
    letter: invitation.letterState,
    letters: invitation.letters,
    createdAt: invitation.createdAt.toISOString(),
    ...termsOf(invitation),
  }),

  /** As the system. */
  async read(trx: Trx, invitation: Invitation): Promise<z.output<typeof readInvitationSchema>> {
    const { to } = await invitationViews.destination(trx, invitation.recordId);
    return {
      from: await findOrganisation(trx, invitation.organisationId),
      kind: to === 'certificate' ? 'certificate' : 'pouch',
      documents: invitation.documentIds?.length ?? null,
      hasHiddenFields: invitation.hidden !== null,
      ...termsOf(invitation),
    };
  },

  /** The page of a record. Reads what certificates and pouches own. */
  async destination(trx: Trx, recordId: Buffer): Promise<Destination> {
    const { rows } = await sql<Destination>`
      SELECT 'certificate' AS to, id FROM certificates WHERE record_id = ${recordId}
      UNION ALL SELECT 'pouch', id FROM pouches WHERE record_id = ${recordId}`.execute(trx);
    const [found] = rows;
    if (found === undefined) throw new Error('A record without its certificate or pouch.');
    return found;
  },
};

const termsOf = ({ rights, shareEndsAt, expiresAt }: Invitation) => ({
  rights: inOrder(rights),
  endsAt: shareEndsAt?.toISOString() ?? null,
  expiresAt: expiresAt.toISOString(),
});
