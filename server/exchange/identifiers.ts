/**
 * Identifiers as UN/CEFACT's API writes them: URIs of the form `authority:scheme:value`, and `id:value` where nobody is
 * named.
 */

type Scheme = 'eori' | 'be-kbo' | 'lei' | 'vat';

const prefixes: Readonly<Record<Scheme, string>> = {
  eori: 'ec.europa.eu:eori:',
  'be-kbo': 'kbopub.economie.fgov.be:kbo:',
  lei: 'gleif.org:lei:',
  vat: 'ec.europa.eu:vat:',
};

export interface PartyId {
  readonly scheme: Scheme;
  readonly value: string;
}

export const partyUri = ({ scheme, value }: PartyId): string => prefixes[scheme] + encodeURIComponent(value);

/** Undefined for the number of a register that we do not know. */
export function readPartyUri(uri: string): PartyId | undefined {
  const found = Object.entries(prefixes).find(([, prefix]) => uri.startsWith(prefix));
  const value = found && decoded(uri.slice(found[1].length));
  return found === undefined || value === undefined ? undefined : { scheme: found[0] as Scheme, value };
}

export const locodePrefix = 'unece.un.org:locode:';
export const gtinPrefix = 'gs1.org:gtin:';

export const uriOf = (value: string, prefix = 'id:'): string => prefix + encodeURIComponent(value);

/** The value at the end of a URI, whoever gave it: `tweglobal.com:invoice:1122345` → `1122345`. */
export function endOf(uri: string): string | undefined {
  const value = decoded(uri.slice(uri.lastIndexOf(':') + 1));
  return value === '' ? undefined : value;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
