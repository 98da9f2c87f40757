import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import type { World } from './world.ts';

/** Notices read and unread, letters sent and to be written, webhooks tried: of ours and of strangers. */
export async function fillNotices(world: World, owner: pg.Client): Promise<void> {
  await world.own('handover to it', 'importer');
  for (const [client, organisationId] of [
    [world.client('exporter'), world.idOf('exporter')],
    [await world.server.client('agent'), world.strangerId],
  ] as const) {
    const settings = await client.get('/notice-settings');
    await client.put('/notice-settings', { body: settings });
    await there(owner, `notices WHERE organisation_id = '${organisationId}'`);
    const { items } = await client.get<{ items: { id: number }[] }>('/notices');
    await client.raw('POST', '/notices/readings', { body: { ids: items.map(({ id }) => id) } });
  }
  await world.own('webhook delivery', 'exporter');
  await world.own('webhook delivery', 'importer');
  for (const table of ['letters', 'letter_lines']) await there(owner, table);
  for (const role of ['exporter', 'importer'] as const) {
    const { params } = await world.own('webhook', role);
    await world.client(role).post(`/webhooks/${params['id']}/tests`);
    await there(owner, `webhook_attempts WHERE organisation_id = '${world.idOf(role)}'`);
  }
}

async function there(owner: pg.Client, what: string): Promise<void> {
  while ((await owner.query(`SELECT FROM ${what} LIMIT 1`)).rowCount === 0) await delay(20);
}
