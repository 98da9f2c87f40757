import { RecordId } from '../../core/ids.ts';
import { type Principal, userStore } from '../access/index.ts';
import type { AppContext } from '../context.ts';
import { elevated, type Trx } from '../database/database.ts';
import { documentStore } from '../documents/index.ts';
import { problem } from '../http/problem.ts';
import { invalidField } from '../http/validate.ts';
import { newId, newSalt } from '../keys/signing-session.ts';
import { pouchStore } from '../pouches/index.ts';
import { recordStore } from '../records/record-store.ts';
import { acting } from '../sharing/index.ts';
import { type Attachment, attachmentStore } from './attachment-store.ts';
import { limits, type MessageWish } from './message.ts';
import { messageStore } from './message-store.ts';
import { fullReaders, requireFullReader } from './readers.ts';
import { messageCommitment, openName, sealContent } from './sealed.ts';

type Context = Pick<AppContext, 'keyring' | 'recorder' | 'sealer' | 'now'>;

export interface MessageService {
  /**
   * Writes a message about a pouch, and into its trail that it was written. Under the author's row-level security.
   * @returns the message's id, and the receipts of its event
   * @throws not_found, forbidden (a former owner), invalid_request, limit_reached, too_many_requests
   */
  write(
    trx: Trx,
    principal: Principal,
    pouchId: string,
    wish: MessageWish,
  ): Promise<{ id: string; recordId: Buffer; receipts: string[] }>;
}

export function createMessageService({ keyring, recorder, sealer, now }: Context): MessageService {
  return {
    async write(trx, principal, pouchId, wish) {
      const pouch = await pouchStore.find(trx, pouchId);
      if (pouch === undefined) throw problem('not_found', { what: 'pouch' });
      const { recordId } = pouch;
      const { organisationId } = principal;
      await requireFullReader(trx, principal, recordId);
      const named = await checkAddressees(trx, organisationId, recordId, wish);
      await checkReferences(trx, principal, recordId, wish);
      const attachments = await attachmentsOf(trx, organisationId, recordId, wish.attachments);

      return elevated(trx, async (trx) => {
        const at = now();
        await recordStore.lock(trx, [recordId]);
        // The share may have ended since; what was found by row-level security is asked again.
        await requireFullReader(trx, principal, recordId);
        await requireRoom(trx, organisationId, recordId, at);

        const id = newId();
        const content = { text: wish.text, salt: newSalt() };
        const listed = attachments.map((one) => ({
          name: openName(sealer, one, one.sealedName),
          sha256: one.digest.toString('hex'),
        }));
        const by = await acting(trx, keyring, principal, at);
        const [recorded] = await recorder.append(trx, [
          by.event(RecordId.of(recordId), 'org.openpouch.pouch.message-written', {
            messageId: id,
            commitment: messageCommitment(content, listed),
          }),
        ]);
        if (recorded === undefined) throw new Error('An event that was appended is gone.');
        await messageStore.insert(trx, {
          ...{ id, recordId, documentId: wish.documentId ?? null, sequence: recorded.sequence, named, at },
          ...{ mentioned: wish.mentions.organisations, mentionedPeople: wish.mentions.people },
          ...{ answers: wish.answers ?? null, byOrganisation: organisationId },
          ...{ byPerson: principal.id, byName: principal.name },
          sealed: sealContent(sealer, { organisationId, id }, content),
        });
        const ids = attachments.map((one) => one.id);
        if ((await attachmentStore.send(trx, id, ids)) !== ids.length) throw problem('changed_meanwhile');
        return { id, recordId, receipts: [recorded.receipt] };
      });
    },
  };
}

/** Whom it is for, and whom it mentions: all of them see the pouch. @returns those that alone may read it; null: all */
async function checkAddressees(
  trx: Trx,
  organisationId: string,
  recordId: Buffer,
  { to, mentions }: MessageWish,
): Promise<string[] | null> {
  const readers = await fullReaders(trx, recordId);
  const named = to === undefined ? null : [...new Set([organisationId, ...to])];
  const notThere = to?.findIndex((id) => !readers.has(id)) ?? -1;
  if (notThere >= 0) throw invalidField(`/to/${notThere}`, 'They do not see this pouch.', 'body', notHeld);
  const stranger = mentions.organisations.findIndex(
    (id) => !readers.has(id) || named?.includes(id) === false,
  );
  if (stranger >= 0)
    throw invalidField(
      `/mentions/organisations/${stranger}`,
      'They do not see this message.',
      'body',
      notHeld,
    );
  const found = mentions.people.length === 0 ? [] : await userStore.findMany(trx, mentions.people);
  const colleagues = new Set(found.map((person) => person.id));
  const unknown = mentions.people.findIndex((id) => !colleagues.has(id));
  if (unknown >= 0)
    throw invalidField(`/mentions/people/${unknown}`, 'Nobody of your organisation.', 'body', notHeld);
  return named;
}

const notHeld = { code: 'not_allowed' } as const;

async function checkReferences(
  trx: Trx,
  principal: Principal,
  recordId: Buffer,
  { documentId, answers }: MessageWish,
): Promise<void> {
  if (documentId !== undefined) {
    const document = await documentStore.find(trx, documentId);
    if (document?.recordId.equals(recordId) !== true)
      throw invalidField('/documentId', 'There is no such document in this pouch.', 'body', notHeld);
  }
  if (answers !== undefined) {
    const userId = principal.kind === 'user' ? principal.id : null;
    const [answered] = await messageStore.list(trx, userId, { recordId, id: answers, limit: 1 });
    if (answered === undefined)
      throw invalidField('/answers', 'There is no such message about this pouch.', 'body', notHeld);
  }
}

/** In the order in which they are shown. @throws invalid_request */
async function attachmentsOf(
  trx: Trx,
  organisationId: string,
  recordId: Buffer,
  ids: readonly string[],
): Promise<Attachment[]> {
  const found = await attachmentStore.waiting(trx, { organisationId, recordId, ids });
  const known = new Set(found.map((one) => one.id));
  const missing = ids.findIndex((id) => !known.has(id));
  if (missing >= 0)
    throw invalidField(
      `/attachments/${missing}`,
      'There is no such file that waits for its message.',
      'body',
      notHeld,
    );
  return found.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1));
}

const minute = 60_000;

/** As the system, under the record's lock. */
async function requireRoom(trx: Trx, organisationId: string, recordId: Buffer, at: Date): Promise<void> {
  if ((await messageStore.countOf(trx, recordId)) >= limits.ofPouch)
    throw problem('limit_reached', { limit: limits.ofPouch, what: 'messages about this pouch' });
  const since = new Date(at.getTime() - minute);
  if ((await messageStore.countBy(trx, organisationId, since)) >= limits.aMinute)
    throw problem('too_many_requests', { seconds: 60 }, { headers: { 'retry-after': '60' } });
}
