import type { Certificate } from '../api/certificates.ts';
import type { OrganisationSummary } from '../api/organisations.ts';
import type { TrailEvent } from '../api/records.ts';
import { kindOf, textIn } from '../trail/event-words.ts';

export type Part =
  | 'draft'
  | 'applied'
  | 'decides'
  | 'returned'
  | 'issued'
  | 'owned'
  | 'owns'
  | 'offered'
  | 'closed'
  | 'revoked'
  | 'holds'
  | 'ended'
  | 'lapsed';

/** A party's place in the chain of hands. */
export interface Hand {
  readonly part: Part;
  /** Of an offer's recipient only the id is known; null: the event that names it was erased. */
  readonly party: OrganisationSummary | { readonly id: string; readonly legalName?: never } | null;
  /** Null: not the reader's affair. */
  readonly from: string | null;
  /** Null: to this day, a moment, or not the reader's affair. Of an offer, when it expires. */
  readonly until: string | null;
  /** Sequence of the event that proves it; null before there is a record. */
  readonly step: number | null;
  /** Of a closing, what its event says of it. */
  readonly why?: TrailEvent['data'];
}

/**
 * The chain of hands as the trail tells it: each owner from when to when, then whoever it is offered to, or its end.
 * @param firstOwner whose a certificate became when it was issued; a pouch is first its maker's
 * @param now in milliseconds; an offer that has expired by then is none
 */
export function handsOf(
  events: readonly TrailEvent[],
  firstOwner: OrganisationSummary | null,
  now: number,
): readonly Hand[] {
  const hands: Hand[] = [];
  const acceptedBy = new Map<string, OrganisationSummary | null>();
  let offer: Hand | null = null;

  const endOwnership = (until: string): void => {
    const last = hands.pop();
    if (last !== undefined) hands.push({ ...last, part: 'owned', until });
  };
  for (const event of events) {
    const { time, data } = event;
    const party = event.actor.organisation;
    const at = { from: time, until: null, step: event.proof.sequence };
    const handoverId = textIn(data, 'handoverId') ?? '';
    switch (kindOf(event.type)) {
      case 'certificate.issued':
        hands.push({ part: 'issued', party, ...at }, { part: 'owns', party: firstOwner, ...at });
        break;
      case 'pouch.created':
        hands.push({ part: 'owns', party, ...at });
        break;
      case 'handover.offered': {
        const to = textIn(data, 'to');
        offer = {
          ...at,
          part: 'offered',
          party: to === null ? null : { id: to },
          until: textIn(data, 'expiresAt'),
        };
        break;
      }
      case 'handover.accepted':
        acceptedBy.set(handoverId, party);
        break;
      case 'handover.rejected':
      case 'handover.withdrawn':
        offer = null;
        break;
      case 'record.handed-over':
        offer = null;
        endOwnership(time);
        hands.push({ part: 'owns', party: acceptedBy.get(handoverId) ?? null, ...at });
        break;
      case 'record.closed':
      case 'certificate.revoked':
        offer = null;
        endOwnership(time);
        hands.push({
          part: kindOf(event.type) === 'record.closed' ? 'closed' : 'revoked',
          party,
          ...at,
          why: data,
        });
        break;
    }
  }
  const isOpen = offer !== null && (offer.until === null || Date.parse(offer.until) > now);
  return isOpen && offer !== null ? [...hands, offer] : hands;
}

/** Whose a record is and whether it stands, which whoever owned it goes on seeing (decisions/0011). */
export interface AsItIs {
  readonly owner: OrganisationSummary;
  readonly status: 'active' | 'closed' | 'revoked' | 'superseded';
}

/**
 * The chain of hands, ended as the record is now. A former owner's trail ends with its handover: of what came later it
 * learns with whom the record is and whether it stands, neither when nor through whose hands.
 */
export function endedAsItIs(hands: readonly Hand[], { owner, status }: AsItIs): readonly Hand[] {
  const at = hands.findLastIndex(({ part }) => part === 'owns');
  const known = hands[at];
  // Where the trail tells the end itself, nobody owns it any more.
  if (known === undefined || (status === 'active' && (known.party === null || known.party.id === owner.id)))
    return hands;
  const part = status === 'active' ? 'holds' : status === 'closed' ? 'ended' : 'lapsed';
  return [
    ...hands.slice(0, at),
    { ...known, part: 'owned' },
    { part, party: owner, from: null, until: null, step: null },
  ];
}

/** Before it is issued: who applied, and who has to act. Nothing of it is recorded yet, so nothing proves it. */
export function handsOfApplication(certificate: Certificate): readonly Hand[] {
  const { state, applicant, chamber, submittedAt, createdAt } = certificate;
  const open = { until: null, step: null };
  if (submittedAt === null) return [{ part: 'draft', party: applicant, from: createdAt, ...open }];
  const applied: Hand = { part: 'applied', party: applicant, from: submittedAt, ...open };
  return [
    applied,
    {
      part: ['not_issued', 'changes_requested', 'abandoned'].includes(state) ? 'returned' : 'decides',
      party: chamber,
      from: submittedAt,
      ...open,
    },
  ];
}
