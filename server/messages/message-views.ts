import { RecordId } from '../../core/ids.ts';
import { userStore } from '../access/index.ts';
import type { Trx } from '../database/database.ts';
import type { Sealer } from '../keys/sealing.ts';
import { organisationNamer } from '../organisations/index.ts';
import { type Attachment, attachmentStore } from './attachment-store.ts';
import type { AttachmentView, MessageView } from './message.ts';
import type { ReadMessage } from './message-store.ts';
import { openContent, openName } from './sealed.ts';

/** Under the reader's row-level security; names and attachments are read once for all. */
export async function messageViews(
  trx: Trx,
  sealer: Sealer,
  messages: readonly ReadMessage[],
): Promise<MessageView[]> {
  const organisations = messages.flatMap((one) => [
    one.byOrganisation,
    ...one.mentioned,
    ...(one.named ?? []),
  ]);
  const named = await organisationNamer(trx, organisations);
  const people = messages.flatMap(({ mentionedPeople }) => mentionedPeople);
  const found = people.length === 0 ? [] : await userStore.findMany(trx, [...new Set(people)]);
  const attachments = await attachmentStore.ofMessages(
    trx,
    messages.map(({ id }) => id),
  );
  return messages.map((message) => {
    const { id, byOrganisation, byPerson, byName } = message;
    const { text, salt } = openContent(sealer, { organisationId: byOrganisation, id }, message.sealed);
    return {
      ...{ id, recordId: RecordId.of(message.recordId), documentId: message.documentId },
      ...{ sequence: message.sequence, text, salt, at: message.at.toISOString() },
      by: {
        organisation: named(byOrganisation),
        person: byPerson === null || byName === null ? null : { id: byPerson, name: byName },
      },
      to: message.named?.map(named) ?? null,
      mentions: {
        organisations: message.mentioned.map(named),
        people: found
          .filter((person) => message.mentionedPeople.includes(person.id))
          .map(({ id, name }) => ({ id, name })),
      },
      answers: message.answers,
      attachments: attachments
        .filter(({ messageId }) => messageId === id)
        .map((attachment) => attachmentView(sealer, attachment)),
      isRead: message.isRead,
    };
  });
}

export const attachmentView = (
  sealer: Sealer,
  attachment: Omit<Attachment, 'messageId'>,
): AttachmentView => ({
  id: attachment.id,
  name: openName(sealer, attachment, attachment.sealedName),
  mediaType: attachment.mediaType,
  size: attachment.size,
  sha256: attachment.digest.toString('hex'),
});
