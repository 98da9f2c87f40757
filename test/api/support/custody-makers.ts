import { type ApiClient, signIn } from '../../../scripts/client/api-client.ts';
import { newHolder } from '../../../scripts/client/own-keys.ts';
import { newPerson } from './members.ts';

interface Keeper {
  readonly client: ApiClient;
  readonly id: string;
}
interface Custody {
  readonly holders: readonly { readonly id: string; readonly state: string }[];
}

/** Keys of one's own, of an organisation that stays in custody afterwards. */
export const custodyMakers = {
  async 'proposed keys'(_: unknown, { client, id: organisationId }: Keeper) {
    const person = newPerson();
    await client.post('/users', { body: person });
    const member = await signIn(client.base, person.email, person.password);
    const { body } = newHolder({ organisationId, name: 'A laptop', kind: 'browser', owners: 1 });
    const { holders } = await member.post<Custody>('/key-holders', { body });
    return { id: holders[0]?.id ?? '' };
  },

  async preparation(_: unknown, { client, id: organisationId }: Keeper) {
    const { body } = newHolder({ organisationId, name: 'An ERP', kind: 'program', owners: 1 });
    const { holders } = await client.post<Custody>('/key-holders', { body });
    const asked = await client.raw('POST', '/pouches', { body: { title: 'To be signed', cover: {} } });
    const { preparation } = (await asked.json()) as { preparation: { id: string } };
    for (const { id, state } of holders) if (state === 'confirmed') await client.delete(`/key-holders/${id}`);
    return { id: preparation.id };
  },
};
