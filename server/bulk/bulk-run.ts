import { z } from 'zod';
import { pageQuery } from '../http/page.ts';
import { timeCursorSchema } from '../http/time-cursor.ts';
import { organisationSummarySchema } from '../organisations/index.ts';

export const runStates = ['waiting', 'running', 'finished', 'failed'] as const;
export const rowOutcomes = ['accepted', 'repeated', 'refused'] as const;

/** A file of applications, and how far it is. */
export const runSchema = z
  .strictObject({
    id: z.uuid(),
    state: z.enum(runStates),
    fileName: z.string(),
    format: z.enum(['csv', 'xlsx', 'json']),
    size: z.int(),
    digest: z.string().meta({ description: 'SHA-256 of the file.' }),
    chamber: organisationSummarySchema,
    startedBy: z.string(),
    submits: z.boolean().meta({
      description: 'Whether what is taken is submitted at once, under the declaration given with the file.',
    }),
    createdAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
    failure: z
      .string()
      .nullable()
      .meta({ description: 'Why the file could not be read: nothing of it was taken.' }),
    rows: z.int().nullable().meta({ description: 'Of the file, or entries; null until it is read.' }),
    applications: z.int().nullable(),
    applicationsDone: z.int(),
    accepted: z.int().meta({ description: 'Rows that became applications, or a part of one.' }),
    repeated: z
      .int()
      .meta({ description: 'Rows of applications that an earlier run had taken: they are not made twice.' }),
    refused: z.int(),
  })
  .meta({ id: 'BulkRun' });
export type RunResource = z.infer<typeof runSchema>;

export const runRowSchema = z
  .strictObject({
    row: z
      .int()
      .meta({ description: 'As a spreadsheet counts: headers are row 1. Entries of JSON count from 1.' }),
    reference: z.string().nullable(),
    outcome: z.enum(rowOutcomes),
    certificateId: z.uuid().nullable(),
    errors: z.array(
      z.strictObject({
        cell: z.string().nullable().meta({ description: 'Column letters and row, `F12`.' }),
        column: z.string().nullable().meta({ description: "The column's header." }),
        pointer: z.string().meta({ description: 'JSON pointer into the application.' }),
        detail: z.string(),
        code: z.string().optional(),
        limit: z.number().optional(),
        rule: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'BulkRow' });
export type RowResource = z.infer<typeof runRowSchema>;

export const runParams = z.strictObject({ id: z.uuid().toLowerCase() });
export const runsQuery = z.strictObject(pageQuery(timeCursorSchema));
export const rowsQuery = z.strictObject({
  ...pageQuery(z.string().regex(/^\d{1,9}$/, 'the next of the page before')),
  outcome: z.enum(rowOutcomes).optional(),
});
