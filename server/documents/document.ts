import { z } from 'zod';
import { lineOfText } from '../http/text.ts';
import { invalidField } from '../http/validate.ts';

export const maximumDocumentBytes = 100 * 1024 * 1024;

/**
 * The most versions of documents in one pouch: each has a key that is wrapped for every reader, in the transaction
 * that lets a reader in or hands the pouch over.
 */
export const maximumVersions = 1_000;

/**
 * A file name as it is shown and as a browser may save it: no path, no control characters, none that turn the
 * reading direction (a name that reads `invoice.pdf` and ends in `.exe`).
 */
export const documentNameSchema = z
  .string()
  .min(1)
  .max(200)
  .regex(
    /^(?!\s)[^/\\\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]*(?<!\s)$/u,
    'a file name without path separators, control characters, and white space at its ends',
  )
  .refine((name) => !/^\.+$/.test(name), 'a file name');

/** UN/CEFACT code list 1001 (document name code), e.g. 380 commercial invoice, 271 packing list, 705 bill of lading. */
export const documentTypeSchema = z
  .string()
  .regex(/^([1-9]\d{0,2}|other)$/, 'a UNCL 1001 code of 1 to 3 digits, or other');

/** A label by which the documents of a pouch are put together; also a folder of its archive. */
const folderSchema = documentNameSchema.max(60);

const description = {
  name: documentNameSchema,
  type: documentTypeSchema.default('other'),
  typeName: lineOfText(70)
    .optional()
    .meta({ description: 'What kind of document it is, in words, where no code says it (type other).' }),
  folder: folderSchema.optional().meta({ description: 'Label under which it lies in the pouch.' }),
};
export const descriptionSchema = z.strictObject(description);

export interface Description {
  readonly name: string;
  readonly type: string;
  readonly typeName: string | null;
  readonly folder: string | null;
}

/** @throws invalid_request when a kind is said in words beside a code */
export function toDescription(
  { name, type, typeName, folder }: z.output<typeof descriptionSchema>,
  where: 'body' | 'query',
): Description {
  if (typeName !== undefined && type !== 'other')
    throw invalidField('/typeName', 'The kind of document has a code: leave this out.', where, {
      code: 'inconsistent',
    });
  return { name, type, typeName: typeName ?? null, folder: folder ?? null };
}

/** RFC 9110 §8.3.1 without parameters: what the uploader says it is. @throws invalid_request */
export function readMediaType(contentType: string | undefined): string {
  const mediaType = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (mediaType.length <= 127 && /^[a-z0-9!#$%&'*+.^_`|~-]+\/[a-z0-9!#$%&'*+.^_`|~-]+$/.test(mediaType))
    return mediaType;
  throw invalidField('/Content-Type', 'Send the media type of the file.', 'header');
}

/** Those that a browser renders without running anything of them in our origin; all others are bytes to it. */
const shown = new Set([
  'application/pdf',
  'image/png',
  'image/jpeg',
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/json',
]);

/** Headers under which an uploaded file, which may be hostile, is given out. */
export function downloadHeaders(name: string, mediaType: string, size: number): Record<string, string> {
  return {
    'content-type': shown.has(mediaType) ? mediaType : 'application/octet-stream',
    'content-disposition': attachment(name),
    'content-length': String(size),
    'x-content-type-options': 'nosniff',
  };
}

/** RFC 6266 with RFC 8187: an ASCII name for old clients, the whole one beside it. */
export function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
