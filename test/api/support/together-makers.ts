import type { ApiClient } from '../../../scripts/client/api-client.ts';

interface Holder {
  readonly client: ApiClient;
  readonly id: string;
}
type Made = Promise<Record<string, string>>;

interface Parts<S> {
  readonly pouch: (holder: Holder) => Made;
  /** The party on this side that is not the holder. */
  readonly other: (side: S, holder: Holder) => Holder;
  readonly strangerId: string;
}

/** Messages, tasks and wishes for receipts, on pouches of the holder or of the other party of its side. */
export function togetherMakers<S>({
  pouch,
  other,
  strangerId,
}: Parts<S>): Readonly<Record<string, (side: S, holder: Holder) => Made>> {
  const share = (from: Holder, made: Awaited<Made>, organisationId: string) =>
    from.client.post(`/records/${made['recordId']}/shares`, {
      body: { organisationId, rights: ['view', 'download', 'add'] },
    });
  const between = async (from: Holder, to: Holder): Made => {
    const made = await pouch(from);
    await share(from, made, to.id);
    return made;
  };
  const message = async (holder: Holder, attachments: readonly string[], made: Awaited<Made>): Made => {
    const body = { text: 'The vessel is late.', attachments };
    const { id } = await holder.client.post<{ id: string }>(`/pouches/${made['id']}/messages`, { body });
    return { ...made, messageId: id };
  };
  const task = async (from: Holder, to: Holder): Made => {
    const made = await between(from, to);
    const body = {
      organisationId: to.id,
      documentType: '271',
      dueOn: '2099-01-31',
      note: 'With the weights',
    };
    const { id } = await from.client.post<{ id: string }>(`/pouches/${made['id']}/tasks`, { body });
    return { recordId: made['recordId'] ?? '', id };
  };
  const wish = async (from: Holder, to: Holder): Made => {
    const made = await between(from, to);
    const body = { organisationId: to.id };
    const { id } = await from.client.post<{ id: string }>(`/pouches/${made['id']}/reading-agreements`, {
      body,
    });
    return { recordId: made['recordId'] ?? '', id };
  };
  return {
    message: async (_, holder) => message(holder, [], await pouch(holder)),
    async attachment(_, holder) {
      const made = await pouch(holder);
      const path = `/pouches/${made['id']}/message-attachments?name=photograph.jpg`;
      const file = { bytes: Buffer.from('a photograph'), mediaType: 'image/jpeg' };
      const { id: attachmentId } = await holder.client.post<{ id: string }>(path, file);
      const { messageId = '', recordId = '' } = await message(holder, [attachmentId], made);
      return { id: messageId, attachmentId, recordId };
    },
    async 'pouch with a stranger who adds'(_, holder) {
      const made = await pouch(holder);
      if (holder.id !== strangerId) await share(holder, made, strangerId);
      return made;
    },
    'task asked of it': (side, holder) => task(other(side, holder), holder),
    'task it asked': (side, holder) => task(holder, other(side, holder)),
    'wish for receipts': (side, holder) => wish(other(side, holder), holder),
    'its own wish for receipts': (side, holder) => wish(holder, other(side, holder)),
  };
}
