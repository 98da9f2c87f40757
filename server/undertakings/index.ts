export { checkSignatory } from './required.ts';
export { createUndertakingRoutes } from './undertaking-routes.ts';
export { undertakingSchema, undertakingsToDo } from './undertaking-views.ts';
