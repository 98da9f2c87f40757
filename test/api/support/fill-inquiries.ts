import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import type { World } from './world.ts';

/** Many verified at once, and watches that were told of a change: of two organisations. */
export async function fillInquiries(world: World, owner: pg.Client): Promise<void> {
  for (const role of ['exporter', 'importer'] as const) {
    const client = world.client(role);
    const { params } = await world.own('issued certificate', role);
    await client.post('/watches', { body: { recordId: params['recordId'] } });
    await world
      .client('chamber')
      .post(`/certificates/${params['id']}/revocation`, { body: { reason: 'fraud' } });
    const answers = await client.raw('POST', '/verifications', {
      bytes: Buffer.from('{}'),
      mediaType: 'application/x-ndjson',
    });
    await answers.text();
    const told = `SELECT FROM watch_changes WHERE organisation_id = '${world.idOf(role)}'`;
    while ((await owner.query(told)).rowCount === 0) await delay(20);
  }
}
