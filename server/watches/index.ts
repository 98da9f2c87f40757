export { changedType, type Happened, tellWatchers } from './tell.ts';
export { lastsMs, mostWatches } from './watch.ts';
export { createWatchRoutes } from './watch-routes.ts';
export { watchStore } from './watch-store.ts';
export { standingSchema } from './watch-views.ts';
