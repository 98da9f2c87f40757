export { createBulkRoutes } from './bulk-routes.ts';
export { type BulkRunner, createBulkRunner } from './bulk-runner.ts';
