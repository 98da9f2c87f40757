import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { JsonObject } from '../../../core/json.ts';

/** The files of others that lie beside the project: read from there, never copied (they are under another licence). */
const folder = new URL('../../../../shared/data/', import.meta.url);

export const readPublished = (path: string): string => readFileSync(new URL(path, folder), 'utf8');
export const readPublishedJson = (path: string): JsonObject => JSON.parse(readPublished(path));

/** UN/CEFACT's published schema of a certificate of origin; of its code list of countries, the codes' shape. */
export function uncefactValidator() {
  const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true }));
  ajv.addSchema({
    $id: 'https://edi3.org/shared/openapi/ISO/codes.json',
    components: { schemas: { ISO3166_Code: { type: 'string', pattern: '^[A-Z]{2}$' } } },
  });
  return ajv.compile(readPublishedJson('edi3/CertificateOfOrigin.schema.json'));
}
