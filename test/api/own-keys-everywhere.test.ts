import { expect } from 'chai';
import { enrolOwnKeys, type OwnKeys, type Preparation } from '../../scripts/client/own-keys.ts';
import type { Operation } from '../../web/src/api/http.ts';
import type { SigningPreparation } from '../../web/src/api/schema.ts';
import { type AskedAct, checkAct } from '../../web/src/keys/check-act.ts';
import { type ReadStatement, readStatement } from '../../web/src/keys/read-statement.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { type AccessRow, none, outcomeOf, readAccessTable } from './support/access-table.ts';
import { type Answered, type Prepared, prepare, read } from './support/recipes.ts';
import { createWorld, type Resource, type Role, type World } from './support/world.ts';

/**
 * What such a party cannot do: a file in one piece cannot be sent again, and a reader is not asked for a signature while
 * it reads (docs/decisions/0017).
 */
const refused: Readonly<Record<string, string>> = {
  'POST /pouches/{id}/documents': 'signature_needed',
  'POST /documents/{id}/versions': 'signature_needed',
  'POST /reading-agreements/{id}/agreement': 'not_permitted_party',
};
/** About the keys themselves: test/api/self-custody.test.ts. */
const aboutKeys = /key-holders|signing-preparations|key-rotation/;

/** What has nothing to do with a trail, left out for its time. */
const aboutNothing =
  /\/(sessions|oauth|users|api-clients|webhooks|templates|parties|products|notice|bulk-runs|evidence|imports|verification)/;

const acting = ['exporter', 'importer', 'customs', 'chamber'] as const satisfies readonly Role[];

interface Custody {
  readonly holders: readonly { readonly id: string; readonly identityJwk: { readonly x: string } | null }[];
}

/** The x of the key that signed it. */
const keyOf = (jws: string | null): string =>
  (JSON.parse(Buffer.from(jws?.split('.')[0] ?? '', 'base64url').toString()) as { jwk: { x: string } }).jwk.x;

/** Every act of the access table, as an organisation that keeps its keys: a new feature is asked here by itself. */
describe('own keys, in every act', function () {
  this.timeout(120_000);
  let server: TestServer;
  let world: World;

  before(async () => {
    server = await startTestServer();
    world = await createWorld(server);
  });
  after(() => server?.close());

  interface Ready {
    readonly row: AccessRow;
    readonly resource: Resource;
    readonly send: Prepared;
  }
  const acts = readAccessTable().filter(
    ({ route }) => ![/^GET /, aboutKeys, aboutNothing].some((one) => one.test(route)),
  );
  const roleOf = ({ cells }: AccessRow) => acting.find((role) => /^(own )?✓/.test(cells[role]));

  /** What is to be signed is signed, until the act is done or refused; the pages would sign it too. */
  async function carryOut(role: Role, keys: OwnKeys, { send }: Ready): Promise<Answered> {
    const signed: ReadStatement[] = [];
    for (let answer = await send(); ; ) {
      const { code, preparation } = (answer.body ?? {}) as { code?: string; preparation?: Preparation };
      if (code !== 'signatures_needed' || preparation === undefined) return answer;
      signed.push(...(await readAsPages(role, preparation as SigningPreparation, signed)));
      const body = { signatures: preparation.statements.map(keys.sign) };
      const path = `/signing-preparations/${preparation.id}/signatures`;
      answer = await read(await world.client(role).raw('POST', path, { body }));
    }
  }

  /** @throws NotWhatWasAsked where the pages would refuse to sign it */
  async function readAsPages(
    role: Role,
    { id, statements }: SigningPreparation,
    signed: readonly ReadStatement[],
  ): Promise<ReadStatement[]> {
    const { request } = await server.context.database.asSystem((trx) =>
      trx.selectFrom('signing_preparations').select('request').where('id', '=', id).executeTakeFirstOrThrow(),
    );
    const { method, route, params: path, body } = request;
    const asked: AskedAct = {
      ...{ operation: `${method.toUpperCase()} ${route}` as Operation, path },
      ...{ body: body === null ? undefined : JSON.parse(body), organisationId: world.idOf(role) },
    };
    const read = statements.map((one) => readStatement(one, server.context.deployment));
    try {
      checkAct(asked, read, { signed, now: new Date() });
    } catch (cause) {
      throw new Error(`${asked.operation}: ${JSON.stringify({ body, statements })}`, { cause });
    }
    return read;
  }

  const eventsOf = (organisationId: string) =>
    server.context.database.asSystem((trx) =>
      trx
        .selectFrom('events')
        .select(['id', 'type', 'jws'])
        .where('actor_organisation_id', '=', organisationId)
        .orderBy('id')
        .execute(),
    );

  const identityKeysHere = async (organisationId: string) => {
    const keys = await server.context.database.asSystem((trx) =>
      trx
        .selectFrom('organisation_keys')
        .select('public_jwk as jwk')
        .where('organisation_id', '=', organisationId)
        .where('purpose', '=', 'identity')
        .where('holder_id', 'is', null)
        .execute(),
    );
    return new Set(keys.map(({ jwk }) => jwk.x));
  };

  for (const role of acting)
    it(`of a party that is ${role}: each is carried out, and signed with them alone`, async () => {
      const ready: Ready[] = [];
      for (const row of acts.filter((one) => roleOf(one) === role)) {
        const alone = row.kind === none || row.kind.startsWith('new ');
        const resource = alone ? { kind: row.kind, params: {} } : await world.own(row.kind, role);
        ready.push({ row, resource, send: await prepare(row.route, { world, role, resource }) });
      }
      const organisationId = world.idOf(role);
      const before = (await eventsOf(organisationId)).length;
      const keys = await enrolOwnKeys(world.client(role), { organisationId, name: 'The ERP', owners: 3 });
      const came: string[] = [];
      const wanted: string[] = [];
      for (const one of ready) {
        const answer = await carryOut(role, keys, one);
        const { code } = (answer.body ?? {}) as { code?: string };
        const { row, resource } = one;
        came.push(
          `${row.route} (${row.kind}): ${answer.status < 300 ? outcomeOf(row, resource, answer) : code}`,
        );
        wanted.push(`${row.route} (${row.kind}): ${refused[row.route] ?? '✓'}`);
      }
      expect(came).to.deep.equal(wanted);
      const told = (await eventsOf(organisationId)).slice(before);
      // A pure access is the operator's to sign, and a certificate the chamber's issuing key's.
      const { holders } = await world.client(role).get<Custody>('/key-holders');
      const own = holders.find(({ id }) => id === keys.holderId)?.identityJwk?.x;
      const here = await identityKeysHere(organisationId);
      const signers = told.map(({ jws }) => keyOf(jws));
      expect(signers).to.include(own);
      expect(signers.filter((one) => here.has(one))).to.deep.equal([]);
      await world.client(role).delete(`/key-holders/${keys.holderId}`);
    });
});
