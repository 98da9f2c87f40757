import type { KeptEvidence } from '../../database/tables.ts';
import { problem } from '../../http/problem.ts';
import type { CompleteApplication } from '../checks/application.ts';

/**
 * A file that is about one item is about one that the application has. Asked when it is submitted: a draft may lose an
 * item that a file was about, as it may lack one that comes later.
 * @throws application_incomplete that names each such file
 */
export function requireItems(application: CompleteApplication, evidence: readonly KeptEvidence[]): void {
  const count = 'items' in application ? application.items.length : 0;
  const errors = evidence.flatMap(({ item, name }, index) =>
    item === null || item <= count
      ? []
      : [
          {
            ...{ in: 'body' as const, pointer: `/evidence/${index}/item`, code: 'inconsistent' as const },
            detail: `There is no item ${item} that ${name} could be about.`,
          },
        ],
  );
  if (errors.length > 0) throw problem('application_incomplete', undefined, { errors });
}
