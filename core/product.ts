import { z } from 'zod';
import { itemSchema } from './certificate-subject.ts';

const { description, hsCode, hsEdition, productId, origin, originCriterion, originRule, manufacturer } =
  itemSchema.shape;

/** What is always the same of the item of a certificate: kept under a name, to write applications from. */
export const productSchema = z.strictObject({
  ...{ description, hsCode, hsEdition, productId, origin, manufacturer, originRule },
  originCriterion: originCriterion.optional(),
});
