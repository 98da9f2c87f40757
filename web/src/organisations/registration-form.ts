import type { NewOrganisation, RegisteredRole, Role } from '../api/organisations.ts';

/** What is typed, each field by the JSON pointer that the server names it by. */
export const emptyRegistration = {
  '/role': 'exporter',
  '/legalName': '',
  '/country': '',
  '/address/line1': '',
  '/address/line2': '',
  '/address/postcode': '',
  '/address/city': '',
  '/address/country': '',
  '/identifiers/0/scheme': '',
  '/identifiers/0/value': '',
  '/administrator/name': '',
  '/administrator/email': '',
  '/administrator/password': '',
};
export type Registration = typeof emptyRegistration;
export type FieldPointer = keyof Registration;

/** Whom an organisation may register: the federation anybody, a chamber the companies that it knows. */
export const rolesFor = (registrar: Role): readonly RegisteredRole[] =>
  registrar === 'federation'
    ? ['chamber', 'exporter', 'forwarder', 'importer', 'customs']
    : ['exporter', 'forwarder', 'importer'];

/** What is left empty is not sent. */
export function toNewOrganisation(typed: Registration, role: RegisteredRole): NewOrganisation {
  const of = (pointer: FieldPointer) => typed[pointer].trim();
  const [line2, postcode] = [of('/address/line2'), of('/address/postcode')];
  const [scheme, value] = [of('/identifiers/0/scheme').toLowerCase(), of('/identifiers/0/value')];
  const country = of('/country').toUpperCase();
  return {
    role,
    legalName: of('/legalName'),
    country,
    address: {
      line1: of('/address/line1'),
      ...(line2 !== '' && { line2 }),
      ...(postcode !== '' && { postcode }),
      city: of('/address/city'),
      country: of('/address/country').toUpperCase() || country,
    },
    ...((scheme !== '' || value !== '') && { identifiers: [{ scheme, value }] }),
    administrator: {
      name: of('/administrator/name'),
      email: of('/administrator/email'),
      password: typed['/administrator/password'],
    },
  };
}
