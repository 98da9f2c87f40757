/** What a person can choose to be told of, and how. `system` is for administrators alone. */
export const noticeKinds = [
  'application',
  'certificate',
  'pouch',
  'share',
  'handover',
  'message',
  'mention',
  'task',
  'undertaking',
  'system',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** By e-mail, of whoever has not chosen: at once what waits for an answer, the rest once a day. */
export const toldAtOnce: readonly NoticeKind[] = ['handover', 'share', 'mention', 'task', 'system'];
export const toldDaily: readonly NoticeKind[] = [
  'application',
  'certificate',
  'pouch',
  'message',
  'undertaking',
];

/**
 * Whom it concerns, besides that nobody is told of what their own organisation did. `readers`: who may see the record,
 * but for the chamber that issued it; `all`: the chamber too; `named`: the organisation that the event names;
 * `counterpart`: the other party of the handover; `both`: whom the
 * event names as asked and as asking; `message`: who may read it, in the words that fit each (message-notices.ts); `concerned`: whom the happening itself names.
 */
type Audience =
  | 'readers'
  | 'all'
  | 'named'
  | 'counterpart'
  | 'others-than-parties'
  | 'both'
  | 'message'
  | 'concerned';

export interface Telling {
  readonly kind: NoticeKind;
  readonly audience: Audience;
}

/** What comes into the inbox; of accesses, and of what one only sees in a trail, nobody is told. */
const tellings = {
  'application.submitted': { kind: 'application', audience: 'concerned' },
  'application.not-issued': { kind: 'application', audience: 'concerned' },
  'application.question-asked': { kind: 'application', audience: 'concerned' },
  'application.question-answered': { kind: 'application', audience: 'concerned' },
  'application.changes-requested': { kind: 'application', audience: 'concerned' },
  'certificate.issued': { kind: 'application', audience: 'readers' },
  'certificate.legalised': { kind: 'certificate', audience: 'readers' },
  'certificate.expired': { kind: 'certificate', audience: 'all' },
  'certificate.revoked': { kind: 'certificate', audience: 'all' },
  'certificate.verified': { kind: 'certificate', audience: 'all' },
  'certificate.disputed': { kind: 'certificate', audience: 'all' },
  'certificate.refused': { kind: 'certificate', audience: 'all' },
  'certificate.acquitted': { kind: 'certificate', audience: 'all' },
  'certificate.confirmed': { kind: 'certificate', audience: 'readers' },
  'document.added': { kind: 'pouch', audience: 'readers' },
  'document.version-added': { kind: 'pouch', audience: 'readers' },
  'pouch.certificate-added': { kind: 'pouch', audience: 'readers' },
  'share.granted': { kind: 'share', audience: 'named' },
  'share.ended': { kind: 'share', audience: 'named' },
  'share.extract-granted': { kind: 'share', audience: 'named' },
  'share.extract-ended': { kind: 'share', audience: 'named' },
  'share.link-locked': { kind: 'share', audience: 'named' },
  'handover.offered': { kind: 'handover', audience: 'counterpart' },
  'handover.part-offered': { kind: 'handover', audience: 'counterpart' },
  'handover.accepted': { kind: 'handover', audience: 'counterpart' },
  'handover.rejected': { kind: 'handover', audience: 'counterpart' },
  'handover.withdrawn': { kind: 'handover', audience: 'counterpart' },
  'handover.expired': { kind: 'handover', audience: 'counterpart' },
  'pouch.replaced': { kind: 'pouch', audience: 'readers' },
  'pouch.parted': { kind: 'pouch', audience: 'others-than-parties' },
  'record.handed-over': { kind: 'handover', audience: 'others-than-parties' },
  'record.closed': { kind: 'handover', audience: 'readers' },
  'record.held': { kind: 'handover', audience: 'readers' },
  'record.hold-lifted': { kind: 'handover', audience: 'readers' },
  'record.erasure-announced': { kind: 'handover', audience: 'all' },
  'record.erasure-withdrawn': { kind: 'handover', audience: 'all' },
  'record.erased': { kind: 'handover', audience: 'all' },
  'pouch.message-written': { kind: 'message', audience: 'message' },
  'pouch.message-mentioned': { kind: 'mention', audience: 'message' },
  'pouch.message-answered': { kind: 'mention', audience: 'message' },
  'pouch.task-asked': { kind: 'task', audience: 'both' },
  'pouch.task-done': { kind: 'task', audience: 'both' },
  'pouch.task-declined': { kind: 'task', audience: 'both' },
  'pouch.task-withdrawn': { kind: 'task', audience: 'both' },
  'share.receipt-requested': { kind: 'share', audience: 'both' },
  'share.receipt-agreed': { kind: 'share', audience: 'both' },
  'share.receipt-refused': { kind: 'share', audience: 'both' },
  'share.receipt-ended': { kind: 'share', audience: 'both' },
  'document.receipt-given': { kind: 'pouch', audience: 'both' },
  'undertaking.given': { kind: 'undertaking', audience: 'concerned' },
  'undertaking.accepted': { kind: 'undertaking', audience: 'concerned' },
  'undertaking.refused': { kind: 'undertaking', audience: 'concerned' },
  'undertaking.withdrawn': { kind: 'undertaking', audience: 'concerned' },
  'undertaking.signatory-removed': { kind: 'undertaking', audience: 'concerned' },
  'watch.changed': { kind: 'certificate', audience: 'concerned' },
  'organisation.vouched-for': { kind: 'system', audience: 'concerned' },
  'webhook.disabled': { kind: 'system', audience: 'concerned' },
} as const satisfies Record<string, Telling>;
export type ToldType = keyof typeof tellings;
const known: Readonly<Record<string, Telling>> = tellings;

/**
 * What is told to whoever was given a part of the record, too: a new version of a document in it, and that the record
 * ended.
 */
const toldOfParts: ReadonlySet<string> = new Set<ToldType>([
  'document.version-added',
  'certificate.revoked',
  'certificate.expired',
  'record.closed',
]);
export const concernsParts = (type: string): boolean => toldOfParts.has(shortType(type));

/** `handover.offered`, of `org.openpouch.handover.offered`. */
export const shortType = (type: string): string => type.replace(/^org\.openpouch\./, '');
export const tellingOf = (type: string): Telling | undefined => known[shortType(type)];

/** Something that happened, as whoever is told of it needs to know. */
export interface Happening {
  /** What names it among all: the same act on several records of one handover is one. */
  readonly key: string;
  readonly type: string;
  readonly recordId: Buffer | null;
  readonly actorOrganisationId: string | null;
  /** What the signed body says; null where there is none. */
  readonly data: Readonly<Record<string, unknown>> | null;
  /** Of what is in no trail. */
  readonly concerned: readonly string[];
}

/** Who may see a record up to this event. */
export interface Reader {
  readonly organisationId: string;
  readonly isIssuer: boolean;
}

/** Both sides of a handover. */
export type Parties = readonly [from: string, to: string];

/**
 * The organisations that find it in their inbox. Who is named or was offered something is told of it also when the
 * access that it is about has ended with it.
 */
export function addresseesOf(
  happening: Happening,
  readers: readonly Reader[],
  parties: Parties | undefined,
): string[] {
  const telling = tellingOf(happening.type);
  if (telling === undefined) return [];
  const named = happening.data?.['organisationId'];
  // What is seen through a pouch is told of the pouch.
  const isThrough = happening.data?.['through'] !== undefined;
  const of: Readonly<Record<Audience, () => readonly string[]>> = {
    readers: () => readers.filter(({ isIssuer }) => !isIssuer).map(({ organisationId }) => organisationId),
    all: () => readers.map(({ organisationId }) => organisationId),
    named: () => (typeof named === 'string' && !isThrough ? [named] : []),
    counterpart: () => parties ?? [],
    'others-than-parties': () =>
      of.readers().filter((organisationId) => parties?.includes(organisationId) !== true),
    both: () => [happening.data?.['organisationId'], happening.data?.['askedBy']].flat().filter(isText),
    message: () => [],
    concerned: () => happening.concerned,
  };
  return [...new Set(of[telling.audience]())].filter(
    (organisationId) => organisationId !== happening.actorOrganisationId,
  );
}

const isText = (value: unknown): value is string => typeof value === 'string';
