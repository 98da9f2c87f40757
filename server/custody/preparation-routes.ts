import { z } from 'zod';
import type { AppContext } from '../context.ts';
import { elevated } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { createHolderActs, preparationView } from './holder-acts.ts';
import { preparationStore } from './preparation-store.ts';
import { preparationSchema } from './statement.ts';

const tag = 'Keys';
const params = z.strictObject({ id: z.uuid() });

/** Acts that wait for signatures. A preparation is its person's alone, and of the organisation that it acts for. */
const ofTheAct = z.looseObject({}).meta({ description: 'As the route of the act says.' });

export function createPreparationRoutes(
  context: Pick<AppContext, 'database' | 'sealer' | 'now'>,
  routes: () => readonly Route[],
): Route[] {
  const acts = createHolderActs(context, routes);
  const gone = () => problem('not_found', { what: 'preparation' });
  return [
    route({
      method: 'get',
      path: '/signing-preparations/{id}',
      tag,
      summary: 'An act that waits for signatures, with what is to be signed',
      access: 'signed-in',
      params,
      responses: { 200: { description: 'The preparation.', schema: preparationSchema } },
      handler: async ({ principal, path, read }) => {
        const found = await read((trx) => preparationStore.find(trx, path.id));
        const isOpen = found !== undefined && found.doneAt === null && found.expiresAt > context.now();
        if (!isOpen || found.personId !== principal.id) throw gone();
        return { status: 200, body: preparationView(found) };
      },
    }),

    route({
      method: 'post',
      path: '/signing-preparations/{id}/signatures',
      tag,
      summary: 'Hand in the signatures: the act is carried out, once, and answers as it always does',
      access: 'signed-in',
      params,
      body: z.strictObject({
        signatures: z
          .array(
            z.strictObject({
              id: z.string().max(100),
              signature: z.string().max(200).meta({ description: 'base64url of r ‖ s, 64 bytes.' }),
            }),
          )
          .max(2_000),
      }),
      responses: {
        200: {
          description: 'The answer of the act that was prepared, with its own status.',
          schema: ofTheAct,
        },
        201: { description: 'The same, of what makes something.', schema: ofTheAct },
      },
      handler: ({ principal, path, body }) => acts.submit(principal, path.id, body.signatures),
    }),

    route({
      method: 'delete',
      path: '/signing-preparations/{id}',
      tag,
      summary: 'Give an act up that waits for signatures',
      access: 'signed-in',
      params,
      responses: { 204: { description: 'Given up.' } },
      handler: async ({ principal, path, write }) =>
        write(async (trx) => {
          const found = await preparationStore.find(trx, path.id);
          if (found?.personId !== principal.id) throw gone();
          const isGone = await elevated(trx, (trx) => preparationStore.remove(trx, path.id));
          if (!isGone) throw gone();
          return { status: 204 };
        }),
    }),
  ];
}
