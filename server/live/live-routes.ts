import type { AppContext } from '../context.ts';
import { type Route, route } from '../http/route.ts';
import { changeSchema } from './change.ts';

/** What happens appears as it happens. */
export function createLiveRoutes({ live }: Pick<AppContext, 'live'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/changes',
      tag: 'Changes',
      summary: 'That something changed which concerns us, as it happens (server-sent events)',
      access: 'organisation:read',
      responses: {
        200: {
          description: [
            'One message for each thing that changed, its data as told here: what it says is to be read again, with one’s own rights.',
            'A line of comment every 20 seconds. Nothing is sent twice: after the stream has ended, for whatever reason, connect again and read again what is shown.',
            'It ends with the session or token, and whenever something may have been missed.',
            'An EventSource does not come back by itself after an answer of 401, 429 or 503.',
          ].join(' '),
          mediaType: 'text/event-stream',
          schema: changeSchema,
        },
      },
      handler: async ({ principal, stillMay }) => ({
        status: 200,
        headers: {
          'content-type': 'text/event-stream',
          'cache-control': 'no-store, no-transform',
          // A proxy in between is to pass on each message as it comes.
          'x-accel-buffering': 'no',
        },
        stream: live.open(principal, stillMay),
      }),
    }),
  ];
}
