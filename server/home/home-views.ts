import { z } from 'zod';
import { RecordId } from '../../core/ids.ts';
import type { Principal } from '../access/scopes.ts';
import { sealingHealth, sealingHealthSchema, sealingHealthView } from '../anchoring/index.ts';
import {
  certificateItemSchema,
  certificateItems,
  certificatePage,
  decisionSchema,
} from '../certificates/index.ts';
import { elevated, type Trx } from '../database/database.ts';
import { handoverSchema, openOffers } from '../handovers/index.ts';
import type { Sealer } from '../keys/sealing.ts';
import { organisationNamer, organisationSummarySchema } from '../organisations/index.ts';
import { openTasks, taskReader, taskSchema } from '../tasks/index.ts';
import { undertakingSchema, undertakingsToDo } from '../undertakings/index.ts';
import { countedUpTo, homeStore, type Waiting } from './home-store.ts';

const count = z.int().meta({ description: `Counted up to ${countedUpTo}.` });
const waiting = { count, items: z.array(certificateItemSchema) };
const mine = (whose: string) => ({ description: `${whose} Null where that is not one’s part.` });

export const homeSchema = z
  .strictObject({
    drafts: z.strictObject(waiting).nullable().meta(mine('Of the applicant, the latest first.')),
    returned: z
      .strictObject({
        count,
        items: z.array(
          z.strictObject({
            ...certificateItemSchema.shape,
            decision: decisionSchema.nullable(),
          }),
        ),
      })
      .nullable()
      .meta(mine('What the chamber wants changed, or did not issue, with its reason; the latest first.')),
    submitted: z
      .strictObject({ ...waiting, oldestAt: z.iso.datetime().nullable() })
      .nullable()
      .meta(mine('What waits for the chamber’s decision, whoever waits longest first.')),
    offers: z
      .strictObject({ count, items: z.array(handoverSchema) })
      .nullable()
      .meta(mine('Handovers that wait for our answer, the latest first.')),
    tasks: z
      .strictObject({ count, items: z.array(taskSchema) })
      .nullable()
      .meta(mine('Documents that others ask of us, the latest first.')),
    withChamber: z
      .strictObject(waiting)
      .nullable()
      .meta(mine('What the applicant has submitted and no chamber decided yet, the latest first.')),
    offering: z
      .strictObject({ count, items: z.array(handoverSchema) })
      .nullable()
      .meta(mine('Handovers that we offer and nobody answered yet, the latest first.')),
    undertakings: z
      .array(undertakingSchema)
      .nullable()
      .meta(
        mine(
          'Given to the chamber and to be answered; of the exporter’s administrators, what ends within 30 days and is not given again.',
        ),
      ),
    latest: z.array(certificateItemSchema).nullable().meta(mine('The latest certificates that we see.')),
    shared: z
      .strictObject({
        count: count.meta({ description: `In the last 30 days, counted up to ${countedUpTo}.` }),
        items: z.array(
          z.strictObject({
            recordId: RecordId.schema,
            subject: z.strictObject({
              kind: z.enum(['certificate', 'pouch']),
              id: z.uuid(),
              name: z.string().nullable(),
            }),
            sharedBy: organisationSummarySchema,
            sharedAt: z.iso.datetime(),
          }),
        ),
      })
      .nullable()
      .meta(mine('What others have shared with us, the latest first.')),
    chambers: z
      .strictObject({
        count: z.int(),
        accredited: z.int().meta({ description: 'Whose key issues now.' }),
        ending: z
          .array(z.strictObject({ chamber: organisationSummarySchema, endsAt: z.iso.datetime() }))
          .meta({ description: 'Whose key has ended or is going to, the earliest first; not more than 20.' }),
      })
      .nullable()
      .meta(mine('Of the federation.')),
    sealing: sealingHealthSchema.nullable().meta(mine('Of the federation.')),
  })
  .meta({ id: 'Home' });
export type Home = z.output<typeof homeSchema>;

const shown = 5;
const queue = 10;
const month = 30 * 24 * 3600 * 1000;

