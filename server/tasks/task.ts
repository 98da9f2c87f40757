import { z } from 'zod';
import { RecordId } from '../../core/ids.ts';
import type { TaskState } from '../database/tables-together.ts';
import { problem } from '../http/problem.ts';
import { organisationSummarySchema } from '../organisations/index.ts';

/** Of one pouch, whatever became of them. */
export const mostTasks = 200;

export type TaskAct = 'complete' | 'decline' | 'withdraw';

const after: Readonly<Record<TaskAct, Exclude<TaskState, 'open'>>> = {
  complete: 'done',
  decline: 'declined',
  withdraw: 'withdrawn',
};

/** What becomes of a task: once it has ended it stays so. @throws wrong_state */
export function stateAfter(state: TaskState, act: TaskAct): Exclude<TaskState, 'open'> {
  if (state !== 'open') throw problem('wrong_state', { what: 'task', state, act: `to ${act} it` });
  return after[act];
}

/** Whoever was asked does it or declines; whoever asked takes it back, and so does the pouch's owner with what others are asked. */
export function mayAct(
  act: TaskAct,
  organisationId: string,
  { askerId, askedId, ownerId }: { askerId: string; askedId: string; ownerId: string },
): boolean {
  if (act !== 'withdraw') return askedId === organisationId;
  return askerId === organisationId || (ownerId === organisationId && askedId !== organisationId);
}

export const taskSchema = z
  .strictObject({
    id: z.uuid(),
    recordId: RecordId.schema,
    pouch: z.strictObject({ id: z.uuid(), title: z.string() }),
    asker: organisationSummarySchema,
    askerPerson: z
      .string()
      .nullable()
      .meta({ description: 'Who asked; told to their own organisation alone.' }),
    asked: organisationSummarySchema,
    documentType: z.string().meta({ description: 'UNCL 1001 code, or other.' }),
    note: z.string().nullable(),
    dueOn: z.iso.date().nullable(),
    byItself: z.boolean().meta({ description: 'Done by itself when a document of this type is added.' }),
    state: z.enum(['open', 'done', 'declined', 'withdrawn']),
    reason: z.string().nullable().meta({ description: 'Why it was declined.' }),
    documentId: z.uuid().nullable().meta({ description: 'The document that it was done with.' }),
    createdAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    endedBy: organisationSummarySchema.nullable(),
    may: z.array(z.enum(['complete', 'decline', 'withdraw'])).meta({ description: 'By whoever reads it.' }),
  })
  .meta({ id: 'Task' });
export type TaskView = z.output<typeof taskSchema>;
