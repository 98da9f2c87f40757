import { randomUUID } from 'node:crypto';
import { RecordId } from '../../core/ids.ts';
import type { Trx } from '../database/database.ts';
import { deliveryStore, type NewDelivery } from './delivery-store.ts';
import { endpointStore } from './endpoint-store.ts';

/** Something that happened, and the organisations that may know of it. */
export interface Outgoing {
  readonly organisationIds: readonly string[];
  /** Of the CloudEvent that was signed for the trail; null: it is in no trail, or was erased. */
  readonly event: {
    readonly id: string;
    readonly source: string;
    readonly data: Readonly<Record<string, unknown>>;
  } | null;
  readonly type: string;
  readonly recordId: Buffer | null;
  readonly sequence: number | null;
  readonly certificateId: string | null;
  readonly actorOrganisationId: string | null;
  readonly time: Date;
}

/** Whether an endpoint wants it: `handover`, `handover.offered`; without a wish it wants everything. */
export function wants(types: readonly string[], type: string): boolean {
  const short = type.replace(/^org\.openpouch\./, '');
  return types.length === 0 || types.some((wish) => short === wish || short.startsWith(`${wish}.`));
}

/**
 * The CloudEvent 1.0 that a receiver gets: of a trail's event the attributes that were signed, with its place in the trail
 * (`sequence`) and where it is to be read.
 */
export function cloudEventOf(outgoing: Outgoing, publicUrl: string): { id: string; body: string } {
  const { event, type, recordId, sequence, certificateId, actorOrganisationId, time } = outgoing;
  const id = event?.id ?? randomUUID();
  const subject = recordId === null ? certificateId : RecordId.of(recordId);
  const path = recordId === null ? `certificates/${certificateId}` : `records/${subject}`;
  const body = {
    specversion: '1.0',
    id,
    source:
      event?.source ??
      (actorOrganisationId === null ? 'urn:openpouch:operator' : `urn:uuid:${actorOrganisationId}`),
    type,
    ...(subject !== null && { subject }),
    time: time.toISOString(),
    datacontenttype: 'application/json',
    ...(sequence !== null && { sequence: String(sequence) }),
    ...(subject !== null && { resource: `${publicUrl}/api/v1/${path}` }),
    data: event?.data ?? {},
  };
  return { id, body: JSON.stringify(body) };
}

/** Writes a delivery for each endpoint that is to be told. As the system, in the transaction that takes what happened. */
export async function deliver(
  trx: Trx,
  outgoing: readonly Outgoing[],
  { publicUrl, now }: { publicUrl: string; now: Date },
): Promise<void> {
  const organisationIds = [...new Set(outgoing.flatMap((one) => one.organisationIds))];
  const endpoints = await endpointStore.ofOrganisations(trx, organisationIds);
  if (endpoints.length === 0) return;
  const deliveries = outgoing.flatMap((one): NewDelivery[] => {
    const told = endpoints.filter(
      ({ organisationId, types }) => one.organisationIds.includes(organisationId) && wants(types, one.type),
    );
    if (told.length === 0) return [];
    const { id: event, body } = cloudEventOf(one, publicUrl);
    return told.map(({ id: endpointId, organisationId, state }) => ({
      ...{ id: randomUUID(), endpointId, organisationId, event, type: one.type, body },
      state: state === 'on' ? 'waiting' : 'missed',
    }));
  });
  await deliveryStore.insert(trx, deliveries, now);
}
