import type { Trx } from '../database/database.ts';
import type { CertificateSummary } from './certificate.ts';
import type { CertificateItem } from './certificate-schemas.ts';
import { certificateViews } from './certificate-views.ts';

/** Those of the ids that the acting organisation may see, the oldest first; of a draft, what there is. */
export const findCertificates = (trx: Trx, ids: readonly string[]): Promise<CertificateSummary[]> =>
  certificateViews.summaries(trx, ids);

/** Those of the ids that the acting organisation may see, as lists show them, the latest first. */
export const certificateItems = (trx: Trx, ids: readonly string[]): Promise<CertificateItem[]> =>
  certificateViews.items(trx, ids);
