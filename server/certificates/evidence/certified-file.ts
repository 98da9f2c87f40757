import { DOCUMENT_FORM } from '../../../core/certificate-kind.ts';
import type { KeptEvidence } from '../../database/tables.ts';
import { problem } from '../../http/problem.ts';
import type { CompleteApplication } from '../checks/application.ts';

export const certifiedMediaType = 'application/pdf';

/**
 * The document that is to be certified is the evidence with its digest: the chamber reads the very bytes that its
 * credential will commit to.
 * @throws application_incomplete where it was not handed in, or is no PDF
 */
export function requireDocument(application: CompleteApplication, evidence: readonly KeptEvidence[]): void {
  if (application.formType !== DOCUMENT_FORM) return;
  const file = evidence.find(({ sha256 }) => sha256 === application.document.digest);
  if (file?.mediaType === certifiedMediaType) return;
  throw problem('application_incomplete', undefined, {
    errors: [
      {
        in: 'body',
        pointer: '/application/document/digest',
        ...(file === undefined
          ? { code: 'missing', detail: 'Hand in the file with this SHA-256 as evidence.' }
          : { code: 'not_allowed', detail: 'The document is to be a PDF.' }),
      },
    ],
  });
}
