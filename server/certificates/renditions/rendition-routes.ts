import { z } from 'zod';
import { RecordId } from '../../../core/ids.ts';
import type { AppContext } from '../../context.ts';
import type { Trx } from '../../database/database.ts';
import { problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { fromTimeCursor, timeCursorSchema, toTimeCursor } from '../../http/time-cursor.ts';
import { organisationNamer, organisationSummarySchema } from '../../organisations/index.ts';
import { createViewingService, requireDownload } from '../../sharing/index.ts';
import type { BuildRecordBundle } from '../../verification/index.ts';
import { certificateParams } from '../certificate-schemas.ts';
import { findIssued } from '../credential-service.ts';
import { wrappedStore } from '../tradetrust/wrapped-store.ts';
import { renditionKinds } from './form-page.ts';
import { requireMayHave } from './original.ts';
import { createRenditionService, type StoredPdf, subjectOf } from './rendition-service.ts';
import { type Rendition, renditionStore } from './rendition-store.ts';
import { createTurns } from './turns.ts';

const tag = 'Certificates';

const kindSchema = z.enum(renditionKinds);
const renditionShape = {
  id: z.uuid(),
  kind: kindSchema,
  mediaType: z.literal('application/pdf'),
  length: z.int(),
  createdAt: z.iso.datetime(),
  inControl: organisationSummarySchema.nullable().meta({
    description: 'Of a copy: who was in control of the certificate when it was made. The file says it too.',
  }),
};
const renditionSchema = z.strictObject(renditionShape).meta({ id: 'Rendition' });
const madeRenditionSchema = z.strictObject({ ...renditionShape, receipts: z.array(z.string()) });
const renditionPageSchema = z.strictObject({
  items: z.array(renditionSchema),
  next: z.string().nullable(),
  forTradeTrust: z.boolean().meta({ description: 'There is a document of it for TradeTrust too.' }),
});

type RenditionContext = Pick<
  AppContext,
  'keyring' | 'recorder' | 'operator' | 'sealer' | 'content' | 'forms' | 'publicUrl' | 'now'
>;

/**
 * While one is rendered, another is stored and recorded: more at a time would take from issuing and gain nothing. At 20
 * to 30 ms each it is a minute until the last of those who wait has its PDF.
 */
const renditions = { atOnce: 3, mostWaiting: 3_000 };

/** The certificate as a PDF that carries its own proof. */
export function createRenditionRoutes(
  context: RenditionContext,
  buildRecordBundle: BuildRecordBundle,
): Route[] {
  const service = createRenditionService(context);
  const viewing = createViewingService(context);
  const inTurn = createTurns(renditions);
  return [
    route({
      method: 'post',
      path: '/certificates/{id}/renditions',
      tag,
      summary: 'Render an issued certificate as a PDF',
      access: 'certificate:read',
      params: certificateParams,
      idempotent: true,
      query: z.strictObject({ kind: kindSchema.default('original') }),
      responses: {
        200: {
          description: 'The original, or a reader’s copy of the day, which was made before.',
          schema: madeRenditionSchema,
        },
        201: { description: 'The rendition.', schema: madeRenditionSchema },
      },
      handler: ({ path, query, principal, read, write }) =>
        inTurn(principal.organisationId, async () => {
          const source = await read((trx) => service.source(trx, principal, path.id, query.kind));
          if ('cid' in source) return write((trx) => reply(trx, source));
          const stored: StoredPdf = await service.store(source);
          let used = false;
          try {
            let ran = false;
            const answer = await write(async (trx) => {
              const { rendition, receipt } = await service.record(trx, principal, stored);
              ran = receipt !== undefined;
              return reply(trx, rendition, receipt);
            });
            used = ran;
            return answer;
          } finally {
            // A retry got the first answer, another made the original, or it failed: nothing speaks of these bytes.
            if (!used) await service.discard(stored);
          }
        }),
    }),
    route({
      method: 'get',
      path: '/certificates/{id}/renditions',
      tag,
      summary: 'The renditions of a certificate, the latest first',
      access: 'certificate:read',
      params: certificateParams,
      query: z.strictObject({
        limit: z.coerce.number().int().min(1).max(200).default(50),
        after: timeCursorSchema.optional(),
      }),
      responses: { 200: { description: 'A page.', schema: renditionPageSchema } },
      handler: ({ path, query, read }) =>
        read(async (trx) => {
          await findIssued(trx, path.id);
          const after = query.after === undefined ? undefined : fromTimeCursor(query.after);
          const found = await renditionStore.list(trx, path.id, { after, limit: query.limit + 1 });
          const items = found.slice(0, query.limit);
          const last = items.at(-1);
          const next = found.length > query.limit && last !== undefined ? toTimeCursor(last) : null;
          const forTradeTrust = (await wrappedStore.among(trx, [path.id])).size > 0;
          return { status: 200, body: { items: await toAnswers(trx, items), next, forTradeTrust } };
        }),
    }),
    route({
      method: 'get',
      path: '/certificates/{id}/renditions/{renditionId}',
      tag,
      summary: 'The PDF, with the proof of now inside',
      access: 'certificate:read',
      params: certificateParams.extend({ renditionId: z.uuid().toLowerCase() }),
      responses: { 200: { description: 'The PDF.', mediaType: 'application/pdf' } },
      handler: async ({ path, principal, read }) => {
        const { certificate, rendition, bundle } = await read(async (trx) => {
          const certificate = await findIssued(trx, path.id);
          const rendition = await renditionStore.find(trx, path.id, path.renditionId);
          if (rendition === undefined) throw problem('not_found', { what: 'rendition' });
          await requireDownload(trx, principal, certificate.recordId);
          await requireMayHave(trx, principal, rendition);
          await viewing.viewed(trx, principal, certificate);
          const subject = subjectOf(rendition);
          const bundle = await buildRecordBundle(trx, RecordId.of(certificate.recordId), { subject });
          return { certificate, rendition, bundle };
        });
        const pdf = await service.withProof(rendition, certificate.chamberId, bundle);
        const name = certificate.number.replace(/[^A-Za-z0-9-]/g, '-');
        const headers = {
          'content-type': 'application/pdf',
          'content-length': String(pdf.length),
          'content-disposition': `inline; filename="certificate-${name}-${rendition.kind}.pdf"`,
        };
        return { status: 200, headers, stream: inOne(pdf) };
      },
    }),
  ];
}

/** @param receipt of its event; none when it was made before */
async function reply(trx: Trx, rendition: Rendition, receipt?: string) {
  const [answer] = await toAnswers(trx, [rendition]);
  if (answer === undefined) throw new Error('One rendition has one answer.');
  return {
    status: receipt === undefined ? 200 : 201,
    headers: { location: `/api/v1/certificates/${rendition.certificateId}/renditions/${rendition.id}` },
    body: { ...answer, receipts: receipt === undefined ? [] : [receipt] },
  };
}

async function toAnswers(trx: Trx, renditions: readonly Rendition[]) {
  const named = await organisationNamer(
    trx,
    renditions.flatMap(({ inControl }) => inControl ?? []),
  );
  return renditions.map(({ id, kind, length, createdAt, inControl }) => ({
    ...{ id, kind, mediaType: 'application/pdf' as const, length, createdAt: createdAt.toISOString() },
    inControl: inControl === null ? null : named(inControl),
  }));
}

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
