import { randomUUID } from 'node:crypto';
import { type ApiClient, signIn } from '../../../scripts/client/api-client.ts';
import type { TestServer } from '../../fixtures/server.ts';
import { newPerson, PASSWORD } from './members.ts';

interface Holder {
  readonly client: ApiClient;
}
type Made = Promise<Record<string, string>>;

const settings = { waitingDays: 14, automatic: false, terms: [] };
const setFourEyes = (client: ApiClient, fourEyes: boolean) =>
  client.put('/retention/settings', { body: { ...settings, fourEyes } });

/** Pouches that need no longer be kept, or that are held. */
export function retentionMakers(
  { context, url }: Pick<TestServer, 'context' | 'url'>,
  pouch: (holder: Holder) => Made,
): Readonly<Record<string, (side: unknown, holder: Holder) => Made>> {
  const old = async (holder: Holder): Made => {
    const made = await pouch(holder);
    const id = Buffer.from((made['recordId'] ?? '').slice(2), 'hex');
    await context.database.asSystem((trx) =>
      trx.updateTable('records').set({ created_at: '2001-05-12' }).where('record_id', '=', id).execute(),
    );
    return made;
  };
  return {
    'old pouch': (_, holder) => old(holder),
    async 'old pouch to be erased'(_, holder) {
      const made = await old(holder);
      await holder.client.post(`/records/${made['recordId']}/erasure`);
      return made;
    },
    async 'old pouch that a colleague wants erased'(_, holder) {
      const made = await old(holder);
      const email = `colleague.${randomUUID()}@scheldt-chocolate.example`;
      await holder.client.post('/users', { body: newPerson({ email, administrator: true }) });
      const colleague = await signIn(url, email, PASSWORD);
      await setFourEyes(colleague, true);
      await colleague.post(`/records/${made['recordId']}/erasure`);
      await setFourEyes(colleague, false);
      return made;
    },
    async 'held pouch'(_, holder) {
      const made = await pouch(holder);
      const body = { reason: 'An audit' };
      const { holds } = await holder.client.post<{ holds: { id: string }[] }>(
        `/records/${made['recordId']}/holds`,
        { body },
      );
      return { ...made, id: holds[0]?.id ?? '' };
    },
  };
}
