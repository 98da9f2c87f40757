import { z } from 'zod';
import { RecordId } from '../../core/ids.ts';
import { linesOfText } from '../http/text.ts';
import { organisationSummarySchema } from '../organisations/index.ts';

/** In characters, in number and in bytes. */
export const limits = {
  text: 4_000,
  named: 50,
  mentioned: 20,
  ofPouch: 2_000,
  /** What an organisation's people and systems write in a minute, wherever. */
  aMinute: 30,
  attachments: 10,
  attachmentBytes: 25 * 1024 * 1024,
  /** Uploaded for messages that are not sent yet. */
  waiting: 50,
} as const;

const uuid = z.uuid().toLowerCase();
const once = (ids: readonly string[]) => new Set(ids).size === ids.length;

export const messageWishSchema = z.strictObject({
  text: linesOfText(limits.text),
  documentId: uuid.optional().meta({ description: 'The document of the pouch that it is about.' }),
  to: z.array(uuid).min(1).max(limits.named).refine(once, 'each once').optional().meta({
    description:
      'For these organisations alone; each sees the pouch. Without it, for whoever may see the pouch, later ones too.',
  }),
  mentions: z
    .strictObject({
      organisations: z.array(uuid).max(limits.mentioned).refine(once, 'each once').default([]),
      people: z
        .array(uuid)
        .max(limits.mentioned)
        .refine(once, 'each once')
        .default([])
        .meta({ description: 'Of one’s own organisation, which alone is told of them.' }),
    })
    .default({ organisations: [], people: [] }),
  answers: uuid.optional().meta({ description: 'The message that it answers.' }),
  attachments: z.array(uuid).max(limits.attachments).refine(once, 'each once').default([]),
});
export type MessageWish = z.output<typeof messageWishSchema>;

const person = z.strictObject({ id: z.uuid(), name: z.string() });

export const attachmentSchema = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    mediaType: z.string(),
    size: z.int().meta({ description: 'In bytes.' }),
    sha256: z.string().meta({ description: '64 hexadecimal digits.' }),
  })
  .meta({ id: 'MessageAttachment' });
export type AttachmentView = z.output<typeof attachmentSchema>;

export const messageSchema = z
  .strictObject({
    id: z.uuid(),
    recordId: RecordId.schema,
    documentId: z.uuid().nullable(),
    sequence: z
      .int()
      .meta({ description: 'Of the event in the pouch’s trail that tells that it was written.' }),
    text: z.string(),
    salt: z.string().meta({
      description: 'Opens the commitment of that event: over text and attachments (docs/protocol.md, 4).',
    }),
    by: z.strictObject({
      organisation: organisationSummarySchema,
      person: person.nullable().meta({ description: 'Told to their own organisation alone.' }),
    }),
    at: z.iso.datetime(),
    to: z
      .array(organisationSummarySchema)
      .nullable()
      .meta({ description: 'Who sees it, its author among them; null: whoever may see the pouch.' }),
    mentions: z.strictObject({
      organisations: z.array(organisationSummarySchema),
      people: z.array(person).meta({ description: 'Of one’s own organisation.' }),
    }),
    answers: z.uuid().nullable(),
    attachments: z.array(attachmentSchema),
    isRead: z.boolean().meta({ description: 'By whoever asks; for a system always.' }),
  })
  .meta({ id: 'PouchMessage' });
export type MessageView = z.output<typeof messageSchema>;

export const conversationSchema = z
  .strictObject({
    readers: z
      .array(organisationSummarySchema)
      .meta({ description: 'Who may see the pouch now, and so what is written to all.' }),
    colleagues: z.array(person).meta({
      description: 'Whom one may mention of one’s own organisation; to who may write, not more than 200.',
    }),
    threads: z.array(
      z.strictObject({
        documentId: z.uuid().nullable().meta({ description: 'Null: about the pouch as a whole.' }),
        messages: z.int(),
        unread: z.int(),
      }),
    ),
    mayWrite: z.boolean(),
  })
  .meta({ id: 'Conversation' });
