import { createHash } from 'node:crypto';
import type { BundleEvent } from '../../../core/bundle.ts';
import { recordEntryHash } from '../../../core/entry.ts';
import type { Es256Signer } from '../../../core/es256.ts';
import type { EventBody } from '../../../core/event.ts';
import { decodeJws } from '../../../core/jws.ts';
import { TRAIL_FORMAT, trailEnd } from '../../../core/trail-export.ts';
import type { Trail, World } from '../../unit/core/world.ts';

const organisation = { id: '0b4c4f5e-1b2a-4c3d-8e4f-5a6b7c8d9e0f', legalName: 'Scheldemachines NV' };
export const acting = `urn:uuid:${organisation.id}`;
export const headOf = (time: Date) => ({
  organisation,
  time: time.toISOString(),
  filters: {} as Record<string, string>,
});

/** A line as the server writes it, as far as it is judged. */
export function line(trail: Trail, event: BundleEvent) {
  const body = decodeJws(event.body?.jws ?? '', 'openpouch-event+jws').payload as EventBody;
  return {
    ...{ type: body.type, time: body.time, data: body.data, sequence: event.sequence },
    actor: { name: 'A. Peeters', organisation: { ...organisation, country: 'BE' } },
    record: { recordId: trail.id, subject: { id: organisation.id, name: 'Shipment PO-88213' } },
    sealing: { state: 'final', sealedAt: null as string | null },
    proof: {
      ...{ ...event, entryHash: recordEntryHash({ recordId: trail.id, ...event }) },
      ...{ transactionHash: null, blockNumber: null },
    },
  };
}
export type Exported = ReturnType<typeof line>;

export interface How {
  readonly filters?: Record<string, string>;
  readonly complete?: boolean;
  readonly signed?: false;
  readonly by?: Es256Signer;
  /** What the operator says that there are. */
  readonly lines?: number;
}

/** An export of these lines, by the operator unless another is told. */
export async function trailOf(world: World, lines: readonly object[], how: How = {}): Promise<Buffer> {
  const { filters = {}, complete = true, by = world.operator.signer } = how;
  const { chainId, contracts } = world.deployment;
  const { anchorRegistry, recordRegistry } = contracts;
  const head = { ...headOf(world.chain.now), filters };
  const start = JSON.stringify({
    format: TRAIL_FORMAT,
    ...head,
    deployment: { chainId, anchorRegistry, recordRegistry },
  });
  const rows = lines.map((one) => `\n${JSON.stringify(one)}`).join(',');
  const bytes = Buffer.from(`${start.slice(0, -1)},"lines":[${rows}\n],"complete":${complete}`);
  if (how.signed === false) return Buffer.concat([bytes, Buffer.from('}\n')]);
  const said = { ...head, lines: how.lines ?? lines.length, complete };
  const digest = createHash('sha256').update(bytes).digest();
  return Buffer.concat([bytes, Buffer.from(await trailEnd(said, { length: bytes.length, digest }, by))]);
}
