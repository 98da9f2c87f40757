import { z } from 'zod';
import { certificateKinds } from '../../../core/certificate-kind.ts';
import { deskViews } from '../../desk/index.ts';
import { pageQuery } from '../../http/page.ts';
import { timeCursorSchema } from '../../http/time-cursor.ts';
import { certificateItemSchema, plainText } from '../certificate-schemas.ts';

const person = z.strictObject({ id: z.uuid(), name: z.string() });

export const deskCaseSchema = z
  .strictObject({
    submittedAt: z.iso.datetime(),
    dueAt: z.iso.datetime().nullable().meta({
      description: 'When the chamber’s working days are over. Null while it waits for the applicant.',
    }),
    waitingSince: z.iso.datetime().nullable().meta({ description: 'Since when it waits for the applicant.' }),
    assignee: person.nullable(),
    recommended: z
      .strictObject({ ...person.shape, at: z.iso.datetime() })
      .nullable()
      .meta({ description: 'By whom, where four eyes decide.' }),
    closedAt: z.iso.datetime().nullable(),
    fee: z
      .strictObject({ amount: z.string(), currency: z.string() })
      .nullable()
      .meta({ description: 'Recorded when it was issued.' }),
  })
  .meta({ id: 'DeskCase' });
export type DeskCaseResource = z.output<typeof deskCaseSchema>;

export const deskItemSchema = z
  .strictObject({ ...certificateItemSchema.shape, desk: deskCaseSchema })
  .meta({ id: 'DeskItem' });

export const deskQuery = z.strictObject({
  ...pageQuery(timeCursorSchema),
  view: z.enum(deskViews).default('open').meta({
    description:
      'open: waits for the chamber; new: of these what nobody took; mine: what I took; waiting: for the applicant; overdue: its working days are over.',
  }),
  kind: z.enum(certificateKinds).optional(),
});

const count = z.int().meta({ description: 'Counted up to 1000.' });
export const deskCountsSchema = z
  .strictObject({ open: count, new: count, mine: count, waiting: count, overdue: count })
  .meta({ id: 'DeskCounts' });

export const officersSchema = z.strictObject({ items: z.array(person) });

export const assignmentBody = z.strictObject({
  officerId: z.uuid().toLowerCase().optional().meta({ description: 'Oneself, unless told.' }),
});

export const assignmentsSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      officer: person.nullable().meta({ description: 'Null: put back for anybody to take.' }),
      by: z.string().meta({ description: 'Name of the person or system.' }),
      at: z.iso.datetime(),
    }),
  ),
});

const pointer = z
  .string()
  .max(300)
  .regex(/^(\/([^~/\p{Cc}\p{Cs}]|~[01])+)+$/u, 'A JSON pointer (RFC 6901), without control characters.');

const fieldWishSchema = z.strictObject({
  pointer: pointer.meta({ description: 'Into the application: `/items/0/netWeight`.' }),
  wish: plainText(500).meta({ description: 'What is wrong with it, or what it shall be.' }),
});

export const textBody = z.strictObject({ text: plainText(2_000) });

export const changeRequestBody = z.strictObject({
  fields: z
    .array(fieldWishSchema)
    .min(1)
    .max(50)
    .refine((fields) => new Set(fields.map((it) => it.pointer)).size === fields.length, 'Each field once.'),
  text: plainText(2_000).optional(),
});

export const messageSchema = z
  .strictObject({
    id: z.uuid(),
    kind: z.enum(['question', 'answer', 'changes']),
    text: z.string(),
    fields: z.array(fieldWishSchema).meta({ description: 'Of changes that are requested.' }),
    by: z.strictObject({ organisationId: z.uuid(), name: z.string() }),
    at: z.iso.datetime(),
  })
  .meta({ id: 'CertificateMessage' });
