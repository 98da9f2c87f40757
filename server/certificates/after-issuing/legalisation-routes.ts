import { z } from 'zod';
import { isCountry } from '../../../core/countries.ts';
import { RecordId } from '../../../core/ids.ts';
import type { AppContext } from '../../context.ts';
import { elevated } from '../../database/database.ts';
import { problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { newId } from '../../keys/signing-session.ts';
import { acting } from '../../sharing/index.ts';
import { isInForce, wrongState } from '../certificate.ts';
import { certificateParams, plainText } from '../certificate-schemas.ts';
import { lockAs } from '../certificate-service.ts';
import { certificateStore } from '../certificate-store.ts';
import { recordIdOf } from './ending.ts';
import { authorityKinds, type Legalisation, legalisationStore } from './legalisation-store.ts';

/** No document has so many stamps on its back. */
const mostLegalisations = 20;

const shape = {
  kind: z.enum(authorityKinds),
  authority: plainText(70).meta({ description: 'E.g. `Consulate of Egypt in Antwerp`.' }),
  country: z
    .string()
    .refine(isCountry, 'ISO 3166-1 alpha-2')
    .meta({ description: 'Whose authority it is, ISO 3166-1 alpha-2.' }),
  date: z.iso.date(),
};
const legalisationBody = z.strictObject({
  ...shape,
  reference: plainText(35).optional().meta({ description: 'Number that the authority gave it.' }),
});
const legalisationSchema = z
  .strictObject({ id: z.uuid(), ...shape, reference: z.string().nullable(), recordedBy: z.string() })
  .meta({ id: 'Legalisation' });

/** What a consulate or a ministry put on a certificate after it was issued, as its chamber records it. */
export function createLegalisationRoutes({
  keyring,
  recorder,
  now,
}: Pick<AppContext, 'keyring' | 'recorder' | 'now'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/certificates/{id}/legalisations',
      tag: 'Certificates',
      summary: 'Which consulates and ministries legalised a certificate, the earliest first',
      access: 'certificate:read',
      params: certificateParams,
      responses: {
        200: {
          description: 'Not more than 20.',
          schema: z.strictObject({ items: z.array(legalisationSchema) }),
        },
      },
      handler: ({ path, read }) =>
        read(async (trx) => {
          if ((await certificateStore.find(trx, path.id)) === undefined)
            throw problem('not_found', { what: 'certificate' });
          return { status: 200, body: { items: await legalisationStore.list(trx, path.id) } };
        }),
    }),
    route({
      method: 'post',
      path: '/certificates/{id}/legalisations',
      tag: 'Certificates',
      summary: 'Record that a consulate or a ministry legalised a certificate',
      access: 'certificate:issue',
      params: certificateParams,
      body: legalisationBody,
      idempotent: true,
      responses: {
        201: {
          description: 'The legalisation.',
          schema: legalisationSchema
            .extend({ receipts: z.array(z.string()) })
            .meta({ id: 'RecordedLegalisation' }),
        },
      },
      handler: ({ path, body, principal, write }) =>
        write(async (trx) => {
          const certificate = await lockAs(trx, principal, path.id, 'chamberId');
          if (!isInForce(certificate.state)) throw wrongState(certificate.state, 'legalisation');
          if ((await legalisationStore.list(trx, path.id)).length >= mostLegalisations)
            throw problem('limit_reached', { limit: mostLegalisations, what: 'legalisations' });
          const reference = body.reference ?? null;
          const legalisation: Legalisation = {
            ...{ id: newId(), ...body, reference },
            recordedBy: principal.name,
          };
          return elevated(trx, async () => {
            const at = now();
            const by = await acting(trx, keyring, principal, at);
            const recordId = recordIdOf(certificate);
            const { kind, authority, country, date } = body;
            const event = by.event(RecordId.of(recordId), 'org.openpouch.certificate.legalised', {
              ...{ kind, authority, country, date, reference },
            });
            const [recorded] = await recorder.append(trx, [event]);
            if (recorded === undefined) throw new Error('Nothing was recorded.');
            const place = { certificateId: path.id, recordId, eventSequence: recorded.sequence };
            await legalisationStore.insert(trx, { ...legalisation, ...place, createdAt: at });
            return { status: 201, body: { ...legalisation, receipts: [recorded.receipt] } };
          });
        }),
    }),
  ];
}
