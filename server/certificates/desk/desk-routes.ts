import { z } from 'zod';
import type { Principal } from '../../access/scopes.ts';
import type { AppContext } from '../../context.ts';
import type { Trx } from '../../database/database.ts';
import { assignmentStore, type CasePlace, caseStore, cases, type DeskCase } from '../../desk/index.ts';
import { pageOf, toPage } from '../../http/page.ts';
import { problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { fromTimeCursor, toTimeCursor } from '../../http/time-cursor.ts';
import { wrongState } from '../certificate.ts';
import { certificateParams } from '../certificate-schemas.ts';
import { lockAs } from '../certificate-service.ts';
import { certificateViews } from '../certificate-views.ts';
import {
  assignmentBody,
  assignmentsSchema,
  type DeskCaseResource,
  deskCaseSchema,
  deskCountsSchema,
  deskItemSchema,
  deskQuery,
  officersSchema,
} from './desk-schemas.ts';

const tag = 'Desk';
/** So many people work at no chamber. */
const mostOfficers = 500;

const viewerOf = ({ organisationId, id }: Principal) => ({ chamberId: organisationId, personId: id });
const cursorOf = ({ at, certificateId }: CasePlace) => toTimeCursor({ createdAt: at, id: certificateId });
function fromCursor(cursor: string): CasePlace {
  const { createdAt, id } = fromTimeCursor(cursor);
  return { at: createdAt, certificateId: id };
}

/** A chamber's queue, and who is at what. */
export function createDeskRoutes({ now }: Pick<AppContext, 'now'>): Route[] {
  const assign = async (trx: Trx, principal: Principal, id: string, officerId: string | null) => {
    await lockOpen(trx, principal, id, 'assignment');
    const to = { certificateId: id, chamberId: principal.organisationId };
    await cases.assign(trx, to, officerId, { by: principal.name, at: now() });
  };
  return [
    route({
      method: 'get',
      path: '/desk',
      tag,
      summary: 'A view of the chamber’s queue, whoever waits longest first',
      access: 'certificate:issue',
      query: deskQuery,
      responses: { 200: { description: 'A page.', schema: pageOf(deskItemSchema) } },
      handler: ({ query, principal, read }) =>
        read(async (trx) => {
          const found = await caseStore.page(trx, viewerOf(principal), {
            view: query.view,
            kind: query.kind,
            now: now(),
            after: query.after === undefined ? undefined : fromCursor(query.after),
            limit: query.limit + 1,
          });
          const { rows, next } = toPage(found, query.limit, cursorOf);
          const ids = rows.map(({ certificateId }) => certificateId);
          const certificates = new Map((await certificateViews.items(trx, ids)).map((it) => [it.id, it]));
          const open = await caseStore.find(trx, ids);
          const items = ids.flatMap((id) => {
            const [certificate, desk] = [certificates.get(id), open.get(id)];
            return certificate === undefined || desk === undefined
              ? []
              : [{ ...certificate, desk: toResource(desk) }];
          });
          return { status: 200, body: { items, next } };
        }),
    }),
    route({
      method: 'get',
      path: '/desk/counts',
      tag,
      summary: 'How many are in each view of the queue',
      access: 'certificate:issue',
      responses: { 200: { description: 'The counts.', schema: deskCountsSchema } },
      handler: async ({ principal, read }) => ({
        status: 200,
        body: await read((trx) => caseStore.counts(trx, viewerOf(principal), now())),
      }),
    }),
    route({
      method: 'get',
      path: '/desk/officers',
      tag,
      summary: 'The people of the chamber, to whom an application can be given',
      access: 'certificate:issue',
      responses: { 200: { description: 'By name.', schema: officersSchema } },
      handler: async ({ read }) => ({
        status: 200,
        body: { items: await read((trx) => caseStore.officers(trx, mostOfficers)) },
      }),
    }),
    route({
      method: 'get',
      path: '/certificates/{id}/case',
      tag,
      summary: 'How an application stands at the chamber’s desk',
      access: 'certificate:issue',
      params: certificateParams,
      responses: { 200: { description: 'The case.', schema: deskCaseSchema } },
      handler: ({ path, read }) => read(async (trx) => ({ status: 200, body: await caseOf(trx, path.id) })),
    }),
    route({
      method: 'post',
      path: '/certificates/{id}/assignment',
      tag,
      summary: 'Take an application, or give it to a colleague',
      access: 'certificate:issue',
      params: certificateParams,
      body: assignmentBody,
      idempotent: true,
      responses: { 200: { description: 'The case.', schema: deskCaseSchema } },
      handler: ({ path, body, principal, write }) =>
        write(async (trx) => {
          await assign(trx, principal, path.id, body.officerId ?? oneself(principal));
          return { status: 200, body: await caseOf(trx, path.id) };
        }),
    }),
    route({
      method: 'get',
      path: '/certificates/{id}/assignments',
      tag,
      summary: 'Who gave an application to whom, and when; the first first',
      access: 'certificate:issue',
      params: certificateParams,
      responses: { 200: { description: 'All of them.', schema: assignmentsSchema } },
      handler: ({ path, read }) =>
        read(async (trx) => {
          await caseOf(trx, path.id);
          const items = await assignmentStore.of(trx, path.id);
          return {
            status: 200,
            body: { items: items.map(({ officer, by, at }) => ({ officer, by, at: at.toISOString() })) },
          };
        }),
    }),
    route({
      method: 'delete',
      path: '/certificates/{id}/assignment',
      tag,
      summary: 'Put an application back for anybody to take',
      access: 'certificate:issue',
      params: certificateParams,
      responses: { 204: { description: 'Nobody has it.' } },
      handler: ({ path, principal, write }) =>
        write(async (trx) => {
          await assign(trx, principal, path.id, null);
          return { status: 204 };
        }),
    }),
    route({
      method: 'post',
      path: '/certificates/{id}/recommendation',
      tag,
      summary: 'Recommend that it is issued, where four eyes decide: by another person',
      access: 'certificate:issue',
      params: certificateParams,
      body: z.strictObject({}),
      idempotent: true,
      responses: { 200: { description: 'The case.', schema: deskCaseSchema } },
      handler: ({ path, principal, write }) =>
        write(async (trx) => {
          const { state } = await lockAs(trx, principal, path.id, 'chamberId');
          if (state !== 'submitted') throw wrongState(state, 'a recommendation');
          await cases.recommended(trx, path.id, principal, now());
          return { status: 200, body: await caseOf(trx, path.id) };
        }),
    }),
  ];
}

/** @throws wrong_state when the chamber has decided */
async function lockOpen(trx: Trx, principal: Principal, id: string, act: string): Promise<void> {
  const { state } = await lockAs(trx, principal, id, 'chamberId');
  if (state !== 'submitted' && state !== 'changes_requested') throw wrongState(state, act);
}

/** @throws forbidden for a system: what it took nobody would look at */
function oneself({ kind, id }: Principal): string {
  if (kind !== 'user') throw problem('forbidden', { needs: 'to be a person' });
  return id;
}

/** @throws not_found. Under the chamber's row-level security. */
async function caseOf(trx: Trx, id: string): Promise<DeskCaseResource> {
  const found = (await caseStore.find(trx, [id])).get(id);
  if (found === undefined) throw problem('not_found', { what: 'certificate' });
  return toResource(found);
}

function toResource(one: DeskCase): DeskCaseResource {
  const { recommended } = one;
  return {
    submittedAt: one.submittedAt.toISOString(),
    dueAt: one.dueAt?.toISOString() ?? null,
    waitingSince: one.waitingSince?.toISOString() ?? null,
    assignee: one.assignee,
    recommended: recommended === null ? null : { ...recommended, at: recommended.at.toISOString() },
    closedAt: one.closedAt?.toISOString() ?? null,
    fee: one.fee,
  };
}
