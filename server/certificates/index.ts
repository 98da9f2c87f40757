import type { AppContext } from '../context.ts';
import type { Route } from '../http/route.ts';
import type { BuildRecordBundle } from '../verification/index.ts';
import { createLegalisationRoutes } from './after-issuing/legalisation-routes.ts';
import { createReplacementRoutes } from './after-issuing/replacement-routes.ts';
import { createValidityRoutes } from './after-issuing/validity-routes.ts';
import { createApplicationRoutes } from './certificate-routes.ts';
import { createChamberSettingsRoutes } from './desk/chamber-settings-routes.ts';
import { createDeskRoutes } from './desk/desk-routes.ts';
import { createExaminationRoutes } from './desk/examination-routes.ts';
import { createFiguresRoutes } from './desk/figures-routes.ts';
import { createMessageRoutes } from './desk/message-routes.ts';
import { createEvidenceRoutes } from './evidence/evidence-routes.ts';
import { createExchangeRoutes } from './exchange/exchange-routes.ts';
import { createIssuingRoutes } from './issuing/issuing-routes.ts';
import { createRenditionRoutes } from './renditions/rendition-routes.ts';
import { createSubmissionsRoutes } from './submissions/submissions-routes.ts';
import { createTradeTrustRoutes } from './tradetrust/tradetrust-routes.ts';

export { watchExpiry } from './after-issuing/expiry.ts';
export { type CertificateItem, certificateItemSchema, decisionSchema } from './certificate-schemas.ts';
export { certificateStore } from './certificate-store.ts';
export { checkDraft, type Finding, findings } from './checks/application.ts';
export { warningsOf } from './checks/warnings.ts';
export { certificateItems } from './find-certificates.ts';
export { certificatePage } from './list-views.ts';
export { publishedDocuments } from './published-documents.ts';
export { attachHole } from './renditions/form-attachments.ts';
export { faceOf } from './renditions/form-fonts.ts';
export { createFormRenderer } from './renditions/form-renderer.ts';
export { type Pdf, type Style, widthOf, wrap, write } from './renditions/form-text.ts';
export { createPrints, type PrintsOf } from './renditions/prints.ts';
export { createTurns } from './renditions/turns.ts';
export { declared } from './submissions/submissions-declaration.ts';
export { submitTogether } from './submissions/submit-together.ts';
export { revokeWrapped } from './tradetrust/wrapping-service.ts';

type CertificateContext = Pick<
  AppContext,
  | 'database'
  | 'keyring'
  | 'recorder'
  | 'operator'
  | 'deployment'
  | 'documentStores'
  | 'domain'
  | 'vocabulary'
  | 'sealer'
  | 'content'
  | 'scanner'
  | 'forms'
  | 'codeLists'
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
    ...createTradeTrustRoutes(context),
  ];
}
