import { hashSecret, newSecret } from '../../access/index.ts';
import type { AppContext } from '../../context.ts';
import { type MailPort, RefusedMail } from '../../notices/index.ts';
import { type DueLetter, invitationStore } from './invitation-store.ts';
import { writeInvitation } from './invitation-words.ts';

type Context = Pick<AppContext, 'database' | 'logger' | 'publicUrl' | 'now'>;

/** For so long a letter is one process's own. */
const leaseMs = 180_000;
const longestPauseMs = 3600_000;

/**
 * Sends the letters of invitations that wait. The secret is made as the letter leaves, a new one at each attempt, so
 * that nothing but its hash is ever kept.
 * @returns what a runner calls again and again: whether there may be more
 */
export function createInvitationLetters({ database, logger, publicUrl, now }: Context) {
  const send = async (mail: MailPort, letter: DueLetter): Promise<void> => {
    const { id, email, letters, attempts } = letter;
    const secret = newSecret();
    await database.asSystem((trx) => invitationStore.setSecret(trx, id, hashSecret(secret)));
    const said = writeInvitation(letter, `${publicUrl()}/invited#${secret}`);
    try {
      await mail.send({ id: `${id}-${letters}-${attempts}`, to: email, ...said });
      await database.asSystem((trx) => invitationStore.endLetter(trx, id, letters, 'sent'));
    } catch (err) {
      if (err instanceof RefusedMail) {
        logger.warn({ invitation: id }, 'the letter of an invitation was refused');
        await database.asSystem((trx) => invitationStore.endLetter(trx, id, letters, 'refused'));
        return;
      }
      // Of whom is not the log's to know.
      logger.warn({ invitation: id, attempts }, 'the letter of an invitation waits for the mail server');
      const next = new Date(now().getTime() + Math.min(30_000 * 2 ** (attempts - 1), longestPauseMs));
      await database.asSystem((trx) => invitationStore.postpone(trx, id, next));
    }
  };

  return async (mail: MailPort): Promise<boolean> => {
    const at = now();
    const due = await database.asSystem((trx) =>
      invitationStore.claim(trx, { now: at, until: new Date(at.getTime() + leaseMs) }),
    );
    await Promise.all(due.map((letter) => send(mail, letter)));
    return due.length > 0;
  };
}
