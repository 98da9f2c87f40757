import type { Text } from '../en/index.ts';
import { eventWords } from '../words.ts';

export const trail: Text['trail'] = {
  title: 'Piste d’audit',
  which: 'Quelles étapes',
  mainSteps: 'Étapes principales',
  allSteps: (count: number) => `Toutes (${count})`,
  applied: (who: string) => `Demandé par ${who}`,
  appliedLead: 'Une demande est prouvée par ce que la chambre a signé ensuite.',
  empty: 'Rien n’est encore consigné.',
  step: (sequence: number) => `Étape ${sequence + 1}`,
  events: eventWords({
    'certificate.issued': (who) => `Délivré par ${who}`,
    'certificate.rendered': (who) => `PDF créé par ${who}`,
    'certificate.wrapped': (who) => `Aussi délivré à TradeTrust par ${who}`,
    'certificate.viewed': (who) => `Consulté par ${who}`,
    'certificate.revoked': (who) => `Révoqué par ${who}`,
    'certificate.legalised': (who) => `Légalisation consignée par ${who}`,
    'certificate.verified': (who) => `Vérifié à la frontière par ${who}`,
    'certificate.disputed': (who) => `Contesté par ${who}`,
    'certificate.confirmed': (who) => `Confirmé par ${who}`,
    'certificate.refused': (who) => `Refusé par ${who}`,
    'certificate.acquitted': (who) => `Apuré par ${who}`,
    'certificate.expired': () => 'Expiré',
    'certificate.added-to-pouch': (who) => `Placé dans un dossier par ${who}`,
    'pouch.created': (who) => `Créé par ${who}`,
    'pouch.certificate-added': (who) => `Certificat ajouté par ${who}`,
    'document.added': (who, about) =>
      about === null ? `Document ajouté par ${who}` : `${about}, ajouté par ${who}`,
    'document.version-added': (who, about) =>
      about === null
        ? `Nouvelle version d’un document, ajoutée par ${who}`
        : `Nouvelle version de ${about}, ajoutée par ${who}`,
    'document.downloaded': (who) => `Document téléchargé par ${who}`,
    'document.described': (who, about) => `Détails de ${about ?? 'un document'} modifiés par ${who}`,
    'pouch.described': (who) => `Page de garde modifiée par ${who}`,
    'pouch.viewed': (who) => `Consulté par ${who}`,
    'pouch.downloaded': (who) => `Téléchargé en entier par ${who}`,
    'pouch.message-written': (who) => `Message écrit par ${who}`,
    'pouch.task-asked': (who, about) =>
      about === null ? `Document demandé par ${who}` : `Document demandé à ${about} par ${who}`,
    'pouch.task-done': (who) => `Ce qui était demandé est fait : ${who}`,
    'pouch.task-declined': (who) => `Tâche déclinée par ${who}`,
    'pouch.task-withdrawn': (who) => `Tâche retirée par ${who}`,
    'share.receipt-requested': (who, about) =>
      about === null
        ? `Accusés de lecture demandés par ${who}`
        : `Accusés de lecture demandés à ${about} par ${who}`,
    'share.receipt-agreed': (who) => `Accusés de lecture acceptés par ${who}`,
    'share.receipt-refused': (who) => `Accusés de lecture refusés par ${who}`,
    'share.receipt-ended': (who) => `Accusés de lecture arrêtés par ${who}`,
    'document.receipt-given': (who) => `Ouvert pour la première fois par ${who} : accusé`,
    'share.granted': (who, about) =>
      about === null ? `Partagé par ${who}` : `Partagé avec ${about} par ${who}`,
    'share.ended': (who, about) =>
      about === null ? `Fin du partage par ${who}` : `Fin du partage avec ${about} par ${who}`,
    'share.extract-granted': (who, about) =>
      about === null ? `Partie partagée par ${who}` : `Partie partagée avec ${about} par ${who}`,
    'share.extract-ended': (who, about) =>
      about === null
        ? `Partage d’une partie terminé par ${who}`
        : `Partage d’une partie avec ${about} terminé par ${who}`,
    'share.extract-read': (who) => `Partie partagée lue par ${who}`,
    'share.link-made': (who) => `Lien avec code créé par ${who}`,
    'share.link-ended': (who) => `Lien terminé par ${who}`,
    'share.link-locked': (who) => `Lien bloqué après cinq codes erronés, consigné par ${who}`,
    'share.link-opened': (who) => `Ouvert avec un lien, consigné par ${who}`,
    'share.link-downloaded': (who) => `Document téléchargé avec un lien, consigné par ${who}`,
    'share.invitation-made': (who) => `Quelqu’un invité par e-mail par ${who}`,
    'share.invitation-withdrawn': (who) => `Invitation retirée par ${who}`,
    'handover.offered': (who, about) =>
      about === null ? `Transfert proposé par ${who}` : `Transfert à ${about} proposé par ${who}`,
    'handover.accepted': (who) => `Transfert accepté par ${who}`,
    'handover.part-offered': (who, about) =>
      about === null
        ? `Transfert d’une partie proposé par ${who}`
        : `Transfert d’une partie à ${about} proposé par ${who}`,
    'handover.expired': () => 'Offre expirée sans réponse',
    'handover.rejected': (who) => `Transfert refusé par ${who}`,
    'handover.withdrawn': (who) => `Transfert retiré par ${who}`,
    'record.handed-over': (who) => `Transféré par ${who}`,
    'record.verified': (who) => `Vérifié par ${who}`,
    'record.control-stated': (who) => `Détention prouvée par ${who}`,
    'pouch.replaced': (who) => `Remplacé par un nouveau dossier par ${who}`,
    'pouch.parted': (who) => `Une partie mise dans un autre dossier par ${who}`,
    'record.key-renewed': (who) => `Clé renouvelée par ${who}`,
    'record.closed': (who) => `Clôturé par ${who}`,
    'record.held': (who) => `Retenu par ${who}`,
    'record.hold-lifted': (who) => `Libéré par ${who}`,
    'record.erasure-announced': (who) => `Effacement annoncé par ${who}`,
    'record.erasure-withdrawn': (who) => `Effacement retiré par ${who}`,
    'record.erased': () => 'Effacé',
    erased: () => 'Contenu effacé',
  }),
  other: (what: string, who: string) => `${what} par ${who}`,
  on: (time: string) => `le ${time}`,
  bySystem: 'OpenPouch',
  forOwner: (owner) => `Pour le compte de ${owner}`,
  withheld: 'Son contenu ne vous est pas montré.',
  entryHash: 'Inscription',
  bodyCommitment: 'Engagement sur le contenu',
  previous: 'Inscription précédente',
  root: 'Racine du lot',
  position: 'Place dans le lot',
  positionOf: (index: number, size: number) => `${index} sur ${size}`,
  block: 'Bloc',
  transaction: 'Transaction',
  signature: 'Événement signé (JWS)',
  proofJson: 'Preuve en JSON',
};
