import { z } from 'zod';
import { RecordId } from '../../core/ids.ts';
import type { AppContext } from '../context.ts';
import type { Trx } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { organisationNamer } from '../organisations/index.ts';
import { pouchStore } from '../pouches/index.ts';
import { createAgreementService } from './agreement-service.ts';
import { type AgreementView, changedAgreementSchema, readingReceiptsSchema } from './reading.ts';
import { type Agreement, readingReceiptStore } from './reading-receipt-store.ts';

const tag = 'Reading receipts';
const params = z.strictObject({ id: z.uuid() });

/** A reader tells who shares with it when it opens a document for the first time, where it agreed to. */
export function createReadingRoutes(context: Pick<AppContext, 'keyring' | 'recorder' | 'now'>): Route[] {
  const service = createAgreementService(context);

  const changed = async (trx: Trx, id: string, receipts: string[]) => {
    const found = await readingReceiptStore.find(trx, id);
    const [agreement] = found === undefined ? [] : await agreementViews(trx, [found]);
    if (agreement === undefined) throw new Error(`Agreement ${id} is gone.`);
    return { ...agreement, receipts };
  };
  const responses = { 200: { description: 'As it is now.', schema: changedAgreementSchema } };

  return [
    route({
      method: 'get',
      path: '/pouches/{id}/reading-receipts',
      tag,
      summary: 'What readers of a pouch and we agreed on, and what was opened when',
      access: 'pouch:read',
      params,
      responses: { 200: { description: 'Ours and of us.', schema: readingReceiptsSchema } },
      handler: ({ path, read }) =>
        read(async (trx) => {
          const pouch = await pouchStore.find(trx, path.id);
          if (pouch === undefined) throw problem('not_found', { what: 'pouch' });
          const agreements = await readingReceiptStore.ofPouch(trx, pouch.recordId);
          const found = await readingReceiptStore.receiptsOf(trx, pouch.recordId);
          const named = await organisationNamer(
            trx,
            found.flatMap(({ askerId, readerId }) => [askerId, readerId]),
          );
          const receipts = found.map(({ documentId, version, askerId, readerId, sequence, openedAt }) => ({
            ...{ documentId, version, asker: named(askerId), reader: named(readerId) },
            ...{ sequence, openedAt: openedAt.toISOString() },
          }));
          return { status: 200, body: { agreements: await agreementViews(trx, agreements), receipts } };
        }),
    }),

    route({
      method: 'post',
      path: '/pouches/{id}/reading-agreements',
      tag,
      summary: 'Ask a reader of a pouch that one shares for receipts of what it opens',
      access: 'record:share',
      idempotent: true,
      params,
      body: z.strictObject({ organisationId: z.uuid().toLowerCase() }),
      responses: { 201: { description: 'Asked.', schema: changedAgreementSchema } },
      handler: ({ principal, path, body, write }) =>
        write(async (trx) => {
          const { id, receipts } = await service.ask(trx, principal, path.id, body.organisationId);
          return { status: 201, body: await changed(trx, id, receipts) };
        }),
    }),

    route({
      method: 'post',
      path: '/reading-agreements/{id}/agreement',
      tag,
      summary: 'Agree to give receipts, for this pouch or for all that the asker owns or shares with us',
      access: 'pouch:write',
      params,
      body: z.strictObject({ scope: z.enum(['pouch', 'organisation']) }),
      responses,
      handler: ({ principal, path, body, write }) =>
        write(async (trx) => {
          const answer = { state: 'agreed', scope: body.scope } as const;
          const { receipts } = await service.answer(trx, principal, path.id, answer);
          return { status: 200, body: await changed(trx, path.id, receipts) };
        }),
    }),

    route({
      method: 'post',
      path: '/reading-agreements/{id}/refusal',
      tag,
      summary: 'Refuse to give receipts',
      access: 'pouch:write',
      params,
      responses,
      handler: ({ principal, path, write }) =>
        write(async (trx) => {
          const { receipts } = await service.answer(trx, principal, path.id, { state: 'refused' });
          return { status: 200, body: await changed(trx, path.id, receipts) };
        }),
    }),

    route({
      method: 'post',
      path: '/reading-agreements/{id}/ending',
      tag,
      summary: 'End an agreement on receipts, or take back that one asked; either side may',
      access: 'pouch:write',
      params,
      responses,
      handler: ({ principal, path, write }) =>
        write(async (trx) => {
          const { receipts } = await service.end(trx, principal, path.id);
          return { status: 200, body: await changed(trx, path.id, receipts) };
        }),
    }),
  ];
}

async function agreementViews(trx: Trx, agreements: readonly Agreement[]): Promise<AgreementView[]> {
  const named = await organisationNamer(
    trx,
    agreements.flatMap(({ askerId, readerId }) => [askerId, readerId]),
  );
  return agreements.map(
    ({ id, recordId, askerId, readerId, state, scope, askedAt, answeredAt, endedAt }) => ({
      ...{
        id,
        recordId: RecordId.of(recordId),
        asker: named(askerId),
        reader: named(readerId),
        state,
        scope,
      },
      askedAt: askedAt.toISOString(),
      answeredAt: answeredAt?.toISOString() ?? null,
      endedAt: endedAt?.toISOString() ?? null,
    }),
  );
}
