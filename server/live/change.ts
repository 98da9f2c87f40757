import { z } from 'zod';
import type { Scope } from '../access/scopes.ts';

export const changeKinds = [
  'record',
  'certificate',
  'handover',
  'organisation',
  'sealing',
  'notice',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** That something changed, and nothing of what: whoever is told reads it again with its own rights. */
export const changeSchema = z
  .strictObject({
    kind: z.enum(changeKinds).meta({
      description:
        'record: something happened to it (its trail grew), or one sees it no longer. sealing: a batch is final, or what it carries came to nothing. notice: something came into the inbox, was read, or was delivered.',
    }),
    id: z.string().meta({
      description:
        'Of the certificate, handover or organisation; of a record its recordId; of sealing the hash of the transaction; of notices the organisation.',
    }),
    recordId: z.string().optional().meta({ description: 'Where a record belongs to it.' }),
  })
  .meta({ id: 'Change' });
export type Change = z.output<typeof changeSchema>;

/** As the triggers of the database announce it. */
export const announcementSchema = z.strictObject({
  kind: z.enum(changeKinds),
  ids: z.array(z.string()),
  /** For this organisation; otherwise for all whom it concerns. */
  to: z.uuid().optional(),
});
export type Announcement = z.output<typeof announcementSchema>;

/** What one must be allowed to read to be told of it; of sealing everybody may know, of notices everybody whose inbox it is. */
export const scopeOfKind: Readonly<Record<ChangeKind, Scope | undefined>> = {
  record: 'record:read',
  certificate: 'certificate:read',
  handover: 'record:handover',
  organisation: 'organisation:read',
  sealing: undefined,
  notice: undefined,
};
