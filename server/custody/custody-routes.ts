import { z } from 'zod';
import { publicJwk } from '../../core/es256.ts';
import type { AppContext } from '../context.ts';
import { elevated, type Trx } from '../database/database.ts';
import { type Route, route } from '../http/route.ts';
import { lineOfText } from '../http/text.ts';
import { type HeldCount, heldKeysStore } from '../organisations/index.ts';
import { createHolderService, mostOwnersAtOnce } from './holder-service.ts';
import { type Holder, holderStore } from './holder-store.ts';
import { jwkSchema } from './statement.ts';

const tag = 'Keys';
const params = z.strictObject({ id: z.uuid() });
const proof = z.string().max(2_000).meta({
  description: 'Proof of possession: a JWS of the type `openpouch-enrolment+jws` (docs/self-custody.md).',
});
const owners = z.array(proof).min(1).max(mostOwnersAtOnce);

const holderSchema = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    kind: z.enum(['browser', 'passkey', 'program']),
    person: z.strictObject({ id: z.uuid(), name: z.string() }).nullable(),
    state: z.enum(['proposed', 'confirmed', 'ended']),
    createdAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    identityKeyId: z.uuid().nullable().meta({ description: 'What to send as Signing-Key.' }),
    identityJwk: jwkSchema
      .nullable()
      .meta({ description: 'Its public half: who enrolled it compares it with its own.' }),
    owners: z.int().meta({ description: 'Owner keys that it enrolled, used ones among them.' }),
    ready: z.int().meta({ description: 'Owner keys that wait for a record.' }),
    records: z.int().meta({ description: 'Active records that are on its keys.' }),
  })
  .meta({ id: 'KeyHolder' });

const custodySchema = z
  .strictObject({
    selfCustody: z.boolean().meta({ description: 'Whether the organisation holds its keys itself.' }),
    recordsInCustody: z.int().meta({ description: 'Active records whose owner key the server holds.' }),
    holders: z.array(holderSchema),
  })
  .meta({ id: 'KeyCustody' });

async function custodyView(trx: Trx, organisationId: string): Promise<z.output<typeof custodySchema>> {
  const holders = await holderStore.list(trx);
  // Counted over keys and records that are the reader's own.
  const { counts, recordsInCustody } = await elevated(trx, async (trx) => ({
    counts: await heldKeysStore.counts(trx, organisationId),
    recordsInCustody: await heldKeysStore.recordsInCustody(trx, organisationId),
  }));
  const countOf = new Map(counts.map((one) => [one.holderId, one]));
  return {
    selfCustody: holders.some(({ confirmedAt, endedAt }) => confirmedAt !== null && endedAt === null),
    recordsInCustody,
    holders: holders.map((one) => holderView(one, countOf.get(one.id))),
  };
}

function holderView(holder: Holder, count: HeldCount | undefined): z.output<typeof holderSchema> {
  const { id, name, kind, userId, userName, createdAt, confirmedAt, endedAt } = holder;
  return {
    ...{ id, name, kind },
    person: userId === null ? null : { id: userId, name: userName ?? '' },
    state: endedAt !== null ? 'ended' : confirmedAt !== null ? 'confirmed' : 'proposed',
    createdAt: createdAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    identityKeyId: count?.identityKeyId ?? null,
    identityJwk: count?.identityJwk == null ? null : publicJwk(count.identityJwk),
    owners: count?.owners ?? 0,
    ready: count?.ready ?? 0,
    records: count?.records ?? 0,
  };
}

/** Who holds an organisation's keys. */
export function createCustodyRoutes(
  context: Pick<AppContext, 'access' | 'keyring' | 'deployment' | 'now'>,
): Route[] {
  const service = createHolderService(context);
  const changed = (status: number) => ({ [status]: { description: 'As it is now.', schema: custodySchema } });
  const answer = async (trx: Trx, organisationId: string, status: number) => ({
    status,
    body: await custodyView(trx, organisationId),
  });
  return [
    route({
      method: 'get',
      path: '/key-holders',
      tag,
      summary: "Who holds one's organisation's keys",
      access: 'organisation:read',
      responses: changed(200),
      handler: ({ principal, read }) => read((trx) => answer(trx, principal.organisationId, 200)),
    }),

    route({
      method: 'post',
      path: '/key-holders',
      tag,
      summary: "Enrol keys of one's own; with the first the server holds the organisation's no longer",
      access: 'organisation:read',
      idempotent: true,
      body: z.strictObject({
        name: lineOfText(100),
        kind: z.enum(['browser', 'passkey', 'program']),
        identity: proof,
        owners,
      }),
      responses: changed(201),
      handler: async ({ principal, body, write }) => {
        const { name, kind, ...keys } = body;
        const reply = await write(async (trx) => {
          await service.enrol(trx, principal, { name, kind, keys });
          return answer(trx, principal.organisationId, 201);
        });
        context.access.forget();
        return reply;
      },
    }),

    route({
      method: 'post',
      path: '/key-holders/{id}/confirmation',
      tag,
      summary: 'Confirm the keys that somebody of the organisation proposes',
      access: 'organisation:administer',
      idempotent: true,
      params,
      responses: changed(200),
      handler: async ({ principal, path, write }) => {
        const reply = await write(async (trx) => {
          await service.confirm(trx, principal, path.id);
          return answer(trx, principal.organisationId, 200);
        });
        context.access.forget();
        return reply;
      },
    }),

    route({
      method: 'post',
      path: '/key-holders/{id}/owner-keys',
      tag,
      summary: 'Enrol more keys for records to come: each is used for one',
      access: 'organisation:read',
      idempotent: true,
      params,
      body: z.strictObject({ owners }),
      responses: changed(200),
      handler: ({ principal, path, body, write }) =>
        write(async (trx) => {
          await service.addOwnerKeys(trx, principal, path.id, body.owners);
          return answer(trx, principal.organisationId, 200);
        }),
    }),

    route({
      method: 'delete',
      path: '/key-holders/{id}',
      tag,
      summary:
        'End a holder, as when a device is lost: it signs nothing more but for the records on its keys',
      access: 'organisation:administer',
      params,
      responses: { 204: { description: 'Ended.' } },
      handler: async ({ principal, path, write }) => {
        const reply = await write(async (trx) => {
          await service.end(trx, principal, path.id);
          return { status: 204 };
        });
        context.access.forget();
        return reply;
      },
    }),
  ];
}
