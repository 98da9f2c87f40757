import type { AppContext } from '../context.ts';
import type { Route } from '../http/route.ts';
import { createArchiveListRoutes } from './archive-routes.ts';
import { createRetentionRoutes as createRecordRoutes } from './retention-routes.ts';

export { createEraser, type Eraser } from './eraser.ts';

export const createRetentionRoutes = (context: Pick<AppContext, 'keyring' | 'recorder' | 'now'>): Route[] => [
  ...createArchiveListRoutes(),
  ...createRecordRoutes(context),
];
