import { z } from 'zod';
import { documentNameSchema, documentTypeSchema } from '../../documents/index.ts';

/** Of one file, and of all that one application holds or held. */
export const maximumEvidenceBytes = 25_000_000;
export const maximumEvidenceTogether = 250_000_000;
export const maximumEvidenceFiles = 100;

/** Items of an application count from 1 and have at most five digits. */
const itemSchema = z.int().min(1).max(99_999);

/** What a file of evidence is called and is: in the address of an upload. */
export const newEvidenceQuery = z.strictObject({
  name: documentNameSchema,
  type: documentTypeSchema.default('other'),
  item: z.coerce
    .number()
    .pipe(itemSchema)
    .optional()
    .meta({ description: 'Sequence number of the item that it is about; none: of all of them.' }),
});
export type NamedEvidence = z.output<typeof newEvidenceQuery>;

export const evidenceChangeBody = z.strictObject({
  type: documentTypeSchema,
  item: itemSchema.optional().meta({ description: 'None: it is about all of them.' }),
});
export type EvidenceChange = z.output<typeof evidenceChangeBody>;

const shape = {
  id: z.uuid(),
  name: z.string(),
  type: z.string().meta({ description: 'UNCL 1001 code, or other.' }),
  item: z.int().nullable().meta({ description: 'Sequence number of the item that it is about.' }),
  mediaType: z.string(),
  size: z.int().meta({ description: 'Bytes of the file in clear.' }),
  sha256: z.string().meta({ description: 'Of the file in clear, hex with 0x.' }),
};

/** As a submission names it, for good. */
export const keptEvidenceSchema = z.strictObject(shape).meta({ id: 'SubmittedEvidence' });

export const evidenceSchema = z
  .strictObject({
    ...shape,
    addedBy: z.string().meta({ description: 'Name of the person or system.' }),
    addedAt: z.iso.datetime(),
  })
  .meta({ id: 'Evidence' });

export const evidenceListSchema = z.strictObject({
  items: z.array(evidenceSchema).max(maximumEvidenceFiles),
});
