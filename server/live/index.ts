export { type Change, changeSchema } from './change.ts';
export { changesChannel, createLiveChanges, type LiveChanges } from './live-changes.ts';
export { createLiveRoutes } from './live-routes.ts';
