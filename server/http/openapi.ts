import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { problemCatalogue } from './problem.ts';
import { fieldErrorSchema, problemParametersSchema } from './problem-schemas.ts';
import { isStreamBody, type Route } from './route.ts';

const problemSchema = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(problemCatalogue().map((p) => p.code) as [string, ...string[]]),
    instance: z.string(),
    retryable: z.boolean(),
    parameters: problemParametersSchema.optional(),
    errors: z.array(fieldErrorSchema).optional(),
    preparation: z.record(z.string(), z.unknown()).optional().meta({
      description:
        'Of `signatures_needed`: what is to be signed, as `GET /signing-preparations/{id}` has it.',
    }),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details.' });

/** The OpenAPI 3.1 document of the mounted routes: written by the same declarations that enforce it. */
export function createOpenApiDocument(
  routes: readonly Route[],
  version: string,
): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {};
  for (const declared of routes) {
    const item = paths[declared.path] ?? {};
    item[declared.method] = operation(declared);
    paths[declared.path] = item;
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'OpenPouch',
      version,
      description:
        'Certificates of origin and pouches: issuing, sharing, handing over, audit trail, verification.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'openpouch_session' },
        client: {
          type: 'oauth2',
          flows: { clientCredentials: { tokenUrl: '/api/v1/oauth/token', scopes: scopesOf(routes) } },
        },
      },
    },
  });
}

function operation(declared: Route): ZodOpenApiOperationObject {
  const named = declared.access !== 'anyone' && declared.access !== 'signed-in' ? [declared.access] : [];
  const header = {
    ...(declared.idempotent && { 'Idempotency-Key': z.string().regex(/^[\x21-\x7e]{1,128}$/) }),
    ...(declared.conditional && { 'If-Match': z.string() }),
  };
  return {
    operationId: operationId(declared),
    tags: [declared.tag],
    summary: declared.summary,
    security: declared.access === 'anyone' ? [] : [{ session: [] }, { client: named }],
    requestParams: {
      ...(declared.params && { path: declared.params as z.ZodObject }),
      ...(declared.query && { query: declared.query as z.ZodObject }),
      ...(Object.keys(header).length > 0 && { header: z.object(header) }),
    },
    ...(declared.body && { requestBody: { required: true, content: requestContent(declared) } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(declared.responses).map(([status, response]) => [
          status,
          {
            description: response.description,
            ...(response.schema && {
              content: { [response.mediaType ?? 'application/json']: { schema: response.schema } },
            }),
            ...(!response.schema &&
              response.mediaType && {
                content: { [response.mediaType]: { schema: { type: 'string' as const, format: 'binary' } } },
              }),
          },
        ]),
      ),
      default: {
        description: 'A problem.',
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    },
  };
}

function requestContent(declared: Route) {
  if (isStreamBody(declared.body)) {
    return Object.fromEntries(
      declared.body.mediaTypes.map((type) => [
        type,
        { schema: { type: 'string' as const, format: 'binary' } },
      ]),
    );
  }
  return { [declared.bodyMediaType ?? 'application/json']: { schema: declared.body as z.ZodType } };
}

/** `POST /certificates/{id}/submission` → `postCertificatesIdSubmission`. */
function operationId(declared: Route): string {
  const words = declared.path.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return declared.method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function scopesOf(routes: readonly Route[]): Record<string, string> {
  const used = new Set(routes.map((r) => r.access).filter((a) => a !== 'anyone' && a !== 'signed-in'));
  return Object.fromEntries([...used].sort().map((scope) => [scope, scope.replace(':', ', ')]));
}
