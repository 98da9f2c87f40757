import type { Trx } from '../database/database.ts';
import type { CertificateItem } from './certificate-schemas.ts';
import { certificateViews } from './certificate-views.ts';

/** Those of the ids that the acting organisation may see, as lists show them, the latest first. */
export const certificateItems = (trx: Trx, ids: readonly string[]): Promise<CertificateItem[]> =>
  certificateViews.items(trx, ids);
