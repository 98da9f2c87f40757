import { createHash } from 'node:crypto';
import type { Express, Request, RequestHandler, Response } from 'express';
import { problem } from './problem.ts';
import { sharedAnswers } from './shared-answers.ts';

/** A text that does not change while the server runs, under the path of its address. */
export interface PublishedDocument {
  /** From the root of this server, e.g. `/schemas/certificate-of-origin/v1`. */
  readonly path: string;
  readonly mediaType: string;
  readonly text: string;
}

export interface Publications {
  readonly documents: readonly PublishedDocument[];
  /** did:web: the document of a chamber or the federation; undefined where there is none. */
  readonly didDocument: (organisationId: string) => Promise<object | undefined>;
}

/** What a verifier that knows nothing of us reads: open to anyone, from any page, kept by caches. */
export function mountPublished(app: Express, publications: Publications, headers: RequestHandler): void {
  for (const { path, mediaType, text } of publications.documents) {
    app.get(path, headers, (request, response) =>
      answer(request, response, { text, mediaType, seconds: 86_400 }),
    );
  }
  // Its path follows from its DID (did:web §3.2): not below the API.
  const didDocument = sharedAnswers(0, publications.didDocument);
  app.get('/chambers/:id/did.json', headers, async (request, response) => {
    const document = await didDocument(String(request.params['id']).slice(0, 100));
    if (document === undefined) throw problem('not_found', { what: 'chamber' });
    // A key that is ended must be known soon.
    answer(request, response, {
      text: JSON.stringify(document),
      mediaType: 'application/did+json',
      seconds: 60,
    });
  });
}

interface Answer {
  readonly text: string;
  readonly mediaType: string;
  /** For how long a cache may keep it. */
  readonly seconds: number;
}

function answer(request: Request, response: Response, { text, mediaType, seconds }: Answer): void {
  const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('cross-origin-resource-policy', 'cross-origin');
  response.setHeader('cache-control', `public, max-age=${seconds}`);
  response.setHeader('etag', etag);
  // RFC 9110, 13.1.2: a weak comparison, as caches of proxies mark it weak.
  const known = (request.get('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (known.includes(etag) || known.includes('*')) {
    response.status(304).end();
    return;
  }
  response.setHeader('content-type', mediaType);
  response.end(text);
}
