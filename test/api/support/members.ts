import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { undertakingVersion } from '../../../core/undertaking.ts';
import { type ApiClient, signIn } from '../../../scripts/client/api-client.ts';
import type { DemonstrationParty, DemonstrationPartyKey } from '../../../server/demonstration/index.ts';
import { type Answer, type Caller, signIn as signInCaller } from './caller.ts';

/** Of those that the tests make; the demonstration parties have another. */
export const PASSWORD = 'nine lanterns over the quay';

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export interface Summary {
  readonly id: string;
  readonly legalName: string;
  readonly country: string;
  readonly role: string;
}

/** `GET /me`. */
export interface Me {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly organisation: Summary;
  readonly scopes: readonly string[];
}

export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly administrator: boolean;
}

export interface Client {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly secret: string;
}

export interface Organisation extends Summary {
  readonly vouchedBy: string | null;
  readonly profile: { readonly legalName: string; readonly country: string; readonly did: string } | null;
  readonly issuingKeys: readonly {
    readonly signerId: string;
    readonly createdAt: string;
    readonly endsAt: string | null;
  }[];
  readonly administrator: User;
}

export function partyOf(
  server: { parties: readonly DemonstrationParty[] },
  key: DemonstrationPartyKey,
): DemonstrationParty {
  const found = server.parties.find((it) => it.key === key);
  if (found === undefined) throw new Error(`There is no party ${key}.`);
  return found;
}

export const newPerson = (more: object = {}) => ({
  name: 'Ann Devos',
  email: `ann.${randomUUID()}@scheldt-chocolate.example`,
  password: PASSWORD,
  ...more,
});

export async function addUser(by: Caller, more: object = {}): Promise<User> {
  const { status, body } = await by.call<User>('POST', '/users', { body: newPerson(more) });
  expect(status).to.equal(201);
  return body;
}

export async function addClient(by: Caller, scopes: readonly string[]): Promise<Client> {
  const { status, body } = await by.call<Client>('POST', '/api-clients', { body: { name: 'ERP', scopes } });
  expect(status).to.equal(201);
  return body;
}

export const bruges = { line1: 'Voorbeeldstraat 5', postcode: '8000', city: 'Bruges', country: 'BE' };

export const newOrganisation = (role: string, more: object = {}) => ({
  role,
  legalName: 'Brugse Reien Lace BV',
  country: 'BE',
  address: bruges,
  identifiers: [{ scheme: 'eori', value: 'BE0000000291' }],
  administrator: { name: 'Griet Dhondt', email: `${randomUUID()}@brugse-reien.example`, password: PASSWORD },
  ...more,
});

export const register = (by: Caller, role: string, more: object = {}): Promise<Answer<Organisation>> =>
  by.call<Organisation>('POST', '/organisations', { body: newOrganisation(role, more) });

/** The same, with its administrator signed in. */
export async function registerSignedIn(
  server: { readonly url: string },
  by: Caller,
  role: string,
): Promise<Organisation & { readonly caller: Caller }> {
  const { status, body } = await register(by, role);
  expect(status).to.equal(201);
  const { email } = body.administrator;
  return { ...body, caller: await signInCaller(server.url, { email, password: PASSWORD }) };
}

/** What is sent to give a chamber an undertaking. @param signatories ids of people */
export const undertakingBody = (
  chamberId: string,
  signatories: readonly string[],
  language: 'en' | 'nl' | 'fr' = 'en',
) => ({
  chamberId,
  undertaking: { accepted: true, version: undertakingVersion, language },
  signatories,
});

/** An organisation, and its administrator signed in. */
export interface Holder {
  readonly client: ApiClient;
  readonly id: string;
}

export async function registerOrganisation(
  server: { readonly url: string },
  by: ApiClient,
  role: string,
): Promise<Holder> {
  const body = newOrganisation(role);
  const { id } = await by.post<{ id: string }>('/organisations', { body });
  return { id, client: await signIn(server.url, body.administrator.email, PASSWORD) };
}
