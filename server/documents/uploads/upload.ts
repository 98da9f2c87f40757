import { z } from 'zod';
import { descriptionSchema, maximumDocumentBytes } from '../document.ts';

/** How long an upload waits for its next part. */
export const lifetimeMs = 24 * 3600_000;
/** Of one organisation at the same time. */
export const maximumOpenUploads = 100;
/** Of one upload: each is a file of the content store until it is complete. */
export const maximumParts = 1_000;

const file = {
  size: z.int().min(1).max(maximumDocumentBytes).meta({ description: 'Bytes of the whole file.' }),
  mediaType: z
    .string()
    .max(127)
    .regex(
      /^[a-z0-9!#$%&'*+.^_`|~-]+\/[a-z0-9!#$%&'*+.^_`|~-]+$/,
      'a media type in lower case, without parameters',
    ),
};
export const newDocumentUploadSchema = descriptionSchema.extend(file).meta({ id: 'NewDocumentUpload' });
export const newVersionUploadSchema = z.strictObject(file).meta({ id: 'NewVersionUpload' });

export const uploadSchema = z
  .strictObject({
    id: z.uuid(),
    documentId: z.uuid().meta({ description: 'Of the document that it becomes, or a version of.' }),
    size: z.int(),
    offset: z.int().meta({ description: 'How many bytes have come: where the next part begins.' }),
    expiresAt: z.iso.datetime().meta({ description: 'When it is given up, unless more comes.' }),
  })
  .meta({ id: 'Upload' });
