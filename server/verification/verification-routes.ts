import { z } from 'zod';
import { BUNDLE_LIMITS, proofBundleSchema } from '../../core/bundle.ts';
import { RecordId } from '../../core/ids.ts';
import { isObject, type JsonObject } from '../../core/json.ts';
import type { AppContext } from '../context.ts';
import { elevated } from '../database/database.ts';
import { type Route, route } from '../http/route.ts';
import { toBytes } from '../records/bytes.ts';
import { toldLately } from '../records/lately.ts';
import { recordStore } from '../records/record-store.ts';
import { acting, actingWith, createViewingService, requireDownload, seenRecord } from '../sharing/index.ts';
import { createBulkVerificationRoutes } from './bulk/bulk-routes.ts';
import type { BuildRecordBundle } from './bundle.ts';
import { hash, typed } from './fields.ts';
import { createLookUpRoutes } from './lookup-routes.ts';
import { createPathRoutes } from './path-routes.ts';
import { hideSchema, redactBundle } from './redact.ts';
import { createUploadReader } from './uploaded-file.ts';
import { type VerdictAnswer, verdictSchema } from './verdict-schema.ts';
import { createVerificationService } from './verification-service.ts';

type Context = Pick<
  AppContext,
  'database' | 'deployment' | 'chain' | 'keyring' | 'recorder' | 'operator' | 'now'
>;

