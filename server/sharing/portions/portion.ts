import { z } from 'zod';
import type { AccessRight } from '../../records/record-store.ts';

/** Which part of a record is shown: some documents of a pouch, a certificate without some fields; neither: all of it. */
export interface Portion {
  readonly documentIds: readonly string[] | null;
  /** Paths as in `ReadCredential.disclosed`. */
  readonly hidden: readonly string[] | null;
}

const mostDocuments = 200;
const mostHidden = 2_000;

/** Fields of a request body. */
export const portionShape = {
  documentIds: z
    .array(z.uuid().toLowerCase())
    .min(1)
    .max(mostDocuments)
    .optional()
    .meta({ description: 'Of a pouch: these documents alone, and nothing else of it.' }),
  hide: z
    .array(z.string().min(1).max(100))
    .min(1)
    .max(mostHidden)
    .optional()
    .meta({ description: 'Of a certificate: fields to leave out, such as `items.0.hsCode`.' }),
};
/** Fields of an answer. */
export const portionAnswer = {
  documentIds: z.array(z.uuid()).nullable(),
  hidden: z.array(z.string()).nullable(),
};

/** What is shown of a record by an extract or a link: seeing it, or having it too. */
export const readingRights = ['view', 'download'] as const satisfies readonly AccessRight[];
export const readingRightsSchema = z
  .array(z.enum(readingRights))
  .min(1)
  .max(readingRights.length)
  .refine((rights) => rights.includes('view'), 'view is part of every share')
  .refine((rights) => new Set(rights).size === rights.length, 'each right once')
  .default(['view', 'download']);

export interface WishedPortion {
  readonly documentIds?: readonly string[] | undefined;
  readonly hide?: readonly string[] | undefined;
}

export const toPortion = ({ documentIds, hide }: WishedPortion): Portion => ({
  documentIds: documentIds === undefined ? null : [...new Set(documentIds)],
  hidden: hide === undefined ? null : [...new Set(hide)],
});

export const isWhole = ({ documentIds, hidden }: Portion): boolean => documentIds === null && hidden === null;

/** Nothing else of what has a portion: an invitation has a reader and rights of its own. */
export const onlyPortion = ({ documentIds, hidden }: Portion): Portion => ({ documentIds, hidden });

/** As an event says it: what is not said is left out. */
export const portionData = ({ documentIds, hidden }: Portion) => ({
  ...(documentIds !== null && { documentIds: [...documentIds] }),
  ...(hidden !== null && { hidden: [...hidden] }),
});
