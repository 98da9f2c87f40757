import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'chai';
import type { Sent } from '../../scripts/client/api-client.ts';
import { enrolOwnKeys, newHolder, type Preparation } from '../../scripts/client/own-keys.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { createShelf, none, readAccessTable } from './support/access-table.ts';
import { type Answered, type Exchange, prepare, read } from './support/recipes.ts';
import { createWorld, type Role, roles, type World } from './support/world.ts';

interface Media {
  readonly schema: { readonly format?: string };
}
interface Operation {
  readonly operationId: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>;
}
interface Document {
  readonly openapi: string;
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

describe('/openapi.json', () => {
  let server: TestServer;
  let world: World;
  let document: Document;

  before(async () => {
    server = await startTestServer();
    world = await createWorld(server);
    document = (await (await fetch(`${server.url}/openapi.json`)).json()) as Document;
  });
  after(() => server?.close());

  const operationOf = (route: string): Operation => {
    const [method = '', path = ''] = route.split(' ');
    const operation = document.paths[path]?.[method.toLowerCase()];
    if (operation === undefined) throw new Error(`${route} is not in the document.`);
    return operation;
  };

  it('is OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate({ ...document });
    expect(errors).to.equal(undefined);
    expect(valid).to.equal(true);
    expect(document.openapi).to.match(/^3\.1\./);
    expect(document.servers).to.deep.equal([{ url: '/api/v1' }]);
  });

  it('has every route of the server and no other, each with its own operationId', () => {
    const described = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method} ${path}`),
    );
    expect(described.sort()).to.deep.equal(
      server.routes.map(({ method, path }) => `${method} ${path}`).sort(),
    );
    const ids = Object.values(document.paths).flatMap((item) =>
      Object.values(item).map(({ operationId }) => operationId),
    );
    expect(ids).to.deep.equal([...new Set(ids)]);
  });

  it('says of each what it needs: scope, path parameters, headers', () => {
    for (const { method, path, access, idempotent, conditional } of server.routes) {
      const { security, parameters = [] } = operationOf(`${method.toUpperCase()} ${path}`);
      const scopes = access === 'signed-in' ? [] : [access];
      expect(security, path).to.deep.equal(access === 'anyone' ? [] : [{ session: [] }, { client: scopes }]);
      const required = (where: string) =>
        parameters.filter((one) => one.in === where && one.required === true).map(({ name }) => name);
      expect(required('path'), path).to.have.members(
        [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
      );
      expect(required('header'), path).to.have.members([
        ...(idempotent === true ? ['Idempotency-Key'] : []),
        ...(conditional === true ? ['If-Match'] : []),
      ]);
    }
  });

  describe('tells the truth', () => {
    let validatorOf: (...pointer: string[]) => ValidateFunction;
    const seen = new Set<string>();

    before(() => {
      const ajv = new Ajv2020({ strict: false, allErrors: true });
      addFormats.default(ajv);
      ajv.addSchema(document, 'openapi');
      const compiled = new Map<string, ValidateFunction>();
      validatorOf = (...pointer) => {
        const steps = pointer.map((step) =>
          encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')),
        );
        const reference = `openapi#/${steps.join('/')}`;
        const found = compiled.get(reference) ?? ajv.compile({ $ref: reference });
        compiled.set(reference, found);
        return found;
      };
    });

    const fits = (what: string, value: unknown, ...pointer: string[]): void => {
      const validate = validatorOf(...pointer);
      const errors = validate(value) ? [] : (validate.errors ?? []);
      const told = errors.map(({ instancePath, message }) => `${instancePath} ${message}`).join('; ');
      expect(told, `${what}: ${told}: ${JSON.stringify(value).slice(0, 500)}`).to.equal('');
    };

    /** The answer is one that the document declares, and its body is as declared; so is what was sent for it. */
    const check = ({ route, sent, answer }: Exchange): void => {
      const [method = '', path = ''] = route.split(' ');
      const at = ['paths', path, method.toLowerCase()];
      const { responses, requestBody } = operationOf(route);
      const status = answer.status < 400 ? String(answer.status) : 'default';
      const content = responses[status]?.content;
      expect(responses, `${route} answered ${answer.status}`).to.have.property(status);
      const type = (answer.headers.get('content-type') ?? '').split(';')[0] ?? '';
      if (content === undefined) {
        expect(type, route).to.equal('');
      } else {
        const declared = Object.keys(content)[0] ?? '';
        if (declared !== '*/*') expect(type, route).to.equal(declared);
        if (content[declared]?.schema.format !== 'binary')
          for (const value of type === 'application/x-ndjson' ? (answer.body as unknown[]) : [answer.body])
            fits(
              `${route} answered ${answer.status}`,
              value,
              ...at,
              'responses',
              status,
              'content',
              type,
              'schema',
            );
      }
      if (answer.status < 400 && sent?.body !== undefined) {
        expect(requestBody?.content, route).to.have.property('application/json');
        fits(`${route} took`, sent.body, ...at, 'requestBody', 'content', 'application/json', 'schema');
      }
      seen.add(`${route} ${status}`);
    };

    it('where the check finds an answer that is not as declared', async () => {
      const route = 'GET /me';
      const answer = await read(await world.client('exporter').raw('GET', '/me'));
      const me = answer.body as object;
      const altered = (more: Partial<Answered>) => () =>
        check({ route, sent: undefined, answer: { ...answer, ...more } });
      expect(altered({})).to.not.throw();
      expect(altered({ body: { ...me, more: 1 } })).to.throw('must NOT have');
      expect(altered({ body: { ...me, id: 'no uuid' } })).to.throw('/id must match');
      expect(altered({ status: 201 })).to.throw('answered 201');
      expect(altered({ headers: new Headers({ 'content-type': 'text/html' }) })).to.throw('GET /me');
    });

    const rows = readAccessTable();
    const first = (row: (typeof rows)[number], wanted: RegExp): Role | undefined =>
      roles.find((role) => wanted.test(row.cells[role]));

    it('about what the requests of the access table are answered, done and refused', async () => {
      const shelf = createShelf(world);
      for (const row of rows) {
        for (const [wanted, whose] of [
          [/^(own )?(✓|listed)/, 'own'],
          [/^(401|403)$/, 'own'],
          [/foreign 404$/, 'foreign'],
          [/^own (403|409)/, 'own'],
        ] as const) {
          const role = first(row, wanted);
          if (role === undefined) continue;
          const from = whose === 'own' ? role : whose;
          const resource = await shelf.take(row.kind, from);
          const send = await prepare(row.route, { world, role, resource }, check);
          const { status } = await send();
          if (status < 300 && !row.route.startsWith('GET ')) shelf.used(row.kind, from);
        }
      }
    }).timeout(300_000);

    it('about requests that do not fit', async () => {
      for (const { method, path } of server.routes) {
        const address = path.replace(/\{\w+\}/g, 'no-id');
        for (const role of ['federation', 'chamber', 'exporter'] as const) {
          const response = await world
            .client(role)
            .raw(method.toUpperCase(), `${address}?there-is-no-such=1`);
          const answer: Answered = await read(response);
          expect(answer.status, path).to.be.within(400, 428);
          check({ route: `${method.toUpperCase()} ${path}`, sent: undefined, answer });
        }
      }
    });

    it('about what becomes of it when it is sealed', async () => {
      await server.anchoring.flush();
      const resources = {
        certificate: await world.own('issued certificate', 'forwarder'),
        pouch: await world.own('pouch', 'forwarder'),
      };
      await server.anchoring.flush();
      for (const row of rows.filter(({ route, kind }) => route.startsWith('GET ') && kind !== none)) {
        const resource = resources[row.kind === 'pouch' ? 'pouch' : 'certificate'];
        if (!['pouch', 'issued certificate'].includes(row.kind)) continue;
        if (!/^(own )?(✓|listed)/.test(row.cells.forwarder)) continue;
        const send = await prepare(row.route, { world, role: 'forwarder', resource }, check);
        expect((await send()).status, row.route).to.equal(200);
      }
    });

    it('about an original that was made before', async () => {
      const resource = await world.own('issued certificate', 'exporter');
      const wanted = { world, role: 'exporter', resource } as const;
      const send = async () => (await prepare('POST /certificates/{id}/renditions', wanted, check))();
      await send();
      expect((await send()).status).to.equal(200);
    });

    it('about a part of a document', async () => {
      const range = 'bytes=0-3';
      const partOf = async (
        route: string,
        kind: string,
        path: (params: Readonly<Record<string, string>>) => string,
      ) => {
        const { params } = await world.own(kind, 'exporter');
        const { cookie } = params;
        const headers = { range, ...(cookie !== undefined && { cookie }) };
        const answer = await read(await world.client('exporter').raw('GET', path(params), { headers }));
        expect(answer.status, route).to.equal(206);
        check({ route, sent: undefined, answer });
      };
      const content = '/versions/1/content';
      await partOf(
        'GET /documents/{id}/versions/{version}/content',
        'document',
        ({ id }) => `/documents/${id}${content}`,
      );
      await partOf(
        'GET /extracts/{id}/documents/{documentId}/versions/{version}/content',
        'document alone shared with it',
        ({ id, documentId }) => `/extracts/${id}/documents/${documentId}${content}`,
      );
      await partOf(
        'GET /openings/current/documents/{id}/versions/{version}/content',
        'what it opened with a link',
        ({ id }) => `/openings/current/documents/${id}${content}`,
      );
    });

    it('about acts that are signed elsewhere', async () => {
      const client = world.client('forwarder');
      const mine = { organisationId: world.idOf('forwarder'), name: 'An ERP', owners: 3 };
      const ask = async (route: string, path: string, sent?: Sent): Promise<Answered> => {
        const answer = await read(await client.raw(route.split(' ')[0] ?? '', path, sent));
        check({ route, sent, answer });
        return answer;
      };
      const preparedIn = ({ body }: Answered) => (body as { preparation: Preparation }).preparation;
      const keys = await enrolOwnKeys(client, mine);

      const sent = { body: { title: 'To be signed', cover: {} } };
      const { id: unwanted } = preparedIn(await ask('POST /pouches', '/pouches', sent));
      await ask('GET /signing-preparations/{id}', `/signing-preparations/${unwanted}`);
      await ask('DELETE /signing-preparations/{id}', `/signing-preparations/${unwanted}`);

      /** Its answer is that of the act that was signed. */
      const carryOut = async <T>(route: string, path: string, given?: Sent): Promise<T> => {
        let answer = await ask(route, path, given);
        while (answer.status === 409) {
          const { id, statements } = preparedIn(answer);
          const body = { signatures: statements.map(keys.sign) };
          const submission = `/signing-preparations/${id}/signatures`;
          answer = await ask('POST /signing-preparations/{id}/signatures', submission, { body });
        }
        check({ route, sent: given, answer });
        return answer.body as T;
      };
      const { recordId } = await carryOut<{ recordId: string }>('POST /pouches', '/pouches', sent);
      const record = `/records/${recordId}`;
      const [customs, to] = [world.idOf('customs'), world.idOf('importer')];
      const share = await keys.send<{ id: string }>('POST', `${record}/shares`, {
        body: { organisationId: customs, rights: ['view'] },
      });
      await carryOut('DELETE /records/{recordId}/shares/{shareId}', `${record}/shares/${share.id}`);
      const { id } = await keys.send<{ id: string }>('POST', `${record}/handovers`, { body: { to } });
      await world.client('importer').post(`/handovers/${id}/acceptance`);
      await carryOut('POST /handovers/{id}/signature', `/handovers/${id}/signature`);

      const { owners } = newHolder({ ...mine, kind: 'program', owners: 1 }).body;
      const more = { body: { owners } };
      await ask('POST /key-holders/{id}/owner-keys', `/key-holders/${keys.holderId}/owner-keys`, more);
      await client.delete(`/key-holders/${keys.holderId}`);
    });

    it('and each of its routes was seen to be done and to be refused', () => {
      const declared = server.routes.flatMap(({ method, path, responses }) =>
        [...Object.keys(responses), 'default'].map((status) => `${method.toUpperCase()} ${path} ${status}`),
      );
      expect(declared.filter((one) => !seen.has(one))).to.deep.equal([]);
    });
  });
});