const tag = 'Verification';
const recordParams = z.strictObject({ recordId: RecordId.schema });
const record = { type: 'record' } as const;
const verdict = { 200: { description: 'The verdict.', schema: verdictSchema } };
/** Verification for anyone, and by a party whose verification is recorded. */
export function createVerificationRoutes(
  context: Context,
  { buildRecordBundle }: { readonly buildRecordBundle: BuildRecordBundle },
): Route[] {
  const { keyring, recorder, now } = context;
  const service = createVerificationService(context, buildRecordBundle);
  const readUpload = createUploadReader();
  const viewing = createViewingService(context);

  return [
    ...createLookUpRoutes(context, service),
    ...createPathRoutes(context),
    ...createBulkVerificationRoutes(context, service),

    route({
      method: 'post',
      path: '/verification/files',
      tag,
      guarded: 'verification',
      summary: 'Verify a file: a certificate’s PDF, a proof, or any file that was recorded here',
      access: 'anyone',
      body: { mediaTypes: ['*/*'], maximumBytes: 100 * 1024 * 1024 },
      responses: verdict,
      handler: async ({ body }) => ({ status: 200, body: await service.ofFile(await readUpload(body)) }),
    }),

    route({
      method: 'post',
      path: '/verification/bundles',
      tag,
      guarded: 'verification',
      summary: 'Verify a proof bundle, with the digest of the file that it is about',
      access: 'anyone',
      maximumBytes: 4 * 1024 * 1024,
      body: z.strictObject({
        // Not `looseObject`, which copies member by member what a stranger sent.
        bundle: z.custom<JsonObject>(isObject, 'an object').meta({
          description: 'A proof bundle (docs/protocol.md, 6); what is wrong with it is the verdict.',
          override: { type: 'object', additionalProperties: true },
        }),
        fileDigest: hash.optional().meta({ description: 'SHA-256 of the document.' }),
        credential: z
          .string()
          .max(BUNDLE_LIMITS.maxLength / 2)
          .optional()
          .meta({
            description:
              'A file beside the proof that is a credential (SD-JWT), whole or with fields hidden.',
          }),
      }),
      responses: verdict,
      handler: async ({ body: { bundle, ...given } }) => ({
        status: 200,
        body: await service.ofBundle(bundle, given),
      }),
    }),

    route({
      method: 'get',
      path: '/verification/certificates',
      tag,
      summary: 'Verify a certificate by its number and the verification code printed on it',
      access: 'anyone',
      guarded: 'verification',
      query: z.strictObject({ number: typed, code: typed }),
      responses: verdict,
      handler: async ({ query }) => ({
        status: 200,
        body: await service.ofCertificate(query.number.trim(), query.code),
      }),
    }),

    route({
      method: 'get',
      path: '/verification/certificates/proof',
      tag,
      summary:
        'The proof of a certificate by its number and verification code, to be verified by whoever asks',
      access: 'anyone',
      guarded: 'verification',
      query: z.strictObject({ number: typed, code: typed }),
      responses: {
        200: {
          description: 'The proof bundle. 404 for a wrong number and a wrong code alike.',
          schema: z
            .strictObject({
              bundle: proofBundleSchema,
              successor: z.string().nullable().meta({
                description: 'Number of the certificate that took its place.',
              }),
            })
            .meta({ id: 'NumberedProof' }),
        },
      },
      handler: async ({ query }) => ({
        status: 200,
        body: await service.proofOf(query.number.trim(), query.code),
      }),
    }),

    route({
      method: 'get',
      path: '/records/{recordId}/proof',
      tag,
      summary: 'Proof bundle of a record, to be checked offline',
      access: 'record:read',
      params: recordParams,
      query: z.strictObject({
        events: z
          .enum(['proof', 'all'])
          .default('proof')
          .meta({ description: '`all`: the whole trail; else what made the record.' }),
        hide: hideSchema,
      }),
      responses: { 200: { description: 'The bundle.', schema: proofBundleSchema } },
      handler: async ({ path, principal, query, read }) => ({
        status: 200,
        body: await read(async (trx) => {
          const recordId = toBytes(path.recordId);
          await requireDownload(trx, principal, recordId);
          const bundle = await buildRecordBundle(trx, path.recordId, {
            subject: record,
            events: query.events,
          });
          // A certificate's credential is in it: who has the proof has read it.
          await viewing.viewed(trx, principal, { recordId });
          return redactBundle(bundle, query.hide);
        }),
      }),
    }),

    route({
      method: 'post',
      path: '/records/{recordId}/verifications',
      tag,
      summary: 'Verify a record as a party; that it did so is recorded',
      access: 'record:read',
      params: recordParams,
      idempotent: true,
      responses: {
        201: {
          description:
            'The verdict, and the receipt of the event; none where the same person was given the same verdict within the hour.',
          schema: verdictSchema.extend({ receipts: z.array(z.string()) }).meta({ id: 'RecordedVerdict' }),
        },
      },
      handler: async ({ path, principal, read, write }) => {
        const { recordId } = path;
        // The chain is asked outside the transaction that records the answer.
        const bundle = await read((trx) => buildRecordBundle(trx, recordId, { subject: record }));
        const found = await service.ofBundle(bundle);
        return write(async (trx) => {
          await seenRecord(trx, recordId);
          const recorded = await elevated(trx, async (system) => {
            await recordStore.lock(system, [toBytes(recordId)]);
            // An access of who holds its keys itself is told by the operator: it names a block, which does not wait for a signature.
            const { organisationId, name } = principal;
            const by =
              principal.selfCustody === true
                ? actingWith(context.operator, { organisationId, name }, now())
                : await acting(system, keyring, principal, now());
            const { outcome, block } = found;
            const event = by.event(recordId, 'org.openpouch.record.verified', { outcome, block });
            const isSame = (told: JsonObject) => told['outcome'] === outcome;
            return (await toldLately(system, event, isSame)) ? [] : recorder.append(system, [event]);
          });
          return { status: 201, body: { ...withoutCode(found), receipts: recorded.map((it) => it.receipt) } };
        });
      },
    }),
  ];
}

/** Of a record that one sees without the right to download it: not the code with which anybody can verify it. */
function withoutCode(answer: VerdictAnswer): VerdictAnswer {
  const certificate = answer.facts?.certificate;
  if (answer.facts == null || certificate == null) return answer;
  const { verificationCode: _, ...subject } = certificate.subject;
  return { ...answer, facts: { ...answer.facts, certificate: { ...certificate, subject } } };
}
