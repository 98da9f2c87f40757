import type { World } from './world.ts';

/** Parts, links and invitations of the exporter and of others, so that each row is hidden from somebody and seen by somebody. */
export async function fillSharing(world: World): Promise<void> {
  for (const kind of ['extract', 'what it opened with a link', 'invitation']) {
    for (const role of ['exporter', 'forwarder'] as const) await world.own(kind, role);
    await world.foreign(kind);
  }
}
