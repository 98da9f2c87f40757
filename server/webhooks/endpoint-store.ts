import type { Trx } from '../database/database.ts';
import type { EndpointState } from '../database/tables-notices.ts';

/** An address of an organisation's own system that is told what happens. */
export interface Endpoint {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  /** `handover` or `handover.offered`; none: everything. */
  readonly types: readonly string[];
  /** gone: the receiver said so (410). */
  readonly state: EndpointState;
  readonly failingSince: Date | null;
  readonly createdBy: string;
  readonly createdAt: Date;
}

const columns = [
  'id',
  'url',
  'description',
  'types',
  'state',
  'failing_since as failingSince',
  'created_by as createdBy',
  'created_at as createdAt',
] as const;

/** Under the organisation's row-level security, where nothing else is said. */
export const endpointStore = {
  list(trx: Trx): Promise<Endpoint[]> {
    return trx.selectFrom('webhook_endpoints').select(columns).orderBy('created_at').orderBy('id').execute();
  },

  find(trx: Trx, id: string): Promise<Endpoint | undefined> {
    return trx.selectFrom('webhook_endpoints').select(columns).where('id', '=', id).executeTakeFirst();
  },

  async insert(
    trx: Trx,
    endpoint: {
      id: string;
      organisationId: string;
      url: string;
      description: string;
      types: readonly string[];
      sealedSecret: Uint8Array;
      createdBy: string;
      createdAt: Date;
    },
  ): Promise<void> {
    await trx
      .insertInto('webhook_endpoints')
      .values({
        ...{ id: endpoint.id, organisation_id: endpoint.organisationId, url: endpoint.url },
        ...{ description: endpoint.description, types: [...endpoint.types] },
        ...{ sealed_secret: Buffer.from(endpoint.sealedSecret), created_by: endpoint.createdBy },
        created_at: endpoint.createdAt,
      })
      .execute();
  },

  /** @returns false when there is no such endpoint here */
  async change(
    trx: Trx,
    id: string,
    to: { url: string; description: string; types: readonly string[]; state: 'on' | 'off' },
  ): Promise<boolean> {
    const { numUpdatedRows } = await trx
      .updateTable('webhook_endpoints')
      .set({ ...to, types: [...to.types], failing_since: null })
      .where('id', '=', id)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  },

  /** The present secret signs beside the new one until then. @returns false when there is no such endpoint here */
  async rotate(
    trx: Trx,
    id: string,
    { sealed, until }: { sealed: Uint8Array; until: Date },
  ): Promise<boolean> {
    const { numUpdatedRows } = await trx
      .updateTable('webhook_endpoints')
      .set(({ ref }) => ({
        sealed_previous: ref('sealed_secret'),
        sealed_secret: Buffer.from(sealed),
        previous_until: until,
      }))
      .where('id', '=', id)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  },

  /** With its deliveries. As the system. */
  async remove(trx: Trx, id: string): Promise<void> {
    await trx.deleteFrom('webhook_endpoints').where('id', '=', id).execute();
  },

  /** As the system: those of several organisations. */
  ofOrganisations(
    trx: Trx,
    organisationIds: readonly string[],
  ): Promise<{ id: string; organisationId: string; types: string[]; state: EndpointState }[]> {
    if (organisationIds.length === 0) return Promise.resolve([]);
    return trx
      .selectFrom('webhook_endpoints')
      .select(['id', 'organisation_id as organisationId', 'types', 'state'])
      .where('organisation_id', 'in', [...organisationIds])
      .execute();
  },

  /** As the system. */
  async setGone(trx: Trx, id: string): Promise<void> {
    await trx.updateTable('webhook_endpoints').set({ state: 'gone' }).where('id', '=', id).execute();
  },

  /** As the system. */
  async setFailing(trx: Trx, id: string, since: Date | null): Promise<void> {
    await trx
      .updateTable('webhook_endpoints')
      .set(({ fn, ref, val }) => ({
        failing_since: since === null ? null : fn.coalesce(ref('failing_since'), val(since)),
      }))
      .where('id', '=', id)
      .where('failing_since', since === null ? 'is not' : 'is', null)
      .execute();
  },
};
