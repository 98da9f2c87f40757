import type { AppContext } from '../context.ts';
import type { Route } from '../http/route.ts';
import { createDeliveryRoutes } from './delivery-routes.ts';
import { createGuard } from './guard.ts';
import { createEndpointRoutes } from './webhook-routes.ts';

export { deliveryStore } from './delivery-store.ts';
export { eraseDeliveries } from './erased-deliveries-store.ts';
export { createGuard, type Guard } from './guard.ts';
export { deliver, type Outgoing } from './outgoing.ts';
export { createPoster } from './post.ts';
export { createWebhookSender, type WebhookSender } from './sender.ts';

/** @param options.anywhere for development and tests: http, and any address */
export function createWebhookRoutes(
  context: Pick<AppContext, 'now' | 'publicUrl' | 'sealer' | 'webhooksAnywhere'>,
): Route[] {
  const guard = createGuard({ anywhere: context.webhooksAnywhere });
  return [...createEndpointRoutes(context, guard), ...createDeliveryRoutes(context)];
}
