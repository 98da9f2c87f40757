import type { Trx } from '../database/database.ts';
import type { CertificateSummary } from './certificate.ts';
import { certificateViews } from './certificate-views.ts';

/** Those of the ids that the acting organisation may see, the oldest first; of a draft, what there is. */
export const findCertificates = (trx: Trx, ids: readonly string[]): Promise<CertificateSummary[]> =>
  certificateViews.summaries(trx, ids);
