import { z } from 'zod';
import { Commitment, Salt } from '../../../core/ids.ts';
import { pageOf, pageQuery, toPage } from '../../http/page.ts';
import { problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { organisationNamer, organisationSummarySchema } from '../../organisations/index.ts';
import { certificateParams, decisionSchema } from '../certificate-schemas.ts';
import { certificateStore } from '../certificate-store.ts';
import { keptEvidenceSchema } from '../evidence/evidence.ts';
import { changesBetween } from './submissions-changes.ts';
import { declarationSchema } from './submissions-declaration.ts';
import { submissionsStore } from './submissions-store.ts';

const submissionSchema = z
  .strictObject({
    number: z.int().meta({ description: '1 for the first.' }),
    chamber: organisationSummarySchema.meta({ description: 'That it was sent to.' }),
    submittedAt: z.iso.datetime(),
    submittedBy: z.string().meta({ description: 'Name of the person or system.' }),
    declaration: declarationSchema,
    evidence: z.array(keptEvidenceSchema).meta({ description: 'What was handed in with it.' }),
    commitment: Commitment.schema.meta({
      description: 'Over application, declaration and evidence; the first event of the certificate names it.',
    }),
    salt: Salt.schema.meta({ description: 'Opens the commitment.' }),
    application: z.record(z.string(), z.unknown()),
    comparedWith: z
      .int()
      .nullable()
      .meta({ description: 'Number of the submission before it that the reader sees.' }),
    changes: z
      .array(
        z.strictObject({
          pointer: z.string().meta({
            description: 'JSON pointer into this application; of what was removed, into the one before.',
          }),
          kind: z.enum(['added', 'removed', 'changed']),
          before: z.unknown(),
          after: z.unknown(),
        }),
      )
      .meta({ description: 'Against the one that it is compared with; none for the first.' }),
    rejection: z
      .strictObject({ ...decisionSchema.shape, at: z.iso.datetime() })
      .nullable()
      .meta({ description: 'Why the chamber did not issue it.' }),
  })
  .meta({ id: 'Submission' });

const cursor = z.string().regex(/^\d{1,9}$/, 'the next of the page before');

/** What a chamber was sent, each time: so that it sees what is new since the last. */
export function createSubmissionsRoutes(): Route[] {
  return [
    route({
      method: 'get',
      path: '/certificates/{id}/submissions',
      tag: 'Certificates',
      summary: 'What was submitted, the latest first, each with what changed since the one before',
      access: 'certificate:read',
      params: certificateParams,
      query: z.strictObject(pageQuery(cursor)),
      responses: { 200: { description: 'A page.', schema: pageOf(submissionSchema) } },
      handler: ({ path, query, principal, read }) =>
        read(async (trx) => {
          const certificate = await certificateStore.find(trx, path.id);
          if (certificate === undefined) throw problem('not_found', { what: 'certificate' });
          // Whoever was shown the certificate was not shown what led to it.
          if (![certificate.applicantId, certificate.chamberId].includes(principal.organisationId))
            throw problem('forbidden', { needs: 'to be its applicant or its chamber' });
          const { after, limit } = query;
          const found = await submissionsStore.list(trx, path.id, {
            below: after === undefined ? undefined : Number(after),
            limit: limit + 1,
          });
          const { rows, next } = toPage(found, limit, (row) => String(row.number));
          const named = await organisationNamer(
            trx,
            rows.map((row) => row.chamberId),
          );
          const items = rows.map((row, index) => {
            const before = found[index + 1];
            return {
              number: row.number,
              chamber: named(row.chamberId),
              submittedAt: row.submittedAt.toISOString(),
              submittedBy: row.submittedBy,
              declaration: row.declaration,
              evidence: row.evidence,
              commitment: Commitment.of(row.commitment),
              salt: Salt.of(row.salt),
              application: row.application,
              comparedWith: before?.number ?? null,
              changes: before === undefined ? [] : changesBetween(before.application, row.application),
              rejection: row.rejection,
            };
          });
          return { status: 200, body: { items, next } };
        }),
    }),
  ];
}
