export { runStore } from './bulk/run-store.ts';
export { type BuildRecordBundle, type BundleOptions, createBundleBuilder } from './bundle.ts';
export { hideSchema, redact, redactBundle } from './redact.ts';
export { type VerdictAnswer, verdictSchema } from './verdict-schema.ts';
export { createVerificationRoutes } from './verification-routes.ts';
