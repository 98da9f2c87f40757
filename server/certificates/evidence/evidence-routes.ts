import { z } from 'zod';
import type { AppContext } from '../../context.ts';
import { giveOut, readMediaType, recordOrRemove, storeFile } from '../../documents/index.ts';
import { type Route, route } from '../../http/route.ts';
import { createViewingService } from '../../sharing/index.ts';
import { certificateParams } from '../certificate-schemas.ts';
import {
  evidenceChangeBody,
  evidenceListSchema,
  evidenceSchema,
  maximumEvidenceBytes,
  newEvidenceQuery,
} from './evidence.ts';
import { createEvidenceService } from './evidence-service.ts';
import { type Evidence, toKept } from './evidence-store.ts';

const tag = 'Certificates';
const params = certificateParams.extend({ evidenceId: z.uuid().toLowerCase() });

/** A file of evidence has one version: another file is other evidence. */
const contextOf = (id: string) => ({ documentId: id, version: 1 });

export function createEvidenceRoutes(
  context: Pick<AppContext, 'content' | 'scanner' | 'sealer' | 'recorder' | 'operator' | 'now'>,
): Route[] {
  const { content } = context;
  const viewing = createViewingService(context);
  const service = createEvidenceService(context);
  return [
    route({
      method: 'post',
      path: '/certificates/{id}/evidence',
      tag,
      summary: 'Hand in evidence with an application; the body is the file',
      access: 'certificate:apply',
      idempotent: true,
      params: certificateParams,
      query: newEvidenceQuery,
      body: { mediaTypes: ['*/*'], maximumBytes: maximumEvidenceBytes },
      responses: { 201: { description: 'Handed in.', schema: evidenceSchema } },
      handler: async ({ path, query, body, principal, header, read, write }) => {
        const mediaType = readMediaType(header('content-type'));
        const added = await read((trx) => service.prepare(trx, principal, path.id, { ...query, mediaType }));
        // Encrypted and stored as it arrives, then recorded in one transaction.
        const file = await storeFile(context, body, contextOf(added.id));
        return recordOrRemove(content, file.cid, (recorded) =>
          write(async (trx) => {
            const evidence = await service.add(trx, principal, added, file);
            recorded();
            const location = `/api/v1/certificates/${path.id}/evidence/${evidence.id}/content`;
            return { status: 201, headers: { location }, body: toAnswer(evidence) };
          }, file.digest),
        );
      },
    }),
    route({
      method: 'get',
      path: '/certificates/{id}/evidence',
      tag,
      summary: 'Evidence of an application: to its chamber as it was submitted last',
      access: 'certificate:read',
      params: certificateParams,
      responses: { 200: { description: 'All of it.', schema: evidenceListSchema } },
      handler: ({ path, principal, read }) =>
        read(async (trx) => {
          const found = await service.list(trx, principal, path.id);
          return { status: 200, body: { items: found.map(toAnswer) } };
        }),
    }),
    route({
      method: 'put',
      path: '/certificates/{id}/evidence/{evidenceId}',
      tag,
      summary: 'Say what kind of document it is and which item it is about',
      access: 'certificate:apply',
      params,
      body: evidenceChangeBody,
      responses: { 200: { description: 'As it is now.', schema: evidenceSchema } },
      handler: ({ path, body, principal, write }) =>
        write(async (trx) => {
          const evidence = await service.change(trx, principal, path.id, path.evidenceId, body);
          return { status: 200, body: toAnswer(evidence) };
        }),
    }),
    route({
      method: 'delete',
      path: '/certificates/{id}/evidence/{evidenceId}',
      tag,
      summary: 'Take evidence out of an application; what was submitted stays with its submission',
      access: 'certificate:apply',
      params,
      responses: { 204: { description: 'Taken out.' } },
      handler: async ({ path, principal, write }) => {
        let unused: string | undefined;
        const reply = await write(async (trx) => {
          unused = (await service.remove(trx, principal, path.id, path.evidenceId)).cid;
          return { status: 204 };
        });
        if (unused !== undefined) await content.remove(unused);
        return reply;
      },
    }),
    route({
      method: 'get',
      path: '/certificates/{id}/evidence/{evidenceId}/content',
      tag,
      summary: 'Download evidence',
      access: 'certificate:read',
      params,
      responses: {
        200: { description: 'The file, as what it was handed in, or as bytes.', mediaType: '*/*' },
      },
      handler: async ({ path, principal, read }) => {
        const { evidence, file } = await read((trx) =>
          service.open(trx, principal, path.id, path.evidenceId),
        );
        return giveOut(content, { ...evidence, of: contextOf(evidence.id), file });
      },
    }),
    route({
      method: 'get',
      path: '/certificates/{id}/document',
      tag,
      summary: 'Download the document that an issued certificate certifies',
      access: 'certificate:read',
      params: certificateParams,
      responses: { 200: { description: 'The file, byte for byte.', mediaType: '*/*' } },
      handler: async ({ path, principal, read }) => {
        const { evidence, file } = await read(async (trx) => {
          const opened = await service.openCertified(trx, principal, path.id);
          await viewing.viewed(trx, principal, opened.certificate);
          return opened;
        });
        return giveOut(content, { ...evidence, of: contextOf(evidence.id), file });
      },
    }),
  ];
}

const toAnswer = (evidence: Evidence): z.input<typeof evidenceSchema> => ({
  ...toKept(evidence),
  addedBy: evidence.addedBy,
  addedAt: evidence.createdAt.toISOString(),
});
