import { z } from 'zod';
import { RecordId } from '../../core/ids.ts';
import { organisationSummarySchema } from '../organisations/index.ts';
import { accessRights } from './record-rights.ts';

/** What a share is to allow: seeing always, the rest as wished. */
export const shareWishSchema = z.strictObject({
  organisationId: z.uuid(),
  rights: z
    .array(z.enum(accessRights))
    .min(1)
    .max(accessRights.length)
    .refine((rights) => rights.includes('view'), 'view is part of every share')
    .refine((rights) => new Set(rights).size === rights.length, 'each right once')
    .default(['view', 'download']),
  actsForOwner: z.boolean().default(false).meta({
    description:
      "Of a pouch, by its owner: what it does there it does in the owner's name; only then it may hold `offer`.",
  }),
  endsAt: z.iso
    .datetime({ offset: true })
    .optional()
    .meta({ description: 'Without it, until the share is ended.' }),
});
export type ShareWish = z.output<typeof shareWishSchema>;

/** Somebody who may see a record, and why. */
export const shareSchema = z
  .strictObject({
    id: z.uuid(),
    recordId: RecordId.schema,
    organisation: organisationSummarySchema,
    basis: z.enum(['owner', 'issuer', 'former_owner', 'offer', 'share']),
    rights: z.array(z.enum(accessRights)),
    sharedBy: organisationSummarySchema.nullable(),
    actsFor: organisationSummarySchema
      .nullable()
      .meta({ description: 'The owner for which it acts on this record.' }),
    through: RecordId.schema
      .nullable()
      .meta({ description: 'The pouch through which a certificate in it is seen.' }),
    follows: z.uuid().nullable().meta({
      description: 'The share through which it was given: it ends with it. Null where the owner gave it.',
    }),
    createdAt: z.iso.datetime(),
    endsAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Share' });
export type ShareView = z.output<typeof shareSchema>;
