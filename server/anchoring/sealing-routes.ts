import { z } from 'zod';
import { ChainUnavailableError } from '../../core/chain.ts';
import type { AppContext } from '../context.ts';
import { elevated } from '../database/database.ts';
import { type Route, route } from '../http/route.ts';
import { type BatchHealth, type SealingHealth, sealingHealth } from './sealing-health-store.ts';

const batch = {
  number: z.int(),
  events: z.int().meta({ description: 'How many were sealed together.' }),
  madeAt: z.iso.datetime(),
};

export const sealingHealthSchema = z
  .strictObject({
    backlog: z.strictObject({
      events: z.int().meta({ description: 'In no batch yet.' }),
      acts: z.int().meta({ description: 'Of which the chain is yet to be told for good.' }),
      transactions: z.int().meta({ description: 'Under way to the chain.' }),
    }),
    oldestWaiting: z.iso
      .datetime()
      .nullable()
      .meta({ description: 'Since when the oldest of what is not final waits.' }),
    lastBatch: z.strictObject(batch).nullable(),
    lastFinal: z.strictObject({ ...batch, sealedAt: z.iso.datetime() }).nullable(),
    failedActs: z.strictObject({
      count: z.int(),
      latest: z.array(
        z.strictObject({
          id: z.int(),
          act: z.enum([
            'handover',
            'closing',
            'revocation',
            'accreditation',
            'ending',
            'profile',
            'storeIssuance',
            'storeRevocation',
          ]),
          failure: z.string().nullable(),
          recordedAt: z.iso.datetime(),
        }),
      ),
    }),
  })
  .meta({ id: 'SealingHealth' });
export type SealingHealthView = z.output<typeof sealingHealthSchema>;

export function sealingHealthView(health: SealingHealth): SealingHealthView {
  const { backlog, oldestWaiting, lastBatch, lastFinal, failedActs } = health;
  const view = ({ number, events, madeAt }: BatchHealth) => ({
    number,
    events,
    madeAt: madeAt.toISOString(),
  });
  return {
    backlog,
    oldestWaiting: oldestWaiting?.toISOString() ?? null,
    lastBatch: lastBatch === null ? null : view(lastBatch),
    lastFinal: lastFinal === null ? null : { ...view(lastFinal), sealedAt: lastFinal.sealedAt.toISOString() },
    failedActs: {
      count: failedActs.count,
      latest: failedActs.latest.map(({ failure, recordedAt, ...one }) => ({
        ...one,
        // The name of the contract's error without its values, which name the record.
        failure: failure?.replace(/\(.*$/s, '') ?? null,
        recordedAt: recordedAt.toISOString(),
      })),
    },
  };
}

const sealingStatusSchema = sealingHealthSchema
  .extend({
    chain: z
      .strictObject({ block: z.int(), time: z.iso.datetime() })
      .nullable()
      .meta({ description: 'The latest block. Null: the chain does not answer.' }),
  })
  .meta({ id: 'SealingStatus' });

/** For whoever answers for the installation. It names no party and no record. */
export function createSealingRoutes({
  chain,
  deployment,
}: Pick<AppContext, 'chain' | 'deployment'>): Route[] {
  const latestBlock = async () => {
    try {
      const { latest } = await chain.read(deployment, { anchors: [], accreditations: [], states: [] });
      return { block: latest.block.number, time: new Date(latest.block.time * 1000).toISOString() };
    } catch (error) {
      if (error instanceof ChainUnavailableError) return null;
      throw error;
    }
  };
  return [
    route({
      method: 'get',
      path: '/sealing',
      tag: 'Audit',
      summary: 'How the sealing goes on: what waits, what was sealed last, what the chain refused',
      access: 'organisation:register',
      responses: { 200: { description: 'As of now.', schema: sealingStatusSchema } },
      handler: async ({ read }) => {
        // Of all parties together: under row-level security one sees one's own.
        const health = await read((trx) =>
          elevated(trx, async (trx) => sealingHealthView(await sealingHealth(trx))),
        );
        return { status: 200, body: { ...health, chain: await latestBlock() } };
      },
    }),
  ];
}
