import { CONTEXT_PATH, SCHEMA_PATH } from '../../core/credential-vocabulary.ts';
import type { AppContext } from '../context.ts';
import type { PublishedDocument } from '../http/published.ts';

/** What a certificate's credential refers to: what its fields mean, and what they may hold. */
export function publishedDocuments({ vocabulary }: Pick<AppContext, 'vocabulary'>): PublishedDocument[] {
  const { context, schema } = vocabulary;
  return [
    { path: CONTEXT_PATH, mediaType: 'application/ld+json', text: context.text },
    { path: SCHEMA_PATH, mediaType: 'application/schema+json', text: schema.text },
  ];
}
