import type { Text } from '../text/text.tsx';

const parties = ['consignor', 'consignee', 'onBehalfOf', 'importer', 'applicant'];
const ofParty = /^(consignor|consignee|onBehalfOf|importer|applicant|items\.manufacturer)\./;

/**
 * What a field is called: by its path without numbers, a party's whoever the party is. What has no name of its own has
 * that of its first part, or of what it is a part of.
 */
export function labelOf(path: string, text: Text): string {
  const generic = path.replace(/\.\d+/g, '').replace(ofParty, 'party.');
  const fields: Readonly<Record<string, string>> = text.application.fields;
  const own = fields[generic] ?? fields[generic.slice(generic.indexOf('.') + 1)];
  if (own !== undefined) return own;
  const part = Object.keys(fields).find((name) => name.startsWith(`${generic}.`));
  if (part !== undefined) return fields[part] ?? path;
  const above = generic.lastIndexOf('.');
  return above === -1 ? path : labelOf(generic.slice(0, above), text);
}

/** `Consignee, City`; `Item 2, HS code`. */
export function placeOf(path: string, text: Text): string {
  const [first = '', second = '', third] = path.split('.');
  const label = labelOf(path, text);
  if (first === 'items' && second !== '') {
    const item = text.application.item(Number(second) + 1);
    return third === undefined ? item : text.application.fieldOf(item, label);
  }
  return path.includes('.') && parties.includes(first)
    ? text.application.fieldOf(text.application.fields[first] ?? first, label)
    : label;
}
