import type { AppContext } from '../context.ts';
import { type Route, route } from '../http/route.ts';
import { homeSchema, homeView } from './home-views.ts';

/** What somebody sees first who comes to work. */
export function createHomeRoutes({ now, sealer }: Pick<AppContext, 'now' | 'sealer'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/home',
      tag: 'Home',
      summary: 'What needs us: how much of each, and the first of it',
      access: 'signed-in',
      responses: { 200: { description: 'As of now.', schema: homeSchema } },
      handler: async ({ principal, read }) => ({
        status: 200,
        body: await read((trx) => homeView(trx, principal, { now: now(), sealer })),
      }),
    }),
  ];
}
