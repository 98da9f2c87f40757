import { z } from 'zod';
import { RecordId } from '../../../core/ids.ts';
import type { AppContext } from '../../context.ts';
import { readCookie, writeCookie } from '../../http/cookies.ts';
import { problem } from '../../http/problem.ts';
import { type Reply, type Route, route } from '../../http/route.ts';
import { findOrganisation } from '../../organisations/index.ts';
import { requireGiver } from '../portions/portion-checks.ts';
import { createPortionDownload } from '../portions/portion-download.ts';
import { portionViews, shownCertificateSchema } from '../portions/portion-views.ts';
import { seenRecord } from '../record-rights.ts';
import { openingSchema, readingRightsOf } from './link-views.ts';
import { createOpeningService, type Visit } from './opening-service.ts';

const tag = 'Openings';
const cookieName = 'openpouch_opening';
const cookiePath = '/api/v1/openings';

type Context = Pick<
  AppContext,
  'database' | 'keyring' | 'recorder' | 'operator' | 'content' | 'publicUrl' | 'now'
>;

/** What somebody without an account does with a link and its code: reads, and nothing else. */
export function createOpeningRoutes(context: Context): Route[] {
  const { database, publicUrl, now } = context;
  const service = createOpeningService(context);
  const download = createPortionDownload(context);

  const cookie = (value: string, maxAge: number): string =>
    writeCookie(cookieName, value, { path: cookiePath, maxAge, publicUrl: publicUrl() });

  const shownTo = (visit: Visit) =>
    database.as({ organisationId: visit.givenBy }, async (trx) => {
      await service.requireOpen(trx, visit);
      const record = await seenRecord(trx, RecordId.of(visit.recordId));
      return {
        label: visit.label,
        from: await findOrganisation(trx, visit.givenBy),
        rights: readingRightsOf(visit.rights),
        expiresAt: visit.expiresAt.toISOString(),
        visitEndsAt: visit.visitEndsAt.toISOString(),
        shown: await portionViews.portion(trx, record, visit, visit.rights),
      };
    });

  return [
    route({
      method: 'post',
      path: '/openings',
      tag,
      summary: 'Open a link with its code: the answer sets a cookie for an hour. The trail tells of it',
      access: 'anyone',
      guarded: 'secrets',
      body: z.strictObject({
        secret: z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'what stands behind the # of the link'),
        code: z.string().regex(/^\d{8}$/, 'eight digits'),
      }),
      responses: { 201: { description: 'What is shown.', schema: openingSchema } },
      handler: async ({ body }): Promise<Reply> => {
        const { token, expiresAt } = await service.open(body);
        const seconds = Math.floor((expiresAt.getTime() - now().getTime()) / 1000);
        return {
          status: 201,
          headers: { 'set-cookie': cookie(token, seconds) },
          body: await shownTo(await service.visit(token)),
        };
      },
    }),

    route({
      method: 'get',
      path: '/openings/current',
      tag,
      summary: 'What a link shows that was opened',
      access: 'anyone',
      responses: { 200: { description: 'As it is now.', schema: openingSchema } },
      handler: async ({ header }) => ({
        status: 200,
        body: await shownTo(await service.visit(tokenIn(header('cookie')))),
      }),
    }),

    route({
      method: 'delete',
      path: '/openings/current',
      tag,
      summary: 'Close what was opened with a link, on a computer that others use too',
      access: 'anyone',
      responses: { 204: { description: 'Closed; the cookie is cleared.' } },
      handler: async ({ header }) => {
        const token = tokenIn(header('cookie'));
        await service.visit(token);
        await service.close(token ?? '');
        return { status: 204, headers: { 'set-cookie': cookie('', 0) } };
      },
    }),

    route({
      method: 'get',
      path: '/openings/current/certificates/{id}',
      tag,
      summary: 'A certificate of a pouch that was opened with a link',
      access: 'anyone',
      params: z.strictObject({ id: z.uuid().toLowerCase() }),
      responses: { 200: { description: 'As it was signed.', schema: shownCertificateSchema } },
      handler: async ({ path, header }) => {
        const visit = await service.visit(tokenIn(header('cookie')));
        const body = await database.as({ organisationId: visit.givenBy }, async (trx) => {
          await service.requireOpen(trx, visit);
          const recordId =
            visit.documentIds === null ? await portionViews.inPouch(trx, visit.recordId, path.id) : undefined;
          if (recordId === undefined) throw problem('not_found', { what: 'certificate' });
          // A certificate that was handed on by itself is no longer the giver's to show.
          await requireGiver(trx, recordId, visit.givenBy, visit.rights, 'certificate');
          const mayDownload = visit.rights.includes('download');
          return portionViews.certificate(trx, recordId, { hidden: null, mayDownload });
        });
        return { status: 200, body };
      },
    }),

    route({
      method: 'get',
      path: '/openings/current/documents/{id}/versions/{version}/content',
      tag,
      summary: 'Download a document of what was opened with a link, or a part of it (Range)',
      access: 'anyone',
      params: z.strictObject({
        id: z.uuid().toLowerCase(),
        version: z.coerce.number().int().min(1).max(1_000_000),
      }),
      responses: {
        200: { description: 'The file, as what it was uploaded, or as bytes.', mediaType: '*/*' },
        206: { description: 'The part of it.', mediaType: '*/*' },
      },
      handler: async ({ path, header }) => {
        const visit = await service.visit(tokenIn(header('cookie')));
        const { recordId, rights, givenBy } = visit;
        const of = { documentId: path.id, version: path.version };
        const wanted = { recordId, portion: visit, rights, ...of };
        return download(givenBy, wanted, header, (trx) => service.told(trx, visit, of));
      },
    }),
  ];
}

const tokenIn = (header: string | undefined): string | undefined => readCookie(header, cookieName);
