import { withIsolates } from '../../../core/isolates.ts';
import type { SpokenLanguage } from '../../../core/spoken-languages.ts';

interface InvitationWords {
  readonly subject: (who: string) => string;
  readonly lead: (who: string) => string;
  readonly open: string;
  /** @param date as `2026-05-12` */
  readonly until: (date: string) => string;
  readonly unknown: string;
}

const words: Readonly<Record<SpokenLanguage, InvitationWords>> = {
  en: {
    subject: (who) => `${who} shares trade documents with you`,
    lead: (who) => `${who} wants to share documents of a shipment with you in OpenPouch.`,
    open: 'Open this link to see what it is, and to sign in or register your company',
    until: (date) =>
      `It works once, until ${date}. Do not pass it on: who opens it gets what is meant for you.`,
    unknown: 'If you do not know who writes to you, ignore this letter: nothing happens then.',
  },
  nl: {
    subject: (who) => `${who} deelt handelsdocumenten met u`,
    lead: (who) => `${who} wil documenten van een zending met u delen in OpenPouch.`,
    open: 'Open deze link om te zien wat het is, en om aan te melden of uw bedrijf te registreren',
    until: (date) =>
      `Hij werkt één keer, tot ${date}. Geef hem niet door: wie hem opent, krijgt wat voor u bedoeld is.`,
    unknown: 'Kent u de afzender niet, negeer deze brief dan: er gebeurt dan niets.',
  },
  fr: {
    subject: (who) => `${who} partage des documents commerciaux avec vous`,
    lead: (who) => `${who} souhaite partager avec vous les documents d'un envoi dans OpenPouch.`,
    open: 'Ouvrez ce lien pour voir de quoi il s’agit, puis vous connecter ou enregistrer votre entreprise',
    until: (date) =>
      `Il sert une seule fois, jusqu'au ${date}. Ne le transmettez pas : qui l'ouvre reçoit ce qui vous est destiné.`,
    unknown: "Si vous ne connaissez pas l'expéditeur, ignorez cette lettre : rien ne se passera.",
  },
  ar: withIsolates<InvitationWords>({
    subject: (who) => `مستندات تجارية يشاركها معك ${who}`,
    lead: (who) => `يودّ ${who} أن يشارك معك مستندات شحنة في OpenPouch.`,
    open: 'افتح هذا الرابط لترى ما هي، ولتسجّل الدخول أو تسجّل شركتك',
    until: (date) => `يعمل الرابط مرة واحدة، حتى ${date}. لا تُعطه لغيرك: من يفتحه يحصل على ما هو موجّه إليك.`,
    unknown: 'إن كنت لا تعرف من يكتب إليك فتجاهل هذه الرسالة: لن يحدث شيء.',
  }),
  zh: {
    subject: (who) => `${who}与您共享贸易单证`,
    lead: (who) => `${who}希望在OpenPouch中与您共享一批货物的文件。`,
    open: '请打开此链接查看是什么内容，并登录或登记贵公司',
    until: (date) => `链接只能使用一次，有效期至${date}。请勿转发：打开者会得到本应给您的内容。`,
    unknown: '如果您不认识发件人，请忽略本邮件：不会发生任何事。',
  },
};

/** The letter to who is invited: who invites, and the link. Not what is shared: a letter lies on the servers of others. */
export function writeInvitation(
  { inviter, language, expiresAt }: { inviter: string; language: SpokenLanguage; expiresAt: Date },
  url: string,
): { subject: string; text: string } {
  const said = words[language];
  const lines = [
    ...[said.lead(inviter), '', `${said.open}:`, url, ''],
    ...[said.until(expiresAt.toISOString().slice(0, 10)), said.unknown, ''],
  ];
  return { subject: said.subject(inviter), text: lines.join('\n') };
}
