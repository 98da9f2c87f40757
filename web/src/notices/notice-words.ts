import type { Notice } from '../api/notices.ts';
import type { Text } from '../text/text.tsx';
import { kindOf, sentenceOf } from '../trail/event-words.ts';

/** Types whose event names whom it was for: that is who reads it. */
const forUs: ReadonlySet<string> = new Set([
  'share.granted',
  'share.ended',
  'share.extract-granted',
  'share.extract-ended',
  'handover.offered',
  'handover.part-offered',
]);

/** "Offered to … by …": in the words of the trail, where it is in one. */
export function sentenceFor({ type, actor }: Notice, ourName: string, text: Text): string {
  const kind = kindOf(type);
  const who = actor.organisation?.legalName ?? text.trail.bySystem;
  const say = text.notices.events[kind];
  return say === undefined ? sentenceOf(type, who, forUs.has(kind) ? ourName : null, text) : say(who, null);
}

export interface Way {
  readonly to: string;
  readonly name: string;
}

/** Where one goes from a notice; undefined: there is nothing to be seen any more. */
export function wayFrom(
  { type, about, extractId, change }: Notice,
  isChamber: boolean,
  text: Text,
): Way | undefined {
  const { notices: words, handovers } = text;
  const kind = kindOf(type);
  if (kind === 'handover.offered' || kind === 'handover.part-offered')
    return { to: '/handovers', name: about?.name ?? words.toOffers };
  if (kind.startsWith('undertaking.'))
    return { to: isChamber ? '/undertakings?shown=all' : '/organisation', name: words.toUndertakings };
  if (extractId !== null) return { to: `/received/${extractId}`, name: text.sharing.receivedTitle };
  if (kind === 'share.extract-granted') return { to: '/received', name: text.sharing.receivedTitle };
  if (kind === 'organisation.vouched-for') return { to: '/organisations', name: text.organisations.title };
  if (kind === 'webhook.disabled') return { to: '/organisation', name: words.toWebhooks };
  if (change !== null) {
    const { number, reference, status } = change;
    const name = [number ?? reference, text.inquiries.standings[status]].filter(Boolean).join(' · ');
    return { to: '/watches?show=changed', name };
  }
  if (about === null) return undefined;
  const page = about.kind === 'certificate' ? '/certificates' : '/pouches';
  const unnamed = kind.startsWith('application.') ? words.application : handovers.kinds[about.kind];
  return { to: `${page}/${about.id}`, name: about.name ?? unnamed };
}
