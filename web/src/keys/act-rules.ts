import type { Operation } from '../api/http.ts';

/** What one's own organisation can be asked to sign for an act. */
export interface ActRule {
  /** Types of events, without `org.openpouch.`. */
  readonly events: readonly string[];
  /** What an owner key signs: that a record goes away, comes, goes onto a fresh key, is closed, is in its control. */
  readonly owner?: 'give' | 'take' | 'renew' | 'close' | 'control';
  /** Parameters of the address that a statement must name beside the record. */
  readonly names?: readonly string[];
}

const rule = (events: readonly string[], more: Omit<ActRule, 'events'> = {}): ActRule => ({
  events,
  ...more,
});
/** Of a part of a pouch its owner makes a pouch of its own, last; or offers it, to who keeps its keys too. */
const ofAPart = [
  ...['pouch.created', 'pouch.parted', 'document.added', 'document.version-added'],
  ...['pouch.certificate-added', 'certificate.added-to-pouch', 'handover.offered'],
];
const byId = { names: ['id'] };

/** Each act that an organisation's own keys sign. What is not here is not signed. */
export const actRules: Readonly<Partial<Record<Operation, ActRule>>> = {
  'POST /pouches': rule(['pouch.created', 'pouch.replaced']),
  'PUT /pouches/{id}': rule(['pouch.described']),
  'POST /pouches/{id}/certificates': rule(['pouch.certificate-added', 'certificate.added-to-pouch']),
  'POST /uploads/{id}/completion': rule(['document.added', 'document.version-added', 'pouch.task-done']),
  'PUT /documents/{id}': rule(['document.described'], byId),
  'POST /records/{recordId}/shares': rule(['share.granted']),
  'DELETE /records/{recordId}/shares/{shareId}': rule(['share.ended'], { names: ['shareId'] }),
  'POST /records/{recordId}/extracts': rule(['share.extract-granted']),
  'DELETE /records/{recordId}/extracts/{id}': rule(['share.extract-ended'], byId),
  'POST /records/{recordId}/links': rule(['share.link-made']),
  'DELETE /records/{recordId}/links/{id}': rule(['share.link-ended'], byId),
  'POST /records/{recordId}/invitations': rule(['share.invitation-made']),
  'DELETE /records/{recordId}/invitations/{id}': rule(['share.invitation-withdrawn'], byId),
  'POST /records/{recordId}/handovers': rule(['handover.offered', 'handover.part-offered']),
  'POST /handovers': rule(['handover.offered']),
  'POST /handovers/{id}/acceptance': rule(['handover.accepted'], { ...byId, owner: 'take' }),
  'POST /handovers/{id}/signature': rule(['record.handed-over', ...ofAPart], { owner: 'give' }),
  'POST /handovers/{id}/rejection': rule(['handover.rejected'], byId),
  'POST /handovers/{id}/withdrawal': rule(['handover.withdrawn'], byId),
  'POST /records/{recordId}/key-renewal': rule(['record.key-renewed'], { owner: 'renew' }),
  'POST /records/{recordId}/closure': rule(['record.closed'], { owner: 'close' }),
  'POST /records/{recordId}/control-statements': rule(['record.control-stated'], { owner: 'control' }),
  'POST /records/{recordId}/verifications': rule(['record.verified']),
  'POST /records/{recordId}/holds': rule(['record.held']),
  'DELETE /records/{recordId}/holds/{id}': rule(['record.hold-lifted']),
  'POST /records/{recordId}/erasure': rule(['record.erasure-announced', 'record.erased']),
  'POST /records/{recordId}/erasure/approval': rule(['record.erasure-announced', 'record.erased']),
  'DELETE /records/{recordId}/erasure': rule(['record.erasure-withdrawn']),
  'POST /verifications': rule(['record.verified']),
  'POST /pouches/{id}/messages': rule(['pouch.message-written']),
  'POST /pouches/{id}/tasks': rule(['pouch.task-asked']),
  'POST /tasks/{id}/completion': rule(['pouch.task-done'], byId),
  'POST /tasks/{id}/refusal': rule(['pouch.task-declined'], byId),
  'POST /tasks/{id}/withdrawal': rule(['pouch.task-withdrawn'], byId),
  'POST /pouches/{id}/reading-agreements': rule(['share.receipt-requested']),
  'POST /reading-agreements/{id}/agreement': rule(['share.receipt-agreed'], byId),
  'POST /reading-agreements/{id}/refusal': rule(['share.receipt-refused'], byId),
  'POST /reading-agreements/{id}/ending': rule(['share.receipt-ended'], byId),
  'POST /certificates/{id}/legalisations': rule(['certificate.legalised']),
  'POST /certificates/{id}/examination': rule([
    'certificate.verified',
    'certificate.disputed',
    'certificate.refused',
    'certificate.acquitted',
  ]),
  'POST /certificates/{id}/confirmation': rule(['certificate.confirmed']),
};
