import { randomUUID } from 'node:crypto';
import type { AppContext } from '../../context.ts';
import { type Route, route } from '../../http/route.ts';
import { stateAfter } from '../certificate.ts';
import { certificateReply } from '../certificate-routes.ts';
import { certificateParams, certificateSchema } from '../certificate-schemas.ts';
import { lockAs } from '../certificate-service.ts';
import { certificateStore } from '../certificate-store.ts';

/** Paper allows no erasures: what is to read otherwise is applied for anew, and takes the place of the first. */
export function createReplacementRoutes(context: Pick<AppContext, 'codeLists' | 'now'>): Route[] {
  return [
    route({
      method: 'post',
      path: '/certificates/{id}/replacement',
      tag: 'Certificates',
      summary:
        'Apply for a certificate that replaces this one: a draft with the same words. Once it is issued this one is superseded',
      access: 'certificate:apply',
      params: certificateParams,
      idempotent: true,
      responses: { 201: { description: 'The draft.', schema: certificateSchema } },
      handler: ({ path, principal, write }) =>
        write(async (trx) => {
          const replaced = await lockAs(trx, principal, path.id, 'applicantId');
          stateAfter(replaced.state, 'supersede');
          const id = randomUUID();
          await certificateStore.insertDraft(trx, {
            id,
            applicantId: replaced.applicantId,
            chamberId: replaced.chamberId,
            application: replaced.application as object,
            replacesId: replaced.id,
            createdAt: context.now(),
          });
          const reply = await certificateReply(trx, context, 201, id);
          return { ...reply, headers: { ...reply.headers, location: `/api/v1/certificates/${id}` } };
        }),
    }),
  ];
}
