import { share } from '../api/records.ts';
import { giveExtract, invite, type MadeLink, makeLink } from '../api/sharing.ts';
import { useAct } from '../api/use-act.ts';
import { useLanguage } from '../text/text.tsx';
import { endOfDay } from '../ui/end-of-day.ts';
import type { ShareWish } from './share-wish.ts';

/** Does what the dialog of sharing says. @param onDone with the link that was made, if one was */
export function useSharing(recordId: string, onDone: (made: MadeLink | null) => void) {
  const { code } = useLanguage();
  return useAct(async (wish: ShareWish, key: string): Promise<MadeLink | null> => {
    const { way, part, documentIds, hide, actsFor } = wish;
    const rights = ['view' as const, ...wish.rights];
    const reading = rights.filter((right) => right === 'view' || right === 'download');
    const portion = {
      ...(part === 'documents' && { documentIds }),
      ...(part === 'hidden' && { hide }),
    };
    const at = endOfDay(wish.ends);
    const endsAt = at === undefined ? {} : { endsAt: at };
    if (way === 'link') {
      const expiresAt = at === undefined ? {} : { expiresAt: at };
      return makeLink({ recordId, label: wish.label.trim(), rights: reading, ...portion, ...expiresAt });
    }
    if (way === 'email') {
      const given = rights.filter((right) => right !== 'offer');
      const to = { email: wish.email.trim(), language: wish.language ?? code };
      await invite({ recordId, ...to, rights: given, ...portion, ...endsAt }, key);
      return null;
    }
    const organisationId = wish.organisationId ?? '';
    if (part === 'whole')
      await share({ recordId, organisationId, rights, actsForOwner: actsFor, ...endsAt }, key);
    else await giveExtract({ recordId, organisationId, rights: reading, ...portion, ...endsAt }, key);
    return null;
  }, onDone);
}
