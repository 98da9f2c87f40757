import type { Address, OrganisationRole } from '../database/tables.ts';

/** The parties of the pilot chain. The companies are invented; nobody receives mail under `.example` (RFC 2606). */
export type DemonstrationPartyKey =
  | 'federation'
  | 'chamberAntwerp'
  | 'chamberSingapore'
  | 'exporter'
  | 'forwarder'
  | 'agent'
  | 'importer'
  | 'customsBelgium'
  | 'customsSingapore';

export interface PartyDescription {
  readonly key: DemonstrationPartyKey;
  readonly role: OrganisationRole;
  readonly legalName: string;
  readonly address: Address;
  readonly identifiers: readonly { readonly scheme: string; readonly value: string }[];
  /** Who signs in. */
  readonly person: string;
  readonly email: string;
  /** Who registers it; null for the first. */
  readonly registeredBy: DemonstrationPartyKey | null;
}

/** Known to everybody who reads this file: only for data that nobody needs to keep secret. */
export const demonstrationPassword = 'demonstration-only';

const belgium = (line1: string, postcode: string, city: string): Address => ({
  line1,
  postcode,
  city,
  country: 'BE',
});
const singapore = (line1: string, postcode: string): Address => ({
  line1,
  postcode,
  city: 'Singapore',
  country: 'SG',
});

/** In the order of registration. */
export const demonstrationParties: readonly PartyDescription[] = [
  {
    key: 'federation',
    role: 'federation',
    legalName: 'Federation of Belgian Chambers of Commerce',
    address: belgium('Kamerstraat 1', '1000', 'Brussels'),
    identifiers: [],
    person: 'Hélène Maes',
    email: 'registrar@federation.example',
    registeredBy: null,
  },
  {
    key: 'chamberAntwerp',
    role: 'chamber',
    legalName: 'Chamber of Commerce of Antwerp',
    address: belgium('Voorbeeldkaai 12', '2000', 'Antwerp'),
    identifiers: [],
    person: 'Pieter Claes',
    email: 'officer@chamber-antwerp.example',
    registeredBy: 'federation',
  },
  {
    key: 'chamberSingapore',
    role: 'chamber',
    legalName: 'Chamber of Commerce of Singapore',
    address: singapore('1 Sample Quay', '049999'),
    identifiers: [],
    person: 'Tan Hui Min',
    email: 'officer@chamber-singapore.example',
    registeredBy: 'federation',
  },
  {
    key: 'customsBelgium',
    role: 'customs',
    legalName: 'Belgian Customs',
    address: belgium('Douaneplein 3', '1030', 'Brussels'),
    identifiers: [],
    person: 'Luc Dumont',
    email: 'officer@customs-belgium.example',
    registeredBy: 'federation',
  },
  {
    key: 'customsSingapore',
    role: 'customs',
    legalName: 'Singapore Customs',
    address: singapore('55 Sample Road', '307999'),
    identifiers: [],
    person: 'Nurul Binte Rahman',
    email: 'officer@customs-singapore.example',
    registeredBy: 'federation',
  },
  {
    key: 'exporter',
    role: 'exporter',
    legalName: 'Scheldt Chocolate Works NV',
    address: belgium('Kattendijkdok 21', '2000', 'Antwerpen'),
    identifiers: [{ scheme: 'eori', value: 'BE0404040404' }],
    person: 'Sofie Peeters',
    email: 'export@scheldt-chocolate.example',
    registeredBy: 'chamberAntwerp',
  },
  {
    key: 'forwarder',
    role: 'forwarder',
    legalName: 'Noorderdok Forwarding BV',
    address: belgium('Noorderlaan 700', '2030', 'Antwerp'),
    identifiers: [{ scheme: 'eori', value: 'BE0000000194' }],
    person: 'Bart Wouters',
    email: 'operations@noorderdok.example',
    registeredBy: 'chamberAntwerp',
  },
  {
    key: 'agent',
    role: 'forwarder',
    legalName: 'Straits Lantern Agencies Pte Ltd',
    address: singapore('20 Example Link, #04-11', '118999'),
    identifiers: [{ scheme: 'sg-uen', value: '190000001Z' }],
    person: 'Arjun Nair',
    email: 'imports@straits-lantern.example',
    registeredBy: 'chamberSingapore',
  },
  {
    key: 'importer',
    role: 'importer',
    legalName: 'Straits Fine Foods Pte Ltd',
    address: singapore('8 Harbour Quay #14-02', '098765'),
    identifiers: [{ scheme: 'sg-uen', value: '190000002Z' }],
    person: 'Lim Wei Jie',
    email: 'purchasing@straits-fine-foods.example',
    registeredBy: 'chamberSingapore',
  },
];
