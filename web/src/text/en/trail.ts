import type { EventName } from '../../../../core/event-types.ts';
import { eventWords } from '../words.ts';

export const trail = {
  title: 'Audit trail',
  which: 'Which steps',
  mainSteps: 'Main steps',
  allSteps: (count: number) => `All ${count}`,
  applied: (who: string) => `Applied for by ${who}`,
  appliedLead: 'An application is proved by what the chamber then signed.',
  empty: 'Nothing is recorded yet.',
  step: (sequence: number) => `Step ${sequence + 1}`,
  /** Past participle first: "Issued by … on …". `about`: another party or a document, where the event names one. */
  events: eventWords<EventName | 'erased'>({
    'certificate.issued': (who) => `Issued by ${who}`,
    'certificate.rendered': (who) => `PDF made by ${who}`,
    'certificate.wrapped': (who) => `Issued to TradeTrust too by ${who}`,
    'certificate.viewed': (who) => `Seen by ${who}`,
    'certificate.revoked': (who) => `Revoked by ${who}`,
    'certificate.legalised': (who) => `Legalisation recorded by ${who}`,
    'certificate.verified': (who) => `Verified at the border by ${who}`,
    'certificate.disputed': (who) => `Disputed by ${who}`,
    'certificate.confirmed': (who) => `Confirmed by ${who}`,
    'certificate.refused': (who) => `Refused by ${who}`,
    'certificate.acquitted': (who) => `Acquitted by ${who}`,
    'certificate.expired': () => 'Expired',
    'certificate.added-to-pouch': (who) => `Put into a pouch by ${who}`,
    'pouch.created': (who) => `Made by ${who}`,
    'pouch.certificate-added': (who) => `Certificate added by ${who}`,
    'document.added': (who, about) => `${about ?? 'Document'} added by ${who}`,
    'document.version-added': (who, about) => `New version of ${about ?? 'a document'} added by ${who}`,
    'document.downloaded': (who) => `Document downloaded by ${who}`,
    'document.described': (who, about) => `Details of ${about ?? 'a document'} changed by ${who}`,
    'pouch.described': (who) => `Cover changed by ${who}`,
    'pouch.downloaded': (who) => `Downloaded as a whole by ${who}`,
    'pouch.message-written': (who) => `Message written by ${who}`,
    'pouch.task-asked': (who, about) =>
      `${about === null ? 'A document' : `A document of ${about}`} asked for by ${who}`,
    'pouch.task-done': (who) => `What was asked for is done: ${who}`,
    'pouch.task-declined': (who) => `Task declined by ${who}`,
    'pouch.task-withdrawn': (who) => `Task taken back by ${who}`,
    'share.receipt-requested': (who, about) =>
      about === null
        ? `Reading receipts asked for by ${who}`
        : `Reading receipts of ${about} asked for by ${who}`,
    'share.receipt-agreed': (who) => `Reading receipts agreed to by ${who}`,
    'share.receipt-refused': (who) => `Reading receipts refused by ${who}`,
    'share.receipt-ended': (who) => `Reading receipts ended by ${who}`,
    'document.receipt-given': (who) => `Opened for the first time by ${who}: receipt`,
    'share.granted': (who, about) => (about === null ? `Shared by ${who}` : `Shared with ${about} by ${who}`),
    'share.ended': (who, about) =>
      about === null ? `Sharing ended by ${who}` : `Sharing with ${about} ended by ${who}`,
    'share.extract-granted': (who, about) =>
      about === null ? `Part of it shared by ${who}` : `Part of it shared with ${about} by ${who}`,
    'share.extract-ended': (who, about) =>
      about === null
        ? `Sharing of a part ended by ${who}`
        : `Sharing of a part with ${about} ended by ${who}`,
    'share.extract-read': (who) => `Shared part read by ${who}`,
    'share.link-made': (who) => `Link with a code made by ${who}`,
    'share.link-ended': (who) => `Link ended by ${who}`,
    'share.link-opened': (who) => `Opened with a link, recorded by ${who}`,
    'share.link-downloaded': (who) => `Document downloaded with a link, recorded by ${who}`,
    'share.invitation-made': (who) => `Somebody invited by e-mail by ${who}`,
    'share.invitation-withdrawn': (who) => `Invitation withdrawn by ${who}`,
    'handover.offered': (who, about) =>
      about === null ? `Handover offered by ${who}` : `Handover to ${about} offered by ${who}`,
    'handover.accepted': (who) => `Handover accepted by ${who}`,
    'handover.part-offered': (who, about) =>
      about === null
        ? `Handover of a part offered by ${who}`
        : `Handover of a part to ${about} offered by ${who}`,
    'handover.expired': () => 'Offer expired without an answer',
    'handover.rejected': (who) => `Handover rejected by ${who}`,
    'handover.withdrawn': (who) => `Handover withdrawn by ${who}`,
    'record.handed-over': (who) => `Handed over by ${who}`,
    'record.verified': (who) => `Verified by ${who}`,
    'record.control-stated': (who) => `Shown to be held by ${who}`,
    'pouch.parted': (who) => `A part put into another pouch by ${who}`,
    'record.key-renewed': (who) => `Key renewed by ${who}`,
    'record.closed': (who) => `Closed by ${who}`,
    'record.held': (who) => `Put on hold by ${who}`,
    'record.hold-lifted': (who) => `Hold lifted by ${who}`,
    'record.erasure-announced': (who) => `Erasure announced by ${who}`,
    'record.erasure-withdrawn': (who) => `Erasure withdrawn by ${who}`,
    'record.erased': () => 'Erased',
    erased: () => 'Content erased',
  }),
  other: (what: string, who: string) => `${what} by ${who}`,
  on: (time: string) => `on ${time}`,
  bySystem: 'OpenPouch',
  forOwner: (owner: string) => `For ${owner}`,
  withheld: 'Its content is withheld from you.',
  entryHash: 'Entry',
  bodyCommitment: 'Commitment to the content',
  previous: 'Entry before',
  root: 'Batch root',
  position: 'Place in the batch',
  positionOf: (index: number, size: number) => `${index} of ${size}`,
  block: 'Block',
  transaction: 'Transaction',
  signature: 'Signed event (JWS)',
  proofJson: 'Proof as JSON',
};
