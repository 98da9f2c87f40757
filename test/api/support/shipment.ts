import { expect } from 'chai';
import { type ApiClient, ApiProblem, type Sent } from '../../../scripts/client/api-client.ts';
import { sampleApplication, withDeclaration } from '../../../scripts/client/sample-application.ts';
import type { DemonstrationPartyKey } from '../../../server/demonstration/index.ts';
import type { Route } from '../../../server/http/route.ts';
import type { TestServer } from '../../fixtures/server.ts';

export interface Org {
  readonly id: string;
  readonly legalName: string;
}

export interface Certificate {
  readonly id: string;
  readonly recordId: string;
  readonly number: string;
}

export interface Version {
  readonly version: number;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  readonly addedBy: Org;
}

export interface Document {
  readonly id: string;
  readonly pouchId: string;
  readonly name: string;
  readonly type: string;
  readonly typeName: string | null;
  readonly folder: string | null;
  readonly revision: number;
  readonly latest: Version;
  readonly receipts?: readonly string[];
}

export interface Pouch {
  readonly id: string;
  readonly recordId: string;
  readonly title: string;
  readonly cover: Record<string, unknown>;
  readonly revision: number;
  readonly state: string;
  readonly reason: string | null;
  readonly owner: Org;
  readonly access: {
    readonly owner: boolean;
    readonly rights: readonly string[];
    readonly seenUntil: string | null;
  };
  readonly certificates: readonly { id: string; recordId: string; number: string; owner: Org }[];
  readonly documents: readonly Document[];
  readonly receipts: readonly string[];
}

export interface Share {
  readonly id: string;
  readonly recordId: string;
  readonly organisation: Org;
  readonly basis: string;
  readonly rights: readonly string[];
  readonly through: string | null;
  readonly follows: string | null;
  readonly endsAt: string | null;
  readonly receipts?: readonly string[];
}

export interface Handover {
  readonly id: string;
  readonly recordId: string;
  readonly contents: readonly string[];
  readonly state: string;
  readonly reason: string;
  readonly chain: { readonly state: string } | null;
  readonly receipts: readonly string[];
}

export interface RecordState {
  readonly recordId: string;
  readonly status: string;
  readonly reason: string | null;
  readonly owner: Org;
  readonly sequence: number;
  readonly events: number;
  readonly act: { readonly type: string; readonly state: string } | null;
  readonly sealing: { readonly state: string; readonly sealedAt: string | null };
}

export interface TrailEvent {
  readonly type: string;
  readonly time: string;
  readonly actor: { readonly name: string; readonly organisation: Org | null };
  readonly data: Record<string, unknown> | null;
  readonly sealing: { readonly state: string };
  readonly proof: {
    readonly sequence: number;
    readonly previous: string;
    readonly entryHash: string;
    readonly bodyCommitment: string;
    readonly body: { readonly salt: string; readonly jws: string } | null;
    readonly anchor: {
      readonly index: number;
      readonly size: number;
      readonly path: string[];
      readonly root: string;
    } | null;
    readonly transactionHash: string | null;
    readonly blockNumber: number | null;
  };
}

/** The parties to a shipment, each signed in; every answer is held against the schema of its route. */
export interface Shipment {
  readonly exporter: ApiClient;
  readonly forwarder: ApiClient;
  readonly agent: ApiClient;
  readonly importer: ApiClient;
  readonly customs: ApiClient;
  readonly chamber: ApiClient;
  id(party: DemonstrationPartyKey): string;
  /** Applied for by the exporter and issued by the chamber of Antwerp. */
  certificate(): Promise<Certificate>;
  /** Of the exporter. */
  pouch(title?: string): Promise<Pouch>;
  upload(by: ApiClient, pouchId: string, bytes: Uint8Array, name?: string): Promise<Document>;
  handOver(recordId: string, from: ApiClient, to: DemonstrationPartyKey): Promise<Handover>;
  /** The types of a record's events without their common beginning. */
  story(by: ApiClient, recordId: string): Promise<string[]>;
}

export async function openShipment(server: TestServer): Promise<Shipment> {
  const client = async (party: DemonstrationPartyKey) => truthful(server.routes, await server.client(party));
  const [exporter, forwarder, agent, importer, customs, chamber] = await Promise.all([
    client('exporter'),
    client('forwarder'),
    client('agent'),
    client('importer'),
    client('customsSingapore'),
    client('chamberAntwerp'),
  ]);
  const parties: Partial<Record<DemonstrationPartyKey, ApiClient>> = { exporter, forwarder, agent, importer };
  let serial = 0;
  return {
    ...{ exporter, forwarder, agent, importer, customs, chamber },
    id: (party) => server.idOf(party),
    async certificate() {
      serial += 1;
      const body = { chamberId: server.idOf('chamberAntwerp'), application: sampleApplication(serial) };
      const { id } = await exporter.post<Certificate>('/certificates', { body });
      await exporter.post(`/certificates/${id}/submission`, withDeclaration);
      return chamber.post<Certificate>(`/certificates/${id}/issuance`);
    },
    pouch: (title = 'Chocolate to Singapore') =>
      exporter.post<Pouch>('/pouches', { body: { title, cover: { destinationCountry: 'SG' } } }),
    upload: (by, pouchId, bytes, name = 'invoice.pdf') =>
      by.post<Document>(`/pouches/${pouchId}/documents?${new URLSearchParams({ name, type: '380' })}`, {
        bytes,
        mediaType: 'application/pdf',
      }),
    async handOver(recordId, from, to) {
      const { id } = await from.post<Handover>(`/records/${recordId}/handovers`, {
        body: { to: server.idOf(to) },
      });
      const receiver = parties[to];
      if (receiver === undefined) throw new Error(`${to} takes no part.`);
      return receiver.post<Handover>(`/handovers/${id}/acceptance`);
    },
    async story(by, recordId) {
      const { items } = await by.get<{ items: TrailEvent[] }>(`/records/${recordId}/trail?limit=200`);
      return items.map((event) => event.type.replace('org.openpouch.', ''));
    },
  };
}

/** Runs what must be refused. @returns `409 not_owner` and the like, with the pointers of the fields that are wrong */
export async function refusal(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return [error.status, error.code, ...error.errors.map((field) => field.pointer)].join(' ');
  }
  throw new Error('It was not refused.');
}

/** A client that holds each JSON answer against what its route declares. */
export function truthful(routes: readonly Route[], client: ApiClient): ApiClient {
  const check = (method: string, path: string, body: unknown): void => {
    const [address = ''] = path.split('?');
    const declared = routes.find(
      (route) =>
        route.method === method && new RegExp(`^${route.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(address),
    );
    const schemas = Object.entries(declared?.responses ?? {}).filter(([status]) => Number(status) < 300);
    const [, response] = schemas[0] ?? [];
    const parsed = response?.schema?.safeParse(body);
    expect(parsed?.success, `${method} ${path}: ${parsed?.error?.message}`).to.equal(true);
  };
  return {
    ...client,
    async get<T>(path: string): Promise<T> {
      const body = await client.get<T>(path);
      check('get', path, body);
      return body;
    },
    async post<T>(path: string, sent?: Sent): Promise<T> {
      const body = await client.post<T>(path, sent);
      check('post', path, body);
      return body;
    },
  };
}
