export { chamberContext, createDidDocuments } from './did-document.ts';
export { type HeldCount, type HeldKey, heldKeysStore, takeOwnerKeys } from './held-keys-store.ts';
export { newOrganisationSchema } from './organisation-schemas.ts';
export {
  createFederation,
  createOrganisationService,
  type InvitedRole,
  type NewOrganisation,
  type RegisteredRole,
} from './organisation-service.ts';
export {
  type Organisation,
  type OrganisationKey,
  organisationStore,
} from './organisation-store.ts';
export {
  findOrganisation,
  findOrganisations,
  type OrganisationSummary,
  organisationNamer,
  organisationRoleSchema,
  organisationSummary,
  organisationSummarySchema,
} from './organisation-summary.ts';
export { chamberIdOf, profileHashOf } from './profile.ts';
