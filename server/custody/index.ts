export { createCustodyRoutes } from './custody-routes.ts';
export { createHolderActs } from './holder-acts.ts';
export { createPreparationRoutes } from './preparation-routes.ts';
