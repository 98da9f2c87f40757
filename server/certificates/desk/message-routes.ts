import { z } from 'zod';
import type { AppContext } from '../../context.ts';
import { problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { certificateParams } from '../certificate-schemas.ts';
import { certificateStore } from '../certificate-store.ts';
import { changeRequestBody, messageSchema, textBody } from './desk-schemas.ts';
import { createMessageService } from './message-service.ts';
import { type Message, messageStore } from './message-store.ts';

const tag = 'Desk';

/** What chamber and applicant say to each other before a certificate is issued. */
export function createMessageRoutes(context: Pick<AppContext, 'now'>): Route[] {
  const service = createMessageService(context);
  return [
    route({
      method: 'get',
      path: '/certificates/{id}/messages',
      tag,
      summary: 'What chamber and applicant said to each other about an application, the oldest first',
      access: 'certificate:read',
      params: certificateParams,
      responses: {
        200: { description: 'Not more than 200.', schema: z.strictObject({ items: z.array(messageSchema) }) },
      },
      handler: ({ path, principal, read }) =>
        read(async (trx) => {
          const certificate = await certificateStore.find(trx, path.id);
          if (certificate === undefined) throw problem('not_found', { what: 'certificate' });
          // Whoever was shown the certificate was not shown what led to it.
          if (![certificate.applicantId, certificate.chamberId].includes(principal.organisationId))
            throw problem('forbidden', { needs: 'to be its applicant or its chamber' });
          const items = (await messageStore.list(trx, path.id)).map(toResource);
          return { status: 200, body: { items } };
        }),
    }),
    route({
      method: 'post',
      path: '/certificates/{id}/questions',
      tag,
      summary: 'Ask the applicant; the chamber’s time stands still until the answer',
      access: 'certificate:issue',
      params: certificateParams,
      body: textBody,
      idempotent: true,
      responses: { 201: { description: 'The question.', schema: messageSchema } },
      handler: ({ path, body, principal, write }) =>
        write(async (trx) => said(await service.ask(trx, principal, path.id, body.text))),
    }),
    route({
      method: 'post',
      path: '/certificates/{id}/answers',
      tag,
      summary: 'Answer the chamber, or tell it something about a submitted application',
      access: 'certificate:apply',
      params: certificateParams,
      body: textBody,
      idempotent: true,
      responses: { 201: { description: 'The answer.', schema: messageSchema } },
      handler: ({ path, body, principal, write }) =>
        write(async (trx) => said(await service.answer(trx, principal, path.id, body.text))),
    }),
    route({
      method: 'post',
      path: '/certificates/{id}/change-requests',
      tag,
      summary: 'Have the applicant change fields of a submitted application and submit it again',
      access: 'certificate:issue',
      params: certificateParams,
      body: changeRequestBody,
      idempotent: true,
      responses: { 201: { description: 'What was requested.', schema: messageSchema } },
      handler: ({ path, body, principal, write }) =>
        write(async (trx) => {
          const { fields, text } = body;
          return said(await service.requestChanges(trx, principal, path.id, { fields, text }));
        }),
    }),
  ];
}

const said = (message: Message) => ({ status: 201, body: toResource(message) });

function toResource({ id, kind, body, fields, byOrganisation, byName, at }: Message) {
  return {
    ...{ id, kind, text: body, fields },
    by: { organisationId: byOrganisation, name: byName },
    at: at.toISOString(),
  };
}
