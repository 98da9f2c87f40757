import { z } from 'zod';
import { spokenLanguages } from '../../../core/spoken-languages.ts';
import type { AppContext } from '../../context.ts';
import { createReadingService, downloadHeaders } from '../../documents/index.ts';
import { type Route, route } from '../../http/route.ts';
import { type ArchiveParts, createArchiveService } from './archive-service.ts';
import { zipOf } from './zip-stream.ts';

/** A pouch as one file that can be checked without us. */
export function createArchiveRoutes(
  context: Pick<AppContext, 'keyring' | 'recorder' | 'operator' | 'content' | 'publicUrl' | 'now'>,
  parts: ArchiveParts,
): Route[] {
  const service = createArchiveService(context, parts);
  const readings = createReadingService(context);
  return [
    route({
      method: 'get',
      path: '/pouches/{id}/archive',
      tag: 'Pouches',
      summary: 'The whole pouch as one ZIP: documents, certificates, index, proofs, and a summary to read',
      access: 'pouch:read',
      params: z.strictObject({ id: z.uuid() }),
      query: z.strictObject({
        versions: z
          .enum(['latest', 'all'])
          .default('latest')
          .meta({ description: 'Of each document the latest version, or all.' }),
        language: z.enum(spokenLanguages).default('en').meta({ description: 'Of the summary.' }),
      }),
      responses: { 200: { description: 'The archive, as it is made.', mediaType: 'application/zip' } },
      handler: async ({ principal, path, query, read, write }) => {
        const archive = await service.collect(principal, {
          pouchId: path.id,
          ...{ versions: query.versions, language: query.language },
          read,
        });
        return write(async (trx) => {
          await readings.recordArchive(trx, principal, archive.recordId, archive.versions);
          const { 'content-length': _, ...headers } = downloadHeaders(`${archive.title}.zip`, '', 0);
          return {
            status: 200,
            headers: { ...headers, 'content-type': 'application/zip' },
            stream: zipOf(archive.entries, context.now()),
          };
        });
      },
    }),
  ];
}
