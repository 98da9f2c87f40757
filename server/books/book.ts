import { z } from 'zod';
import { partySchema } from '../../core/certificate-subject.ts';
import { productSchema } from '../../core/product.ts';
import { lineOfText, printable } from '../http/text.ts';

/** What applications are written from: whole ones, the parties and the products that they name again and again. */
export const books = ['template', 'party', 'product'] as const;
export type Book = (typeof books)[number];

/** Of one organisation in one book. */
export const mostEntries = 1_000;

/** What each book holds under a name. */
export const contentSchemas = {
  template: z
    .strictObject({
      chamberId: z.uuid().optional(),
      application: z.record(z.string(), z.unknown()),
    })
    .meta({ description: 'An application, which may be incomplete, and the chamber that it is for.' }),
  party: printable(partySchema).meta({ description: 'Name and address.' }),
  product: printable(productSchema).meta({ description: 'What is always the same of an item.' }),
} as const satisfies Record<Book, z.ZodType>;

export const entryName = lineOfText(100);

const listed = { id: z.uuid(), name: z.string(), createdAt: z.iso.datetime() };
export const listedEntrySchema = z.strictObject(listed).meta({ id: 'BookEntry' });
export const entrySchema = (book: Book) =>
  z.strictObject({
    ...listed,
    version: z.int().meta({ description: 'Counts changes; the ETag.' }),
    content: contentSchemas[book],
  });
