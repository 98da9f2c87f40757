import type pg from 'pg';
import type { World } from './world.ts';

/** Terms of their own, holds and erasures, of the exporter and of others. */
export async function fillRetention(world: World, owner: pg.Client): Promise<void> {
  for (const role of ['exporter', 'forwarder'] as const) {
    const body = { fourEyes: false, waitingDays: 14, automatic: false, terms: [{ type: '271', years: 2 }] };
    await world.client(role).put('/retention/settings', { body });
    await world.own('held pouch', role);
    await world.own('old pouch to be erased', role);
  }
  // It would be gone in a moment.
  await owner.query(`INSERT INTO erased_files SELECT id, 'bafkqaaa' FROM erasures LIMIT 1`);
}
