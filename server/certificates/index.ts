import type { AppContext } from '../context.ts';
import type { Route } from '../http/route.ts';
import type { BuildRecordBundle } from '../verification/index.ts';
import { createApplicationRoutes } from './certificate-routes.ts';
import { createChamberSettingsRoutes } from './chamber-settings-routes.ts';
import { createDeskRoutes } from './desk-routes.ts';
import { createEvidenceRoutes } from './evidence-routes.ts';
import { createExaminationRoutes } from './examination-routes.ts';
import { createExchangeRoutes } from './exchange-routes.ts';
import { createFiguresRoutes } from './figures-routes.ts';
import { createIssuingRoutes } from './issuing-routes.ts';
import { createLegalisationRoutes } from './legalisation-routes.ts';
import { createMessageRoutes } from './message-routes.ts';
import { createRenditionRoutes } from './rendition-routes.ts';
import { createReplacementRoutes } from './replacement-routes.ts';
import { createSubmissionsRoutes } from './submissions-routes.ts';
import { createValidityRoutes } from './validity-routes.ts';

export { checkDraft, type Finding, findings } from './application.ts';
export { type CertificateItem, certificateItemSchema, decisionSchema } from './certificate-schemas.ts';
export { certificateStore } from './certificate-store.ts';
export { watchExpiry } from './expiry.ts';
export { certificateItems } from './find-certificates.ts';
export { createFormRenderer } from './form-renderer.ts';
export { certificatePage } from './list-views.ts';
export { publishedDocuments } from './published-documents.ts';

type CertificateContext = Pick<
  AppContext,
  | 'database'
  | 'keyring'
  | 'recorder'
  | 'operator'
  | 'domain'
  | 'vocabulary'
  | 'sealer'
  | 'content'
  | 'forms'
  | 'publicUrl'
  | 'now'
>;

/**
 * The certificates' HTTP surface.
 * @param buildRecordBundle of `server/verification`, passed in so that the two need not import each other
 */
export function createCertificateRoutes(
  context: CertificateContext,
  { buildRecordBundle }: { readonly buildRecordBundle: BuildRecordBundle },
): Route[] {
  return [
    ...createApplicationRoutes(context),
    ...createSubmissionsRoutes(),
    ...createDeskRoutes(context),
    ...createMessageRoutes(context),
    ...createReplacementRoutes(context),
    ...createLegalisationRoutes(context),
    ...createExaminationRoutes(context),
    ...createFiguresRoutes(context),
    ...createValidityRoutes(),
    ...createChamberSettingsRoutes(context),
    ...createEvidenceRoutes(context),
    ...createExchangeRoutes(context),
    ...createIssuingRoutes(context),
    ...createRenditionRoutes(context, buildRecordBundle),
  ];
}
