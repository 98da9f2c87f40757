export {
  type Organisation,
  type OrganisationKey,
  organisationStore,
} from './organisation-store.ts';
export {
  findOrganisation,
  findOrganisations,
  type OrganisationSummary,
  organisationRoleSchema,
  organisationSummary,
  organisationSummarySchema,
} from './organisation-summary.ts';
