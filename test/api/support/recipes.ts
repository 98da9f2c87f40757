import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Sent } from '../../../scripts/client/api-client.ts';
import { sampleApplication, withDeclaration } from '../../../scripts/client/sample-application.ts';
import { custodyRecipes } from './custody-recipes.ts';
import { listenTo } from './event-stream.ts';
import { newOrganisation, newPerson, undertakingBody } from './members.ts';
import { sharingRecipes } from './sharing-recipes.ts';
import { type Resource, type Role, type World, webhookBody } from './world.ts';

export interface Asking {
  readonly world: World;
  readonly role: Role;
  readonly resource: Resource;
}

/** What a request to a route carries beside its address; one for each route that takes something. */
export interface Recipe {
  readonly query?: (asking: Asking) => string | Promise<string>;
  readonly sent?: (asking: Asking) => Sent | Promise<Sent>;
  /** The request ends the session that it is sent with. */
  readonly leaves?: true;
  /** The answer has no end: what makes the server say something in it. */
  readonly endless?: (asking: Asking) => Promise<unknown>;
  /** Waits until what the request has set going has come to its end. */
  readonly settled?: (asking: Asking, body: unknown) => Promise<unknown>;
  /** What became of the one thing in an answer about several: the status it would have had alone. */
  readonly inside?: (body: unknown) => number;
}

const file = (): Sent => ({
  bytes: Buffer.from(`%PDF-1.7 ${randomUUID()}`),
  mediaType: 'application/pdf',
});
const form = (fields: Readonly<Record<string, string>>): Sent => ({
  bytes: Buffer.from(new URLSearchParams(fields).toString()),
  mediaType: 'application/x-www-form-urlencoded',
});
const draftBody = ({ world }: Asking) => ({
  chamberId: world.idOf('chamber'),
  application: sampleApplication(7),
});

const kept = (content: object) => (): Sent => ({ body: { name: 'Straits Fine Foods', content } });
const { consignor, items } = sampleApplication(1);
const anyVersion = { headers: { 'if-match': '*' } };
const template = kept({ application: { consignor } });
const party = kept(consignor);
const product = kept({ description: items[0]?.description ?? '', hsCode: '180620' });

