import type { AppContext } from '../context.ts';
import type { Route } from '../http/route.ts';
import { createApplicationRoutes } from './certificate-routes.ts';
import { createIssuingRoutes } from './issuing-routes.ts';

export type { CertificateState, CertificateSummary } from './certificate.ts';
export { findCertificates } from './find-certificates.ts';

type CertificateContext = Pick<AppContext, 'keyring' | 'recorder' | 'operator' | 'domain' | 'now'>;

/** The certificates' HTTP surface. */
export function createCertificateRoutes(context: CertificateContext): Route[] {
  return [...createApplicationRoutes(context), ...createIssuingRoutes(context)];
}
