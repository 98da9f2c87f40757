import express, { type Express } from 'express';
import helmet from 'helmet';
import { createAuthenticate } from './access/authenticate.ts';
import type { AppContext } from './context.ts';
import { createHolderActs } from './custody/index.ts';
import { notFound, problemHandler } from './http/errors.ts';
import { mountHealth, type Readiness } from './http/health.ts';
import { apiBase, type MountOptions, mountRoutes } from './http/mount.ts';
import { createOpenApiDocument } from './http/openapi.ts';
import { mountPublished, type Publications } from './http/published.ts';
import { mountReference } from './http/reference.ts';
import type { Route } from './http/route.ts';
import { mountWeb } from './http/web.ts';

export interface AppOptions {
  readonly context: AppContext;
  readonly routes: readonly Route[];
  readonly readiness: Readiness;
  /** Answers at `/.well-known/openpouch.json`: what a verifier needs to know of this installation. */
  readonly trustEntry: () => Promise<unknown>;
  readonly publications: Publications;
  readonly version: string;
  /** Folder of the built web application; without it only the API answers. */
  readonly webFolder: string | undefined;
  readonly perMinute: MountOptions['perMinute'];
  /** How many proxies stand before us: whose word for a request's address and scheme is taken. */
  readonly proxies: number;
}

/** The Express application: routes in, requests answered; it listens nowhere by itself. */
export function createApp(options: AppOptions): Express {
  const { context, routes } = options;
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.set('case sensitive routing', true);
  app.set('trust proxy', options.proxies);

  const apiHeaders = helmet({
    contentSecurityPolicy: {
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      useDefaults: false,
    },
    strictTransportSecurity: context.publicUrl().startsWith('https:'),
  });
  app.use(apiBase, apiHeaders);
  mountHealth(app, options.readiness);
  const holders = createHolderActs(context, () => routes);
  mountRoutes(app, routes, {
    asHolder: (asked, run) => holders.ask(asked, run),
    database: context.database,
    logger: context.logger,
    authenticate: createAuthenticate(context.access),
    perMinute: options.perMinute,
  });

  const document = createOpenApiDocument(routes, options.version);
  const described = JSON.stringify(document);
  app.get('/openapi.json', apiHeaders, (_request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    response.type('json').end(described);
  });
  app.get('/.well-known/openpouch.json', apiHeaders, async (_request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    response.json(await options.trustEntry());
  });
  mountPublished(app, options.publications, apiHeaders);
  mountReference(app, document);
  if (options.webFolder !== undefined)
    mountWeb(app, options.webFolder, {
      reserved: ['/api/', '/health/', '/.well-known/', '/contexts/', '/schemas/', '/chambers/'],
    });
  app.use(notFound);
  app.use(problemHandler(context.logger));
  return app;
}