export const recipes: Readonly<Record<string, Recipe>> = {
  'POST /sessions': {
    sent({ world }) {
      const { email, password } = world.server.parties[0] ?? { email: '', password: '' };
      return { body: { email, password } };
    },
  },
  'DELETE /sessions/current': { leaves: true },
  // A part of the trail: all that a whole table has done would be hundreds of printed lines for each who asks.
  'GET /activity/exports/pdf': { query: () => '?type=share' },
  'POST /oauth/token': {
    async sent({ world }) {
      const made = await world.client('exporter').post<{ id: string; secret: string }>('/api-clients', {
        body: { name: 'ERP', scopes: ['certificate:read'] },
      });
      return form({ grant_type: 'client_credentials', client_id: made.id, client_secret: made.secret });
    },
  },
  'POST /users': { sent: () => ({ body: newPerson() }) },
  ...custodyRecipes,
  'POST /api-clients': { sent: () => ({ body: { name: 'ERP', scopes: ['organisation:read'] } }) },
  'POST /organisations': {
    sent: ({ resource }) => ({
      body: newOrganisation(resource.kind === 'new chamber' ? 'chamber' : 'importer'),
    }),
  },
  'POST /organisations/{id}/accreditation-end': { sent: () => ({ body: {} }) },
  'GET /changes': {
    endless: ({ world }) =>
      world.client('federation').post('/organisations', { body: newOrganisation('importer') }),
  },
  'POST /notices/readings': { sent: () => ({ body: { until: 1 } }) },
  'PUT /notice-settings': {
    sent: () => ({
      body: {
        language: 'nl',
        digest: { hour: 6, timeZone: 'Asia/Singapore' },
        email: {
          ...{ application: 'none', certificate: 'none', pouch: 'none', share: 'none' },
          ...{ handover: 'none', message: 'none', mention: 'none', task: 'none' },
          ...{ undertaking: 'none', system: 'none' },
        },
      },
    }),
  },
  'POST /webhooks': { sent: () => ({ body: webhookBody }) },
  'PUT /webhooks/{id}': { sent: () => ({ body: { ...webhookBody, state: 'off' } }) },
  'POST /webhooks/{id}/replays': { sent: () => ({ body: { since: '2026-01-01T00:00:00.000Z' } }) },
  'POST /certificates': { sent: (asking) => ({ body: draftBody(asking) }) },
  'POST /bulk-runs': {
    query: ({ world }) => `?chamberId=${world.idOf('chamber')}&name=applications.json`,
    sent: () => ({
      bytes: Buffer.from(JSON.stringify([{ reference: randomUUID(), application: sampleApplication(7) }])),
      mediaType: 'application/json',
    }),
    async settled({ world, role }, body) {
      const path = `/bulk-runs/${(body as { id: string }).id}`;
      while ((await world.client(role).get<{ finishedAt: string | null }>(path)).finishedAt === null)
        await setTimeout(10);
    },
  },
  'POST /certificates/imports': {
    sent: ({ world }) => ({
      body: {
        chamberId: world.idOf('chamber'),
        format: 'uncefact',
        document: { supplyChainConsignment: { exporter: { name: 'Scheldt Chocolate Works NV' } } },
      },
    }),
  },
  'PUT /certificates/{id}': {
    sent: (asking) => ({ body: draftBody(asking), headers: { 'if-match': '*' } }),
  },
  'POST /certificates/{id}/submission': { sent: () => withDeclaration },
  'POST /undertakings': {
    async sent({ world }) {
      const { id } = await world.client('exporter').get<{ id: string }>('/me');
      return { body: undertakingBody(world.idOf('chamber'), [id]) };
    },
  },
  'GET /undertaking-requirement': { query: ({ world }) => `?chamberId=${world.idOf('chamber')}` },
  'POST /undertakings/{id}/refusal': { sent: () => ({ body: { reason: 'The seal is missing.' } }) },
  'POST /templates': { sent: template },
  'PUT /templates/{id}': { sent: () => ({ ...template(), ...anyVersion }) },
  'POST /parties': { sent: party },
  'PUT /parties/{id}': { sent: () => ({ ...party(), ...anyVersion }) },
  'POST /products': { sent: product },
  'PUT /products/{id}': { sent: () => ({ ...product(), ...anyVersion }) },
  'POST /certificates/{id}/evidence': { query: () => '?name=invoice.pdf&type=380&item=1', sent: file },
  'PUT /certificates/{id}/evidence/{evidenceId}': { sent: () => ({ body: { type: '271', item: 2 } }) },
  'POST /certificates/issuances': {
    sent: ({ resource }) => ({ body: { ids: [resource.params['id']] } }),
    inside(body) {
      const [outcome] = (body as { outcomes: { ok: boolean; problem?: { code: string } }[] }).outcomes;
      if (outcome?.ok === true) return 200;
      return outcome?.problem?.code === 'not_found' ? 404 : 409;
    },
  },
  'POST /certificates/{id}/rejection': { sent: () => ({ body: { reason: 'The invoice is missing.' } }) },
  'POST /certificates/{id}/legalisations': {
    sent: () => ({
      body: { kind: 'consulate', authority: 'Consulate of Egypt', country: 'EG', date: '2026-05-12' },
    }),
  },
  'PUT /validity-periods/{country}': {
    sent: () => ({ body: { months: 12, source: 'A decree', since: '2026-01-01' } }),
  },
  'POST /certificates/{id}/examination': { sent: () => ({ body: { finding: 'verified' } }) },
  'POST /certificates/{id}/confirmation': { sent: () => ({ body: { reason: 'It is ours.' } }) },
  'PUT /chamber-settings': {
    sent: () => ({ body: { fourEyes: false, deadlineDays: 3 } }),
  },
  'PUT /tradetrust-settings': { sent: () => ({ body: { domain: 'chamber.example' } }) },
  'POST /certificates/tradetrust-documents': {
    async sent({ world, resource }) {
      await world.client('chamber').put('/tradetrust-settings', { body: { domain: 'chamber.example' } });
      return { body: { ids: [resource.params['id']] } };
    },
  },
  'POST /certificates/{id}/assignment': { sent: () => ({ body: {} }) },
  'DELETE /certificates/{id}/assignment': {
    // Somebody has it before; of a foreign one the chamber knows nothing.
    async sent({ world, resource }) {
      const taken = world
        .client('chamber')
        .post(`/certificates/${resource.params['id']}/assignment`, { body: {} });
      await taken.catch(() => undefined);
      return {};
    },
  },
  'POST /certificates/{id}/recommendation': { sent: () => ({ body: {} }) },
  'POST /certificates/{id}/questions': { sent: () => ({ body: { text: 'Which port?' } }) },
  'POST /certificates/{id}/answers': { sent: () => ({ body: { text: 'Antwerp.' } }) },
  'POST /certificates/{id}/change-requests': {
    sent: () => ({ body: { fields: [{ pointer: '/items/0/marks', wish: 'As on the invoice.' }] } }),
  },
  'POST /certificates/{id}/revocation': { sent: () => ({ body: { reason: 'issuedInError' } }) },
  'POST /pouches': { sent: () => ({ body: { title: 'Machines to Singapore' } }) },
  'POST /pouches/{id}/certificates': {
    async sent({ world, role }) {
      const { params } = await world.own('issued certificate', role);
      return { body: { certificateId: params['id'] } };
    },
  },
  'POST /pouches/{id}/documents': { query: () => '?name=packing-list.pdf&type=271', sent: file },
  'PUT /pouches/{id}': {
    sent: () => ({ body: { title: 'To Singapore', cover: { vessel: 'MSC Isabella' } }, ...anyVersion }),
  },
  'PUT /documents/{id}': {
    sent: () => ({ body: { name: 'packing-list.pdf', type: '271', folder: 'Customs' }, ...anyVersion }),
  },
  'POST /pouches/{id}/uploads': {
    sent: () => ({ body: { name: 'invoice.pdf', type: '380', mediaType: 'application/pdf', size: 3 } }),
  },
  'POST /documents/{id}/uploads': {
    sent: () => ({ body: { mediaType: 'application/pdf', size: 3 }, ...anyVersion }),
  },
  'PATCH /uploads/{id}': {
    sent: () => ({ bytes: Buffer.from('one'), headers: { 'upload-offset': '0' } }),
  },
  'POST /documents/{id}/versions': { sent: () => ({ ...file(), ...anyVersion }) },
  'POST /records/{recordId}/shares': {
    sent: ({ world }) => ({ body: { organisationId: world.strangerId, rights: ['view'] } }),
  },
  ...sharingRecipes,
  'POST /records/{recordId}/handovers': { sent: ({ world }) => ({ body: { to: world.strangerId } }) },
  'POST /handovers': {
    async sent({ world, role }) {
      const { params } = await world.own('pouch', role);
      return { body: { to: world.strangerId, records: [params['recordId']] } };
    },
  },
  'POST /handovers/{id}/rejection': { sent: () => ({ body: { reason: 'Not ordered.' } }) },
  'POST /records/{recordId}/control-statements': { sent: () => ({ body: { purpose: 'Credit 2026/118' } }) },
  'PUT /retention/settings': {
    sent: () => ({ body: { fourEyes: false, waitingDays: 14, automatic: false, terms: [] } }),
  },
  'POST /records/{recordId}/holds': { sent: () => ({ body: { reason: 'An audit' } }) },
  'POST /records/{recordId}/closure': { sent: () => ({ body: { reason: 'surrendered' } }) },
  'POST /pouches/{id}/messages': { sent: () => ({ body: { text: 'The vessel is late.' } }) },
  'POST /pouches/{id}/message-readings': {
    sent: ({ resource }) => ({ body: { ids: [resource.params['messageId']] } }),
  },
  'POST /pouches/{id}/message-attachments': { query: () => '?name=photograph.jpg', sent: file },
  'POST /pouches/{id}/tasks': {
    sent: ({ world }) => ({
      body: { organisationId: world.strangerId, documentType: '271', dueOn: '2099-01-31' },
    }),
  },
  'POST /tasks/{id}/completion': { sent: () => ({ body: {} }) },
  'POST /tasks/{id}/refusal': { sent: () => ({ body: { reason: 'The shipper has it.' } }) },
  'POST /pouches/{id}/reading-agreements': {
    sent: ({ world }) => ({ body: { organisationId: world.strangerId } }),
  },
  'POST /reading-agreements/{id}/agreement': { sent: () => ({ body: { scope: 'pouch' } }) },
  'POST /verification/files': { sent: file },
  'POST /verification/bundles': {
    async sent({ world }) {
      const { params } = await world.own('pouch', 'exporter');
      const bundle = await world.client('exporter').get(`/records/${params['recordId']}/proof`);
      return { body: { bundle } };
    },
  },
  'POST /verification/audit-paths': {
    sent: async ({ world }) => {
      const { params } = await world.own('pouch', 'exporter');
      const [entryHash, recordId] = [`0x${'11'.repeat(32)}`, params['recordId']];
      return { body: { recordId, entries: [{ sequence: 0, entryHash }] } };
    },
  },
  'POST /verifications': {
    sent: () => ({
      bytes: Buffer.from(JSON.stringify({ number: 'NO-SUCH', code: '0' })),
      mediaType: 'application/x-ndjson',
    }),
  },
  'POST /watches': { sent: ({ resource }) => ({ body: { recordId: resource.params['recordId'] } }) },
  'GET /verification/look-ups': {
    async query({ world }) {
      const { params } = await world.own('issued certificate', 'exporter');
      const { number } = await world
        .client('exporter')
        .get<{ number: string }>(`/certificates/${params['id']}`);
      const issuedOn = new Date().toISOString().slice(0, 10);
      return `?${new URLSearchParams({ number, issuer: world.idOf('chamber'), issuedOn })}`;
    },
  },
  'GET /verification/certificates': { query: numberAndCode },
  'GET /verification/certificates/proof': { query: numberAndCode },
};

