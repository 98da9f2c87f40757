import { RecordId } from '../../../core/ids.ts';
import { newSecret } from '../../access/index.ts';
import type { AppContext } from '../../context.ts';
import { elevated, type Trx } from '../../database/database.ts';
import { problem } from '../../http/problem.ts';
import { toldLately } from '../../records/lately.ts';
import { recordStore } from '../../records/record-store.ts';
import { actingWith } from '../acting.ts';
import { requireGiver } from '../portions/portion-checks.ts';
import { codeFits, type LinkSecrets, secretHashOf } from './link-secrets.ts';
import { type Link, linkStore, mostAttempts } from './link-store.ts';

type Context = Pick<AppContext, 'database' | 'recorder' | 'operator' | 'now'>;

export type Visit = Link & { readonly visitEndsAt: Date };

/** Reading with a link: the code is asked once an hour. */
export interface OpeningService {
  /** @returns the token of the visit @throws wrong_code, whatever is wrong; limit_reached */
  open(given: LinkSecrets): Promise<{ token: string; expiresAt: Date }>;
  /** @throws wrong_code when the visit, the link, or the giver's right has ended */
  visit(token: string | undefined): Promise<Visit>;
  close(token: string): Promise<void>;
  /** Under the giver's row-level security. @throws wrong_code */
  requireOpen(trx: Trx, link: Link): Promise<void>;
  /** Tells the trail of a document that leaves. As the giver. */
  told(trx: Trx, link: Link, of: { documentId: string; version: number }): Promise<void>;
}

const visitMs = 3600_000;
/** Of one link: each is told in the trail. */
const mostOpenings = 500;

export function createOpeningService({ database, recorder, operator, now }: Context): OpeningService {
  const refused = () => problem('wrong_code');
  const actor = { organisationId: undefined, name: 'OpenPouch' };

  /** Somebody who has the link does not have its code: that is told to who gave it. */
  const tellLocked = async (trx: Trx, { id: linkId, label, recordId, givenBy }: Link): Promise<void> => {
    const by = actingWith(operator, actor, now());
    const data = { linkId, label, organisationId: givenBy };
    await recorder.append(trx, [by.event(RecordId.of(recordId), 'org.openpouch.share.link-locked', data)]);
  };

  const service: OpeningService = {
    async open(given) {
      // A wrong code counts, so this is committed whatever comes of it.
      const link = await database.asSystem(async (trx) => {
        const secretHash = secretHashOf(given.secret);
        const recordId = await linkStore.recordOfSecret(trx, secretHash);
        if (recordId === undefined) return undefined;
        // The record before the link, as whoever ends it does: else each could wait for the other.
        await recordStore.lock(trx, [recordId]);
        const found = await linkStore.lockBySecret(trx, secretHash);
        const fits = codeFits(given, found?.codeHash);
        if (found === undefined || found.attempts >= mostAttempts) return undefined;
        if (fits) return found;
        await linkStore.countWrong(trx, found.id);
        if (found.attempts + 1 === mostAttempts) await tellLocked(trx, found);
        return undefined;
      });
      if (link === undefined) throw refused();
      if (link.openings >= mostOpenings)
        throw problem('limit_reached', { limit: mostOpenings, what: 'openings of this link' });
      const token = newSecret();
      const at = now();
      const expiresAt = new Date(Math.min(at.getTime() + visitMs, link.expiresAt.getTime()));
      await database.as({ organisationId: link.givenBy }, async (trx) => {
        await service.requireOpen(trx, link);
        await elevated(trx, async (trx) => {
          await recordStore.lock(trx, [link.recordId]);
          if ((await linkStore.find(trx, link.id)) === undefined) throw refused();
          const by = actingWith(operator, actor, at);
          const { id: linkId, label } = link;
          await recorder.append(trx, [
            by.event(RecordId.of(link.recordId), 'org.openpouch.share.link-opened', { linkId, label }),
          ]);
          await linkStore.insertVisit(trx, { tokenHash: secretHashOf(token), linkId, at, expiresAt });
        });
      });
      return { token, expiresAt };
    },

    async visit(token) {
      if (token === undefined) throw refused();
      const found = await database.asSystem((trx) => linkStore.ofVisit(trx, secretHashOf(token)));
      if (found === undefined) throw refused();
      return found;
    },

    close: (token) => database.asSystem((trx) => linkStore.endVisit(trx, secretHashOf(token))),

    async requireOpen(trx, { recordId, givenBy, rights }) {
      await requireGiver(trx, recordId, givenBy, rights, 'link').catch((cause: unknown) => {
        throw problem('wrong_code', undefined, { cause });
      });
    },

    async told(trx, link, of) {
      await service.requireOpen(trx, link);
      await elevated(trx, async (trx) => {
        await recordStore.lock(trx, [link.recordId]);
        if ((await linkStore.find(trx, link.id)) === undefined) throw refused();
        const by = actingWith(operator, actor, now());
        const { id: linkId, label } = link;
        const event = by.event(RecordId.of(link.recordId), 'org.openpouch.share.link-downloaded', {
          ...{ linkId, label },
          ...of,
        });
        const isSame = (data: Readonly<Record<string, unknown>>) =>
          data['linkId'] === linkId && data['documentId'] === of.documentId && data['version'] === of.version;
        if (!(await toldLately(trx, event, isSame))) await recorder.append(trx, [event]);
      });
    },
  };
  return service;
}
