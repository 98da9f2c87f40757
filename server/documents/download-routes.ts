import { z } from 'zod';
import { proofBundleSchema } from '../../core/bundle.ts';
import { RecordId } from '../../core/ids.ts';
import type { AppContext } from '../context.ts';
import { type Route, route } from '../http/route.ts';
import { createViewingService } from '../sharing/index.ts';
import type { BuildRecordBundle } from '../verification/index.ts';
import { type DocumentService, saltOf } from './document-service.ts';
import { giveOutInParts } from './give-out.ts';
import { createReadingService } from './reading-service.ts';

const tag = 'Documents';
const params = z.strictObject({
  id: z.uuid(),
  version: z.coerce.number().int().min(1).max(1_000_000),
});

interface Parts {
  readonly service: Pick<DocumentService, 'readable' | 'open'>;
  readonly buildRecordBundle: BuildRecordBundle;
}

export function createDownloadRoutes(
  context: Pick<AppContext, 'keyring' | 'recorder' | 'operator' | 'content' | 'now'>,
  { service, buildRecordBundle }: Parts,
): Route[] {
  const { content } = context;
  const readings = createReadingService(context);
  const viewing = createViewingService(context);
  return [
    route({
      method: 'get',
      path: '/documents/{id}/versions/{version}/content',
      tag,
      summary:
        'Download a version of a document, or a part of it (Range), to go on where a download broke off',
      access: 'pouch:read',
      params,
      responses: {
        200: { description: 'The file, as what it was uploaded, or as bytes.', mediaType: '*/*' },
        206: { description: 'The part of it.', mediaType: '*/*' },
      },
      handler: async ({ principal, path, header, read, write }) => {
        const { document, version, file } = await read(async (trx) => {
          const found = await service.readable(trx, principal, path.id, path.version);
          return { ...found, file: await service.open(trx, principal, found.version) };
        });
        const given = { of: version, file, name: document.name, mediaType: version.mediaType };
        return giveOutInParts(content, given, header, () =>
          write(async (trx) => {
            await readings.recordDownload(trx, principal, version);
            return { status: 200 };
          }),
        );
      },
    }),

    route({
      method: 'get',
      path: '/documents/{id}/versions/{version}/proof',
      tag,
      summary: 'Proof bundle of a version of a document',
      access: 'pouch:read',
      params,
      responses: {
        200: {
          description: 'The bundle: who recorded this file when, to be checked offline.',
          schema: proofBundleSchema,
        },
      },
      handler: async ({ principal, path, read }) => ({
        status: 200,
        body: await read(async (trx) => {
          const { version } = await service.readable(trx, principal, path.id, path.version);
          await viewing.viewed(trx, principal, version);
          const subject = {
            type: 'document' as const,
            sequence: version.eventSequence,
            salt: saltOf(version),
          };
          return buildRecordBundle(trx, RecordId.of(version.recordId), { subject });
        }),
      }),
    }),
  ];
}