async function numberAndCode({ world }: Asking): Promise<string> {
  const { params } = await world.own('issued certificate', 'exporter');
  const { number, verificationCode: code } = await world
    .client('exporter')
    .get<{ number: string; verificationCode: string }>(`/certificates/${params['id']}`);
  return `?${new URLSearchParams({ number, code })}`;
}

/** An answer with its body read, as far as it is JSON. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  /** Of JSON; of newline-delimited JSON its values. */
  readonly body: unknown;
}

/** A request that was sent, with what came of it. */
export interface Exchange {
  readonly route: string;
  readonly sent: Sent | undefined;
  readonly answer: Answered;
}

/** A request that is ready to be sent. Of a list, it asks for all pages. */
export type Prepared = () => Promise<Answered>;

/**
 * The request of a route (`POST /pouches/{id}/documents`) about a resource; what its body speaks of is made now.
 * @param told of every answer as it came; of a list one for each page
 */
export async function prepare(
  route: string,
  asking: Asking,
  told: (exchange: Exchange) => void = () => {},
): Promise<Prepared> {
  const { world, role, resource } = asking;
  const [method = '', address = ''] = route.split(' ');
  const recipe = recipes[route] ?? {};
  const query = (await recipe.query?.(asking)) ?? '';
  const sent = await recipe.sent?.(asking);
  const client = recipe.leaves === true ? await world.freshSession(role) : world.client(role);
  const path = address.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = resource.params[name];
    if (value === undefined) throw new Error(`${resource.kind} has no ${name} for ${route}.`);
    return value;
  });
  const send = async (search: string): Promise<Answered> => {
    const response = await client.raw(method, path + search, sent);
    const { endless } = recipe;
    const answer =
      endless !== undefined && response.ok
        ? await readFirst(response, () => endless(asking))
        : await read(response);
    if (response.ok) await recipe.settled?.(asking, answer.body);
    told({ route, sent, answer });
    return answer;
  };
  return async () => {
    let answer = await send(query);
    if (method !== 'GET' || !isPage(answer.body)) return answer;
    const items = [...answer.body.items];
    while (isPage(answer.body) && answer.body.next !== null) {
      answer = await send(`?after=${encodeURIComponent(answer.body.next)}`);
      if (isPage(answer.body)) items.push(...answer.body.items);
    }
    return { ...answer, body: { items, next: null } };
  };
}

/** The first message of a stream that has no end. */
async function readFirst(response: Response, provoke: () => Promise<unknown>): Promise<Answered> {
  const { status, headers, body } = response;
  if (body === null) throw new Error('A stream without a body.');
  const ear = listenTo(body);
  await provoke();
  const first = await ear.hear('organisation');
  await ear.close();
  return { status, headers, body: first };
}

export async function read(response: Response): Promise<Answered> {
  const { status, headers } = response;
  const text = Buffer.from(await response.arrayBuffer()).toString('utf8');
  const json = /^application\/([\w.-]+\+)?json\b/.test(headers.get('content-type') ?? '');
  if (json) return { status, headers, body: JSON.parse(text) };
  const isLines = headers.get('content-type') === 'application/x-ndjson';
  return { status, headers, body: isLines ? toLines(text) : undefined };
}

/** Newline-delimited JSON. */
const toLines = (text: string): unknown[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

interface Page {
  readonly items: readonly { readonly id?: string }[];
  readonly next: string | null;
}

export function isPage(body: unknown): body is Page {
  return typeof body === 'object' && body !== null && 'items' in body && 'next' in body;
}
