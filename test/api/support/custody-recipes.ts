import type { Sent } from '../../../scripts/client/api-client.ts';
import { newHolder } from '../../../scripts/client/own-keys.ts';
import type { Role, World } from './world.ts';

interface Asking {
  readonly world: World;
  readonly role: Role;
}

/** Whoever keeps its own keys would be asked for signatures in every other row. */
async function backIntoCustody({ world, role }: Asking, body: unknown): Promise<void> {
  const { holders } = body as { holders: readonly { id: string; state: string }[] };
  for (const { id, state } of holders)
    if (state === 'confirmed') await world.client(role).delete(`/key-holders/${id}`);
}

const proofsOf = ({ world, role }: Asking) =>
  newHolder({
    organisationId: world.idOf(role === 'anonymous' ? 'exporter' : role),
    ...{ name: 'An ERP', kind: 'program', owners: 1 },
  }).body;

/** What requests about keys of one's own carry. */
export const custodyRecipes = {
  'POST /key-holders': {
    sent: (asking: Asking): Sent => ({ body: proofsOf(asking) }),
    settled: backIntoCustody,
  },
  'POST /key-holders/{id}/confirmation': { settled: backIntoCustody },
  'POST /key-holders/{id}/owner-keys': {
    sent: (asking: Asking): Sent => ({ body: { owners: proofsOf(asking).owners } }),
  },
  'POST /signing-preparations/{id}/signatures': { sent: (): Sent => ({ body: { signatures: [] } }) },
};
