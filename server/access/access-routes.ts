import type { AppContext } from '../context.ts';
import type { Route } from '../http/route.ts';
import { createApiClientRoutes } from './api-client-routes.ts';
import { createSessionRoutes } from './session-routes.ts';
import { createTokenRoutes } from './token-routes.ts';
import { createUserRoutes } from './user-routes.ts';

export function createAccessRoutes(
  context: Pick<AppContext, 'access' | 'database' | 'publicUrl' | 'now'>,
): Route[] {
  return [
    ...createSessionRoutes(context),
    ...createTokenRoutes(context),
    ...createUserRoutes(context),
    ...createApiClientRoutes(context),
  ];
}
