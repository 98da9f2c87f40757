import type { OrganisationRole } from '../database/tables.ts';

/** What a route may ask for. A route names exactly one scope, or is open to anyone. */
export const scopes = [
  'certificate:read',
  'certificate:apply',
  'certificate:issue',
  'certificate:examine',
  'pouch:read',
  'pouch:converse',
  'pouch:write',
  'record:read',
  'record:share',
  'record:handover',
  'organisation:read',
  'organisation:administer',
  'organisation:register',
] as const;

export type Scope = (typeof scopes)[number];

const reading = ['certificate:read', 'pouch:read', 'record:read', 'organisation:read'] as const;
const trading = [...reading, 'pouch:converse', 'pouch:write', 'record:share', 'record:handover'] as const;

/** The most that people and systems of an organisation of this role can hold. `organisation:administer` only administrators do. */
export const scopesOfRole: Readonly<Record<OrganisationRole, readonly Scope[]>> = {
  federation: ['organisation:read', 'organisation:register', 'organisation:administer'],
  chamber: [
    'certificate:read',
    'certificate:issue',
    'record:read',
    'organisation:read',
    'organisation:register',
    'organisation:administer',
  ],
  exporter: [...trading, 'certificate:apply', 'organisation:administer'],
  forwarder: [...trading, 'organisation:administer'],
  importer: [...trading, 'organisation:administer'],
  customs: [...reading, 'pouch:converse', 'certificate:examine', 'organisation:administer'],
};

/** Whoever sends an authenticated request: a person in a session, or a system with a token. */
export interface Principal {
  readonly kind: 'user' | 'client';
  /** The user's or the client's id. */
  readonly id: string;
  /** What the trail calls whoever acts. */
  readonly name: string;
  readonly organisationId: string;
  readonly organisationRole: OrganisationRole;
  readonly scopes: ReadonlySet<Scope>;
  /** Its organisation holds its keys itself: what it signs is prepared first. */
  readonly selfCustody?: boolean;
}
