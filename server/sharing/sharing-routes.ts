import { z } from 'zod';
import { RecordId } from '../../core/ids.ts';
import type { AppContext } from '../context.ts';
import { type Route, route } from '../http/route.ts';
import type { BuildRecordBundle } from '../verification/index.ts';
import { createExtractRoutes } from './extracts/extract-routes.ts';
import { createInvitationRoutes } from './invitations/invitation-routes.ts';
import { createJoiningRoutes } from './invitations/joining-routes.ts';
import { createLinkRoutes } from './links/link-routes.ts';
import { createOpeningRoutes } from './links/opening-routes.ts';
import { createReaderKeys } from './reader-keys.ts';
import { shareSchema, shareWishSchema } from './share.ts';
import { createShareService } from './share-service.ts';

const tag = 'Sharing';
const params = z.strictObject({ recordId: RecordId.schema });
const changedShareSchema = shareSchema.extend({ receipts: z.array(z.string()) }).meta({ id: 'ChangedShare' });

type SharingContext = Pick<
  AppContext,
  'database' | 'keyring' | 'recorder' | 'operator' | 'content' | 'deployment' | 'publicUrl' | 'now'
>;

/** @param buildRecordBundle of `server/verification`, as for certificates */
export function createSharingRoutes(
  context: SharingContext,
  { buildRecordBundle }: { readonly buildRecordBundle: BuildRecordBundle },
): Route[] {
  const service = createShareService(context, createReaderKeys(context.keyring));
  return [
    route({
      method: 'get',
      path: '/records/{recordId}/shares',
      tag,
      summary: 'Who may see a record, and why',
      access: 'record:share',
      params,
      responses: {
        200: {
          description: 'All of them, the first first.',
          schema: z.strictObject({ items: z.array(shareSchema), next: z.null() }),
        },
      },
      handler: async ({ path, read }) => ({
        status: 200,
        body: { items: await read((trx) => service.list(trx, path.recordId)), next: null },
      }),
    }),

    route({
      method: 'post',
      path: '/records/{recordId}/shares',
      tag,
      summary: 'Let another organisation see a record',
      access: 'record:share',
      idempotent: true,
      params,
      body: shareWishSchema,
      responses: { 201: { description: 'Shared.', schema: changedShareSchema } },
      handler: ({ principal, path, body, write }) =>
        write(async (trx) => {
          const { share, receipts } = await service.grant(trx, principal, path.recordId, body);
          return { status: 201, body: { ...share, receipts } };
        }),
    }),

    route({
      method: 'delete',
      path: '/records/{recordId}/shares/{shareId}',
      tag,
      summary: 'End a share',
      access: 'record:share',
      params: z.strictObject({ recordId: RecordId.schema, shareId: z.uuid() }),
      responses: { 200: { description: 'Ended: the share as it was.', schema: changedShareSchema } },
      handler: ({ principal, path, write }) =>
        write(async (trx) => {
          const { share, receipts } = await service.end(trx, principal, path.recordId, path.shareId);
          return { status: 200, body: { ...share, receipts } };
        }),
    }),
    ...createExtractRoutes(context, buildRecordBundle),
    ...createLinkRoutes(context),
    ...createOpeningRoutes(context),
    ...createInvitationRoutes(context),
    ...createJoiningRoutes(context),
  ];
}
