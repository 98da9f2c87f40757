import type { Text } from '../en/index.ts';
import { eventWords } from '../words.ts';

export const trail: Text['trail'] = {
  title: 'Auditspoor',
  which: 'Welke stappen',
  mainSteps: 'Hoofdstappen',
  allSteps: (count: number) => `Alle ${count}`,
  applied: (who: string) => `Aangevraagd door ${who}`,
  appliedLead: 'Een aanvraag wordt bewezen door wat de kamer daarna ondertekende.',
  empty: 'Er is nog niets vastgelegd.',
  step: (sequence: number) => `Stap ${sequence + 1}`,
  events: eventWords({
    'certificate.issued': (who) => `Afgegeven door ${who}`,
    'certificate.rendered': (who) => `PDF gemaakt door ${who}`,
    'certificate.wrapped': (who) => `Ook aan TradeTrust afgegeven door ${who}`,
    'certificate.viewed': (who) => `Bekeken door ${who}`,
    'certificate.revoked': (who) => `Ingetrokken door ${who}`,
    'certificate.legalised': (who) => `Legalisatie vastgelegd door ${who}`,
    'certificate.verified': (who) => `Aan de grens geverifieerd door ${who}`,
    'certificate.disputed': (who) => `Betwist door ${who}`,
    'certificate.confirmed': (who) => `Bevestigd door ${who}`,
    'certificate.refused': (who) => `Geweigerd door ${who}`,
    'certificate.acquitted': (who) => `Gezuiverd door ${who}`,
    'certificate.expired': () => 'Verlopen',
    'certificate.added-to-pouch': (who) => `In een dossier gelegd door ${who}`,
    'pouch.created': (who) => `Gemaakt door ${who}`,
    'pouch.certificate-added': (who) => `Certificaat toegevoegd door ${who}`,
    'document.added': (who, about) => `${about ?? 'Document'} toegevoegd door ${who}`,
    'document.version-added': (who, about) =>
      `Nieuwe versie van ${about ?? 'een document'} toegevoegd door ${who}`,
    'document.downloaded': (who) => `Document gedownload door ${who}`,
    'document.described': (who, about) => `Gegevens van ${about ?? 'een document'} gewijzigd door ${who}`,
    'pouch.described': (who) => `Voorblad gewijzigd door ${who}`,
    'pouch.viewed': (who) => `Bekeken door ${who}`,
    'pouch.downloaded': (who) => `In zijn geheel gedownload door ${who}`,
    'pouch.message-written': (who) => `Bericht geschreven door ${who}`,
    'pouch.task-asked': (who, about) =>
      about === null
        ? `Om een document gevraagd door ${who}`
        : `Aan ${about} om een document gevraagd door ${who}`,
    'pouch.task-done': (who) => `Gedaan wat gevraagd was: ${who}`,
    'pouch.task-declined': (who) => `Taak afgewezen door ${who}`,
    'pouch.task-withdrawn': (who) => `Taak teruggenomen door ${who}`,
    'share.receipt-requested': (who, about) =>
      about === null
        ? `Leesbevestigingen gevraagd door ${who}`
        : `Aan ${about} leesbevestigingen gevraagd door ${who}`,
    'share.receipt-agreed': (who) => `Met leesbevestigingen ingestemd door ${who}`,
    'share.receipt-refused': (who) => `Leesbevestigingen geweigerd door ${who}`,
    'share.receipt-ended': (who) => `Leesbevestigingen beëindigd door ${who}`,
    'document.receipt-given': (who) => `Voor het eerst geopend door ${who}: bevestiging`,
    'share.granted': (who, about) =>
      about === null ? `Gedeeld door ${who}` : `Gedeeld met ${about} door ${who}`,
    'share.ended': (who, about) =>
      about === null ? `Delen beëindigd door ${who}` : `Delen met ${about} beëindigd door ${who}`,
    'share.extract-granted': (who, about) =>
      about === null ? `Een deel gedeeld door ${who}` : `Een deel gedeeld met ${about} door ${who}`,
    'share.extract-ended': (who, about) =>
      about === null
        ? `Delen van een deel beëindigd door ${who}`
        : `Delen van een deel met ${about} beëindigd door ${who}`,
    'share.extract-read': (who) => `Gedeeld deel gelezen door ${who}`,
    'share.link-made': (who) => `Link met code gemaakt door ${who}`,
    'share.link-ended': (who) => `Link beëindigd door ${who}`,
    'share.link-locked': (who) => `Link vergrendeld na vijf verkeerde codes, vastgelegd door ${who}`,
    'share.link-opened': (who) => `Geopend met een link, vastgelegd door ${who}`,
    'share.link-downloaded': (who) => `Document gedownload met een link, vastgelegd door ${who}`,
    'share.invitation-made': (who) => `Iemand per e-mail uitgenodigd door ${who}`,
    'share.invitation-withdrawn': (who) => `Uitnodiging ingetrokken door ${who}`,
    'handover.offered': (who, about) =>
      about === null ? `Overdracht aangeboden door ${who}` : `Overdracht aan ${about} aangeboden door ${who}`,
    'handover.accepted': (who) => `Overdracht aanvaard door ${who}`,
    'handover.part-offered': (who, about) =>
      about === null
        ? `Overdracht van een deel aangeboden door ${who}`
        : `Overdracht van een deel aan ${about} aangeboden door ${who}`,
    'handover.expired': () => 'Aanbod vervallen zonder antwoord',
    'handover.rejected': (who) => `Overdracht geweigerd door ${who}`,
    'handover.withdrawn': (who) => `Overdracht teruggetrokken door ${who}`,
    'record.handed-over': (who) => `Overgedragen door ${who}`,
    'record.verified': (who) => `Geverifieerd door ${who}`,
    'record.control-stated': (who) => `Aangetoond in handen van ${who}`,
    'pouch.replaced': (who) => `Vervangen door een nieuw dossier, door ${who}`,
    'pouch.parted': (who) => `Een deel in een ander dossier gelegd door ${who}`,
    'record.key-renewed': (who) => `Sleutel vernieuwd door ${who}`,
    'record.closed': (who) => `Afgesloten door ${who}`,
    'record.held': (who) => `Vastgehouden door ${who}`,
    'record.hold-lifted': (who) => `Losgelaten door ${who}`,
    'record.erasure-announced': (who) => `Wissen aangekondigd door ${who}`,
    'record.erasure-withdrawn': (who) => `Wissen ingetrokken door ${who}`,
    'record.erased': () => 'Gewist',
    erased: () => 'Inhoud gewist',
  }),
  other: (what: string, who: string) => `${what} door ${who}`,
  on: (time: string) => `op ${time}`,
  bySystem: 'OpenPouch',
  forOwner: (owner) => `Namens ${owner}`,
  withheld: 'De inhoud wordt u niet getoond.',
  entryHash: 'Regel',
  bodyCommitment: 'Vastlegging van de inhoud',
  previous: 'Vorige regel',
  root: 'Wortel van de batch',
  position: 'Plaats in de batch',
  positionOf: (index: number, size: number) => `${index} van ${size}`,
  block: 'Blok',
  transaction: 'Transactie',
  signature: 'Ondertekende gebeurtenis (JWS)',
  proofJson: 'Bewijs als JSON',
};
