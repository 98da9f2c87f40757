import { certificateKinds } from '../../core/certificate-kind.ts';
import { contextPath, schemaPath } from '../../core/credential-vocabulary.ts';
import type { AppContext } from '../context.ts';
import type { PublishedDocument } from '../http/published.ts';

/** What credentials refer to: what their fields mean, and what they may hold. */
export function publishedDocuments({ vocabulary }: Pick<AppContext, 'vocabulary'>): PublishedDocument[] {
  return certificateKinds.flatMap((kind) => {
    const { context, schema } = vocabulary[kind];
    return [
      { path: contextPath(kind), mediaType: 'application/ld+json', text: context.text },
      { path: schemaPath(kind), mediaType: 'application/schema+json', text: schema.text },
    ];
  });
}
