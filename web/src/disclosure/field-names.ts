import { labelOf, placeOf } from '../certificates/field-place.ts';
import type { Text } from '../text/text.tsx';

/** What a field of a certificate is called among others: `Item 2, HS code`. */
export const fieldName = (path: string, text: Text): string =>
  text.disclosure.fields[path] ?? (path === 'origins' ? text.sheet.box3 : placeOf(path, text));

/** The same below a heading that says where: `HS code`. */
export const shortName = (path: string, text: Text): string =>
  text.disclosure.fields[path] ?? labelOf(path, text);
