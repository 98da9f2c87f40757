import { hash, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { type ApiClient, createApiClient, signIn } from '../../../scripts/client/api-client.ts';
import {
  sampleApplication,
  sampleDocumentApplication,
  withDeclaration,
} from '../../../scripts/client/sample-application.ts';
import type { TestServer } from '../../fixtures/server.ts';
import { custodyMakers } from './custody-makers.ts';
import { type Holder, newOrganisation, newPerson, registerOrganisation, undertakingBody } from './members.ts';
import { retentionMakers } from './retention-makers.ts';
import { sharingMakers } from './sharing-makers.ts';
import { togetherMakers } from './together-makers.ts';

/** Who sends a request: nobody, or the administrator of an organisation of that role. */
export const roles = [
  'anonymous',
  'federation',
  'chamber',
  'exporter',
  'forwarder',
  'importer',
  'customs',
] as const;
export type Role = (typeof roles)[number];

/** What stands in the `{…}` of an address, and what a list shows. */
export interface Resource {
  readonly kind: string;
  readonly params: Readonly<Record<string, string>>;
}

/** Organisations that deal with each other; there are two such groups, which know nothing of each other. */
interface Side {
  /** Of the chamber. */
  readonly country: string;
  readonly chamber: ApiClient;
  readonly chamberId: string;
  readonly exporter: ApiClient;
  readonly exporterId: string;
  readonly forwarder: ApiClient;
  readonly forwarderId: string;
}

export interface World {
  readonly server: TestServer;
  client(role: Role): ApiClient;
  idOf(role: Role): string;
  /** Another session of the same person, to be ended. */
  freshSession(role: Role): Promise<ApiClient>;
  /** The resource of a kind as the role comes to have it (docs/access.md). */
  own(kind: string, role: Role): Promise<Resource>;
  /** The resource of a kind that organisations of the other group have. */
  foreign(kind: string): Promise<Resource>;
  /** An organisation of the other group that can own records. */
  readonly strangerId: string;
}

const parties = {
  federation: 'federation',
  chamber: 'chamberAntwerp',
  exporter: 'exporter',
  forwarder: 'forwarder',
  importer: 'importer',
  customs: 'customsSingapore',
} as const;

export async function createWorld(server: TestServer): Promise<World> {
  const clients = new Map<Role, ApiClient>([['anonymous', createApiClient(server.url)]]);
  for (const [role, party] of Object.entries(parties)) clients.set(role as Role, await server.client(party));
  const client = (role: Role): ApiClient => {
    const found = clients.get(role);
    if (found === undefined) throw new Error(`Nobody is ${role}.`);
    return found;
  };
  const idOf = (role: Role): string => (role === 'anonymous' ? '' : server.idOf(parties[role]));

  const otherChamber = await server.client('chamberSingapore');
  const otherExporter = await registerOrganisation(server, otherChamber, 'exporter');
  const ours: Side = {
    ...{ country: 'BE', chamber: client('chamber'), chamberId: idOf('chamber') },
    ...{ exporter: client('exporter'), exporterId: idOf('exporter') },
    ...{ forwarder: client('forwarder'), forwarderId: idOf('forwarder') },
  };
  const theirs: Side = {
    ...{ country: 'SG', chamber: otherChamber, chamberId: server.idOf('chamberSingapore') },
    ...{ exporter: otherExporter.client, exporterId: otherExporter.id },
    ...{ forwarder: await server.client('agent'), forwarderId: server.idOf('agent') },
  };
  const customs = { client: client('customs'), id: idOf('customs') };
  const make = createMakers(client('federation'), customs, server);
  const owner = (role: Role): Role =>
    role === 'exporter' || role === 'forwarder' || role === 'importer' ? role : 'exporter';

  return {
    server,
    client,
    idOf,
    strangerId: server.idOf('agent'),
    freshSession: (role) => {
      const party = server.parties.find(({ key }) => role !== 'anonymous' && key === parties[role]);
      return party === undefined
        ? Promise.resolve(client('anonymous'))
        : signIn(server.url, party.email, party.password);
    },
    async own(kind, role) {
      if (kind === 'organisation' || (kind === 'chamber' && role === 'chamber'))
        return { kind, params: { id: role === 'anonymous' ? idOf('exporter') : idOf(role) } };
      const administers = [
        'user',
        'API client',
        'webhook',
        'webhook delivery',
        'proposed keys',
        'preparation',
      ].includes(kind);
      const receives = role === 'customs' && kind.endsWith('shared with it');
      const holder = (administers || receives) && role !== 'anonymous' ? role : owner(role);
      const resource = await make(kind, ours, { client: client(holder), id: idOf(holder) });
      // Customs own nothing: what is theirs to see was shared with them.
      if (role === 'customs' && sharedWithCustoms.includes(kind))
        await share(ours.exporter, resource.params['recordId'] ?? '', idOf('customs'));
      return resource;
    },
    foreign: (kind) =>
      kind === 'organisation'
        ? Promise.resolve({ kind, params: { id: theirs.exporterId } })
        : make(kind, theirs, { client: theirs.exporter, id: theirs.exporterId }),
  };
}

const sharedWithCustoms = [
  'issued certificate',
  'certified document',
  'rendition',
  'wrapped certificate',
  'pouch',
  'document',
  'share',
  'message',
  'attachment',
  'pouch with a stranger who adds',
];

const share = (by: ApiClient, recordId: string, organisationId: string): Promise<{ id: string }> =>
  by.post<{ id: string }>(`/records/${recordId}/shares`, { body: { organisationId } });

type Made = Promise<Record<string, string>>;

/** Nobody listens there. */
export const webhookBody = { url: 'http://127.0.0.1:9/', description: 'ERP', types: [] };

/** One function for each kind of resource; `holder` gets it on `side`, where the exporter and the chamber make it. */
function createMakers(federation: ApiClient, customs: Holder, server: TestServer) {
  let serial = 0;
  const draft = async ({ exporter, chamberId, country }: Side): Made => {
    serial += 1;
    const body = { chamberId, application: sampleApplication(serial, country) };
    const { id } = await exporter.post<{ id: string }>('/certificates', { body });
    return { id };
  };
  const handIn = async ({ exporter }: Side, id: string): Promise<string> => {
    const made = await exporter.post<{ id: string }>(
      `/certificates/${id}/evidence?name=invoice.pdf&type=380&item=1`,
      { bytes: Buffer.from(`%PDF-1.7 ${randomUUID()}`), mediaType: 'application/pdf' },
    );
    return made.id;
  };
  const keep = async (exporter: ApiClient, path: string, content: object): Made => {
    const { id } = await exporter.post<{ id: string }>(path, { body: { name: 'Kept', content } });
    return { id };
  };
  const submitted = async (side: Side): Made => {
    const made = await draft(side);
    await side.exporter.post(`/certificates/${made['id']}/submission`, withDeclaration);
    return made;
  };
  const issued = async (side: Side, holder: Holder, made = submitted(side)): Made => {
    const { id } = await made;
    const { recordId } = await side.chamber.post<{ recordId: string }>(`/certificates/${id}/issuance`);
    if (holder.id !== side.exporterId) {
      const handover = await offer({ client: side.exporter, id: side.exporterId }, recordId, holder.id);
      await holder.client.post(`/handovers/${handover}/acceptance`);
    }
    return { id: id ?? '', recordId };
  };
  const pouch = async ({ client }: Holder): Made => {
    const { id, recordId } = await client.post<{ id: string; recordId: string }>('/pouches', {
      body: { title: 'Chocolate to Singapore', cover: { destinationCountry: 'SG' } },
    });
    return { id, recordId };
  };
  const other = (side: Side, holder: Holder): Holder =>
    holder.id === side.exporterId
      ? { client: side.forwarder, id: side.forwarderId }
      : { client: side.exporter, id: side.exporterId };
  const documentIn = async (holder: Holder, { id, recordId }: Awaited<Made>): Made => {
    const path = `/pouches/${id}/documents?name=invoice.pdf&type=380`;
    const bytes = Buffer.from(`%PDF-1.7 ${randomUUID()}`);
    const made = await holder.client.post<{ id: string }>(path, { bytes, mediaType: 'application/pdf' });
    return { id: made.id, recordId: recordId ?? '', version: '1' };
  };
  const document = async (holder: Holder): Made => documentIn(holder, await pouch(holder));
  const upload = async (holder: Holder): Made => {
    const { id: pouchId } = await pouch(holder);
    const body = { name: 'invoice.pdf', mediaType: 'application/pdf', size: 3 };
    const { id } = await holder.client.post<{ id: string }>(`/pouches/${pouchId}/uploads`, { body });
    return { id };
  };
  const offer = async (from: Holder, recordId: string, to: string): Promise<string> => {
    const made = await from.client.post<{ id: string }>(`/records/${recordId}/handovers`, { body: { to } });
    return made.id;
  };
  const offered = async (from: Holder, to: Holder): Made => {
    const { recordId } = await pouch(from);
    return { id: await offer(from, recordId ?? '', to.id) };
  };

  const makers: Readonly<Record<string, (side: Side, holder: Holder) => Made>> = {
    'draft certificate': draft,
    'submitted certificate': submitted,
    'issued certificate': issued,
    async 'certified document'(side, holder) {
      const bytes = Buffer.from(`%PDF-1.7 ${randomUUID()}`);
      serial += 1;
      const application = sampleDocumentApplication(serial, `0x${hash('sha256', bytes)}`);
      const { id } = await side.exporter.post<{ id: string }>('/certificates', {
        body: { chamberId: side.chamberId, application },
      });
      const path = `/certificates/${id}/evidence?name=invoice.pdf&type=380`;
      await side.exporter.post(path, { bytes, mediaType: 'application/pdf' });
      await side.exporter.post(`/certificates/${id}/submission`, withDeclaration);
      return issued(side, holder, Promise.resolve({ id }));
    },
    async 'code list'() {
      return { list: 'ports' };
    },
    async 'validity period'() {
      serial += 1;
      // No certificate here goes to them.
      const country = ['JP', 'KR', 'IN', 'BR', 'ZA', 'US'][serial % 6] ?? '';
      const body = { months: 12, source: 'A decree', since: '2026-01-01' };
      await federation.put(`/validity-periods/${country}`, { body });
      return { country };
    },
    async 'disputed certificate'(side, holder) {
      const made = await issued(side, holder);
      await share(holder.client, made['recordId'] ?? '', customs.id);
      await customs.client.post(`/certificates/${made['id']}/examination`, {
        body: { finding: 'disputed', reason: 'The stamp is unknown here.' },
      });
      return made;
    },
    async 'bulk run'({ exporter, chamberId, country }) {
      serial += 1;
      const entry = { reference: `BULK-${serial}`, application: sampleApplication(serial, country) };
      const { id } = await exporter.post<{ id: string }>(`/bulk-runs?chamberId=${chamberId}&name=a.json`, {
        bytes: Buffer.from(JSON.stringify([entry])),
        mediaType: 'application/json',
      });
      for (;;) {
        const { state } = await exporter.get<{ state: string }>(`/bulk-runs/${id}`);
        if (state === 'finished') return { id };
        if (state === 'failed') throw new Error('The bulk run failed.');
        await setTimeout(20);
      }
    },
    async 'imported draft'({ exporter, chamberId }) {
      const document = { supplyChainConsignment: { exporter: { name: 'Scheldt Chocolate Works NV' } } };
      const made = await exporter.post<{ certificate: { id: string } }>('/certificates/imports', {
        body: { chamberId, format: 'uncefact', document },
      });
      return { id: made.certificate.id };
    },
    async 'evidence of a draft'(side) {
      const { id } = await draft(side);
      return { id: id ?? '', evidenceId: await handIn(side, id ?? '') };
    },
    async 'submitted evidence'(side) {
      const { id } = await draft(side);
      const evidenceId = await handIn(side, id ?? '');
      await side.exporter.post(`/certificates/${id}/submission`, withDeclaration);
      return { id: id ?? '', evidenceId };
    },
    async rendition(side, holder) {
      const { id, recordId } = await issued(side, holder);
      const made = await holder.client.post<{ id: string }>(`/certificates/${id}/renditions`);
      return { id: id ?? '', recordId: recordId ?? '', renditionId: made.id };
    },
    async 'wrapped certificate'(side, holder) {
      const { id, recordId } = await issued(side, holder);
      await side.chamber.put('/tradetrust-settings', { body: { domain: 'chamber.example' } });
      await side.chamber.post('/certificates/tradetrust-documents', { body: { ids: [id] } });
      return { id: id ?? '', recordId: recordId ?? '' };
    },
    async undertaking({ exporter, chamberId }) {
      const { id: signatoryId } = await exporter.get<{ id: string }>('/me');
      const body = undertakingBody(chamberId, [signatoryId]);
      const { id } = await exporter.post<{ id: string }>('/undertakings', { body });
      return { id, signatoryId };
    },
    template: ({ exporter }) => keep(exporter, '/templates', { application: {} }),
    party: ({ exporter }) => keep(exporter, '/parties', sampleApplication(1).consignor),
    product: ({ exporter }) => keep(exporter, '/products', { description: 'Pralines, assorted' }),
    pouch: (_, holder) => pouch(holder),
    ...sharingMakers<Side>({ server, pouch, document, issued, other }),
    ...retentionMakers(server, (holder) => pouch(holder as Holder)),
    ...togetherMakers({ pouch, other, strangerId: server.idOf('agent') }),
    async 'pouch shared with it'(side, holder) {
      const from = other(side, holder);
      const made = await pouch(from);
      await share(from.client, made['recordId'] ?? '', holder.id);
      return made;
    },
    document: (_, holder) => document(holder),
    upload: (_, holder) => upload(holder),
    async 'complete upload'(_, holder) {
      const made = await upload(holder);
      const headers = { 'upload-offset': '0' };
      await holder.client.raw('PATCH', `/uploads/${made['id']}`, { bytes: Buffer.from('one'), headers });
      return made;
    },
    async 'document offered to it'(side, holder) {
      const from = other(side, holder);
      const made = await document(from);
      await offer(from, made['recordId'] ?? '', holder.id);
      return made;
    },
    async 'document it handed on'(side, holder) {
      const to = other(side, holder);
      const made = await document(holder);
      const id = await offer(holder, made['recordId'] ?? '', to.id);
      await to.client.post(`/handovers/${id}/acceptance`);
      return made;
    },
    async 'document added after it handed on'(side, holder) {
      const to = other(side, holder);
      const made = await pouch(holder);
      const id = await offer(holder, made['recordId'] ?? '', to.id);
      await to.client.post(`/handovers/${id}/acceptance`);
      return documentIn(to, made);
    },
    async 'document no longer shared with it'(side, holder) {
      const from = other(side, holder);
      const made = await document(from);
      const { id } = await share(from.client, made['recordId'] ?? '', holder.id);
      await from.client.delete(`/records/${made['recordId']}/shares/${id}`);
      return made;
    },
    async share(side, holder) {
      const { recordId } = await pouch(holder);
      const made = await share(holder.client, recordId ?? '', other(side, holder).id);
      return { recordId: recordId ?? '', shareId: made.id };
    },
    'handover to it': (side, holder) => offered(other(side, holder), holder),
    'handover from it': (side, holder) => offered(holder, other(side, holder)),
    async user(_, { client }) {
      const { id } = await client.post<{ id: string }>('/users', { body: newPerson() });
      return { id };
    },
    ...custodyMakers,
    async 'API client'(_, { client }) {
      const body = { name: 'ERP', scopes: ['organisation:read'] };
      const { id } = await client.post<{ id: string }>('/api-clients', { body });
      return { id };
    },
    async watch(side, holder) {
      const { recordId } = await issued(side, holder);
      const { id } = await holder.client.post<{ id: string }>('/watches', { body: { recordId } });
      return { id };
    },
    async webhook(_, { client }) {
      const { id } = await client.post<{ id: string }>('/webhooks', { body: webhookBody });
      return { id };
    },
    async 'webhook delivery'(_, { client }) {
      const { id } = await client.post<{ id: string }>('/webhooks', { body: webhookBody });
      const { id: deliveryId } = await client.post<{ id: string }>(`/webhooks/${id}/tests`);
      // What waits when it is switched off is missed.
      for (const state of ['off', 'on'])
        await client.put(`/webhooks/${id}`, { body: { ...webhookBody, state } });
      return { id, deliveryId };
    },
    async chamber() {
      const { id } = await federation.post<{ id: string }>('/organisations', {
        body: newOrganisation('chamber'),
      });
      return { id };
    },
  };
  return async (kind: string, side: Side, holder: Holder): Promise<Resource> => {
    const maker = makers[kind];
    if (maker === undefined) throw new Error(`Nobody makes a ${kind}.`);
    return { kind, params: await maker(side, holder) };
  };
}
