import type { ApiClient } from '../../../scripts/client/api-client.ts';
import type { World } from './world.ts';

/** Messages with files, what was read of them, tasks, and receipts, between two pairs that know nothing of each other. */
export async function fillTogether(world: World): Promise<void> {
  for (const kind of ['attachment', 'task it asked']) {
    await world.own(kind, 'exporter');
    await world.foreign(kind);
  }
  for (const role of ['exporter', 'forwarder'] as const) {
    const { params } = await world.own('message', role);
    const body = { ids: [params['messageId']] };
    await world.client(role).raw('POST', `/pouches/${params['id']}/message-readings`, { body });
  }
  const agent = await world.server.client('agent');
  await receipt(world, 'exporter', { client: agent, id: world.strangerId });
  await receipt(world, 'forwarder', { client: world.client('importer'), id: world.idOf('importer') });
}

async function receipt(
  world: World,
  role: 'exporter' | 'forwarder',
  reader: { readonly client: ApiClient; readonly id: string },
): Promise<void> {
  const by = world.client(role);
  const { params } = await world.own('document', role);
  const body = { organisationId: reader.id };
  await by.post(`/records/${params['recordId']}/shares`, { body });
  const { pouchId } = await by.get<{ pouchId: string }>(`/documents/${params['id']}`);
  const { id } = await by.post<{ id: string }>(`/pouches/${pouchId}/reading-agreements`, { body });
  await reader.client.post(`/reading-agreements/${id}/agreement`, { body: { scope: 'pouch' } });
  await reader.client.bytes(`/documents/${params['id']}/versions/1/content`);
}
