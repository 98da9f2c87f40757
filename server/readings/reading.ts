import { z } from 'zod';
import { RecordId } from '../../core/ids.ts';
import { organisationSummarySchema } from '../organisations/index.ts';

/** That a reader tells whoever asks when it opens a version for the first time. */
export const agreementSchema = z
  .strictObject({
    id: z.uuid(),
    recordId: RecordId.schema.meta({ description: 'The pouch that it was asked for.' }),
    asker: organisationSummarySchema,
    reader: organisationSummarySchema,
    state: z.enum(['asked', 'agreed', 'refused', 'ended']),
    scope: z.enum(['pouch', 'organisation']).nullable().meta({
      description:
        'pouch: for this pouch. organisation: for all pouches that the asker owns or shares with the reader. Null: not agreed on.',
    }),
    askedAt: z.iso.datetime(),
    answeredAt: z.iso.datetime().nullable(),
    endedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ReadingAgreement' });
export type AgreementView = z.output<typeof agreementSchema>;

export const changedAgreementSchema = agreementSchema
  .extend({ receipts: z.array(z.string()) })
  .meta({ id: 'ChangedReadingAgreement' });

export const readingReceiptsSchema = z
  .strictObject({
    agreements: z
      .array(agreementSchema)
      .meta({ description: 'Asked by us or of us: for this pouch, or for all between the two.' }),
    receipts: z
      .array(
        z.strictObject({
          documentId: z.uuid(),
          version: z.int(),
          asker: organisationSummarySchema,
          reader: organisationSummarySchema,
          openedAt: z.iso.datetime(),
          sequence: z.int().meta({
            description:
              'Of the event in the trail that the reader’s organisation signed, with its proof there.',
          }),
        }),
      )
      .meta({ description: 'The latest first, not more than 200.' }),
  })
  .meta({ id: 'ReadingReceipts' });
