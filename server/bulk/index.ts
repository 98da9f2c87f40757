export { createBulkRoutes } from './bulk-routes.ts';
export { type BulkRunner, createBulkRunner } from './bulk-runner.ts';
export { csvLine, csvStart } from './write-csv.ts';
