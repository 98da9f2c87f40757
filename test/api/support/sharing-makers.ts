import { randomUUID } from 'node:crypto';
import type { ApiClient } from '../../../scripts/client/api-client.ts';
import { hashSecret, newSecret } from '../../../server/access/index.ts';
import { createOrganisationService } from '../../../server/organisations/index.ts';
import { invitationStore } from '../../../server/sharing/invitations/invitation-store.ts';
import type { TestServer } from '../../fixtures/server.ts';
import { newOrganisation } from './members.ts';

interface Holder {
  readonly client: ApiClient;
  readonly id: string;
}
type Params = Promise<Record<string, string>>;

interface Parts<Side> {
  readonly server: TestServer;
  pouch(holder: Holder): Params;
  document(holder: Holder): Params;
  issued(side: Side, holder: Holder): Params;
  other(side: Side, holder: Holder): Holder;
}

/** Parts of records, links with a code, invitations: as who gave them and as their readers have them. */
export function sharingMakers<Side extends { readonly exporterId: string; readonly country: string }>({
  server,
  pouch,
  document,
  issued,
  other,
}: Parts<Side>) {
  const extract = async (giver: Holder, reader: Holder, recordId: string, wish: object) => {
    const body = { organisationId: reader.id, ...wish };
    return giver.client.post<{ id: string }>(`/records/${recordId}/extracts`, { body });
  };
  const link = async (holder: Holder, made: Record<string, string>) => {
    const { id, url, code } = await holder.client.post<{ id: string; url: string; code: string }>(
      `/records/${made['recordId']}/links`,
      { body: { label: 'Customs of Singapore' } },
    );
    return { recordId: made['recordId'] ?? '', id, code, secret: url.slice(url.indexOf('#') + 1) };
  };
  const opened = async (holder: Holder, made: Record<string, string>, id: string): Params => {
    const { secret, code } = await link(holder, made);
    const response = await server.anyone.raw('POST', '/openings', { body: { secret, code } });
    return { id, version: '1', cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '' };
  };
  const invitation = async (holder: Holder): Promise<{ recordId: string; id: string; email: string }> => {
    const { recordId = '' } = await pouch(holder);
    const email = `${randomUUID()}@invited.example`;
    const body = { email };
    const { id } = await holder.client.post<{ id: string }>(`/records/${recordId}/invitations`, { body });
    return { recordId, id, email };
  };

  return {
    async extract(side: Side, holder: Holder): Params {
      const { id: documentId = '', recordId = '' } = await document(holder);
      const { id } = await extract(holder, other(side, holder), recordId, { documentIds: [documentId] });
      return { recordId, id };
    },
    async 'document alone shared with it'(side: Side, holder: Holder): Params {
      const giver = other(side, holder);
      const { id: documentId = '', recordId = '' } = await document(giver);
      const { id } = await extract(giver, holder, recordId, { documentIds: [documentId] });
      return { id, documentId, version: '1' };
    },
    /** Of one that it applied for an exporter sees all: of the exporter it is the forwarder's. */
    async 'certificate with fields hidden shared with it'(side: Side, holder: Holder): Params {
      const otherOne = other(side, holder);
      const isExporter = otherOne.id !== side.exporterId;
      const [giver, reader] = isExporter ? [holder, otherOne] : [otherOne, holder];
      const { recordId = '' } = await issued(side, giver);
      const { id } = await extract(giver, reader, recordId, { hide: ['consignee'] });
      return { id };
    },
    link: async (_: Side, holder: Holder): Params => link(holder, await pouch(holder)),
    async 'what it opened with a link'(_: Side, holder: Holder): Params {
      const made = await document(holder);
      return opened(holder, made, made['id'] ?? '');
    },
    async 'certificate it opened with a link'(side: Side, holder: Holder): Params {
      const [made, certificate] = [await pouch(holder), await issued(side, holder)];
      const body = { certificateId: certificate['id'] };
      await holder.client.post(`/pouches/${made['id']}/certificates`, { body });
      return opened(holder, made, certificate['id'] ?? '');
    },
    invitation: async (_: Side, holder: Holder): Params => invitation(holder),
    async 'company by invitation'(side: Side): Params {
      const { role: _, administrator, ...input } = newOrganisation('importer');
      const { name, email } = administrator;
      const person = { name, email, passwordHash: 'none' };
      const { registerInvited } = createOrganisationService(server.context);
      const { organisation } = await server.context.database.asSystem((trx) =>
        registerInvited(trx, side.exporterId, 'importer', {
          ...{ ...input, identifiers: [], country: side.country, administrator: person },
        }),
      );
      return { id: organisation.id };
    },
    async 'invitation with its link'(_: Side, holder: Holder): Params {
      const { recordId = '' } = await pouch(holder);
      const [email, secret, createdAt] = [`${randomUUID()}@invited.example`, newSecret(), new Date()];
      // As one whose letter was sent: of the secret in a letter nothing is kept, and no letter is to replace it.
      const id = await server.context.database.asSystem(async (trx) => {
        const id = await invitationStore.insert(trx, {
          ...{
            recordId: Buffer.from(recordId.slice(2), 'hex'),
            organisationId: holder.id,
            madeBy: 'Ann Peeters',
          },
          ...{ email, language: 'en', documentIds: null, hidden: null, rights: ['view', 'download'] },
          ...{ shareEndsAt: null, createdAt, expiresAt: new Date(createdAt.getTime() + 3600_000) },
        });
        await invitationStore.setSecret(trx, id, hashSecret(secret));
        await invitationStore.endLetter(trx, id, 1, 'sent');
        return id;
      });
      return { recordId, id, email, secret };
    },
  };
}