/** What needs somebody of this organisation, as far as whoever asks may act on it. Under row-level security. */
export async function homeView(
  trx: Trx,
  principal: Principal,
  { now, sealer }: { readonly now: Date; readonly sealer: Sealer },
): Promise<Home> {
  const { organisationId, organisationRole, scopes } = principal;
  const applies = scopes.has('certificate:read') && scopes.has('certificate:apply');
  const decides = scopes.has('certificate:read') && scopes.has('certificate:issue');
  const trades = scopes.has('record:handover');
  const atWork = scopes.has('certificate:read') && organisationRole !== 'customs';
  const federation = organisationRole === 'federation' && scopes.has('organisation:register');
  const own = applies ? await unfinished(trx, organisationId) : undefined;
  return {
    drafts: own?.drafts ?? null,
    returned: own?.returned ?? null,
    submitted: decides ? await submitted(trx, organisationId) : null,
    offers: trades ? await offers(trx, organisationId, { side: 'to', now }) : null,
    tasks: scopes.has('pouch:write')
      ? await openTasks(trx, sealer, taskReader(principal), { most: countedUpTo, shown })
      : null,
    withChamber: own?.withChamber ?? null,
    offering: trades ? await offers(trx, organisationId, { side: 'from', now }) : null,
    undertakings: await undertakings(trx, principal, now),
    latest: atWork ? [...(await certificatePage(trx, principal, { box: 'all', limit: shown })).items] : null,
    // Who takes part in the trade is told of offers; what was shared is what customs have.
    shared:
      scopes.has('record:read') && organisationRole === 'customs'
        ? await shared(trx, organisationId, now)
        : null,
    chambers: federation ? await chambers(trx, now) : null,
    sealing: federation
      ? await elevated(trx, async (trx) => sealingHealthView(await sealingHealth(trx)))
      : null,
  };
}

/** What the applicant has not got yet, all of it in as many statements as one part would take. */
async function unfinished(
  trx: Trx,
  organisationId: string,
): Promise<Pick<Home, 'drafts' | 'returned' | 'withChamber'>> {
  const groups = [['draft'], ['changes_requested', 'not_issued'], ['submitted']] as const;
  const found = await elevated(trx, (trx) => homeStore.unfinished(trx, organisationId, groups, shown));
  const [drafts = none, returned = none, withChamber = none] = await lists(trx, found);
  const decisions = await homeStore.decisions(
    trx,
    returned.items.map(({ id }) => id),
  );
  const items = returned.items.map((item) => ({ ...item, decision: decisions.get(item.id) ?? null }));
  return { drafts, returned: { count: returned.count, items }, withChamber };
}

const none = { count: 0, items: [] };

/** What was sought as the system is read under row-level security. */
async function lists(trx: Trx, found: readonly Waiting[]) {
  const all = await certificateItems(
    trx,
    found.flatMap(({ ids }) => ids),
  );
  const items = new Map(all.map((item) => [item.id, item]));
  return found.map(({ count, ids }) => ({ count, items: ids.flatMap((id) => items.get(id) ?? []) }));
}

async function submitted(trx: Trx, organisationId: string): Promise<Home['submitted']> {
  const found = await elevated(trx, (trx) => homeStore.submitted(trx, organisationId, queue));
  const [list = none] = await lists(trx, [found]);
  return { ...list, oldestAt: found.oldestAt?.toISOString() ?? null };
}

async function undertakings(
  trx: Trx,
  { organisationId: id, scopes }: Principal,
  now: Date,
): Promise<Home['undertakings']> {
  if (scopes.has('certificate:issue')) return undertakingsToDo(trx, { side: 'chamberId', id }, now);
  const gives = scopes.has('certificate:apply') && scopes.has('organisation:administer');
  return gives ? undertakingsToDo(trx, { side: 'exporterId', id }, now) : null;
}

async function offers(
  trx: Trx,
  organisationId: string,
  wish: { side: 'to' | 'from'; now: Date },
): Promise<Home['offers']> {
  const open = await openOffers(trx, organisationId, { ...wish, limit: countedUpTo });
  return { count: open.length, items: open.slice(0, shown) };
}

async function shared(trx: Trx, organisationId: string, now: Date): Promise<Home['shared']> {
  const since = new Date(now.getTime() - month);
  const { count, rows } = await elevated(trx, (trx) =>
    homeStore.sharedWith(trx, organisationId, since, queue),
  );
  const named = await organisationNamer(
    trx,
    rows.map(({ sharedBy }) => sharedBy),
  );
  const items = rows.map(({ recordId, kind, subjectId, name, sharedBy, sharedAt }) => ({
    recordId: RecordId.of(recordId),
    subject: { kind, id: subjectId, name },
    sharedBy: named(sharedBy),
    sharedAt: sharedAt.toISOString(),
  }));
  return { count, items };
}

async function chambers(trx: Trx, now: Date): Promise<Home['chambers']> {
  const rows = await elevated(trx, (trx) => homeStore.chambers(trx));
  const ending = rows.flatMap(({ id, endsAt }) => (endsAt === null ? [] : [{ id, endsAt }])).slice(0, 20);
  const named = await organisationNamer(
    trx,
    ending.map(({ id }) => id),
  );
  return {
    count: rows.length,
    accredited: rows.filter(({ endsAt }) => endsAt === null || endsAt > now).length,
    ending: ending.map(({ id, endsAt }) => ({ chamber: named(id), endsAt: endsAt.toISOString() })),
  };
}
