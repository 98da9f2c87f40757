import type { Role, World } from './world.ts';

/**
 * Covers that were changed, documents that were read, and some on their way: of the exporter and of others, so that each
 * row is hidden from somebody and seen by somebody.
 */
export async function fillPouches(world: World): Promise<void> {
  const headers = { 'if-match': '*' };
  for (const role of ['exporter', 'forwarder'] as const) {
    const { params } = await world.own('pouch', role);
    await world.client(role).put(`/pouches/${params['id']}`, { body: { title: 'Another title' }, headers });
    await world.own('complete upload', role);
  }
  const { params: shared } = await world.own('document', 'customs');
  await world.client('customs').bytes(`/documents/${shared['id']}/versions/1/content`);
  const { params: theirs } = await world.own('document', 'forwarder');
  const body = { organisationId: world.idOf('importer') };
  await world.client('forwarder').post(`/records/${theirs['recordId']}/shares`, { body });
  await world.client('importer').bytes(`/documents/${theirs['id']}/versions/1/content`);
  await handOverPart(world, 'exporter', 'forwarder');
  await handOverPart(world, 'forwarder', 'importer');
  await handOverPart(world, 'exporter', 'importer');
}

/** A document of a pouch goes into a pouch of its own, which another accepts. */
async function handOverPart(world: World, from: Role, to: Role): Promise<void> {
  const { params } = await world.own('document', from);
  const part = { title: 'A part', documents: [params['id']], certificates: [] };
  const { id } = await world.client(from).post<{ id: string }>(`/records/${params['recordId']}/handovers`, {
    body: { to: world.idOf(to), part },
  });
  await world.client(to).post(`/handovers/${id}/acceptance`);
}
