import type { Text } from '../en/index.ts';
import { pluralIn } from '../words.ts';

const plural = pluralIn('fr');

export const handovers: Text['handovers'] = {
  title: 'Transferts',
  lead: 'Changements de propriétaire, proposés à vous et par vous. Un transfert est accompli dès que le bénéficiaire accepte.',
  incoming: 'Proposés à vous',
  outgoing: 'Proposés par vous',
  box: 'Sens',
  kinds: { certificate: 'Certificat', pouch: 'Dossier' },
  unseen: 'N’est plus visible pour vous',
  from: (name: string) => `De ${name}`,
  to: (name: string) => `À ${name}`,
  offeredOn: (time: string) => `proposé le ${time}`,
  expiresOn: (time: string) => `ouvert jusqu’au ${time}`,
  withCertificates: (count: number) =>
    plural(count, { one: `avec ${count} certificat`, other: `avec ${count} certificats` }),
  states: {
    offered: 'Ouvert',
    agreed: 'Attend la signature du propriétaire',
    accepted: 'Accepté',
    rejected: 'Refusé',
    withdrawn: 'Retiré',
    expired: 'Expiré',
    void: 'Caduc',
  },
  accept: 'Accepter',
  reject: 'Refuser',
  withdraw: 'Retirer',
  rejectTitle: 'Refuser ce transfert',
  reason: 'Motif',
  reasonLead: 'L’autre partie le lit.',
  emptyIncoming: {
    title: 'Rien ne vous est proposé',
    lead: 'Quand une partie vous transfère un dossier ou un certificat, vous l’acceptez ici.',
  },
  emptyOutgoing: {
    title: 'Vous n’avez rien proposé',
    lead: 'Ouvrez un dossier ou un certificat qui vous appartient et transférez-le.',
  },
  handOver: 'Transférer',
  handOverTitle: 'Transférer',
  handOverTo: 'À',
  handOverLead:
    'Dès qu’elle accepte, l’autre partie est propriétaire du tout, et vous gardez une copie à consulter. Jusque-là, vous pouvez retirer la proposition.',
  message: 'Message',
  messageLead: 'L’autre partie le lit avec la proposition. Peut rester vide.',
  lastDay: 'Dernier jour',
  lastDayLead: 'L’offre tient jusqu’à la fin de ce jour, chez vous. Vide : 14 jours.',
  standsUntil: (time: string) => `Ouverte jusqu’au ${time}.`,
  offer: 'Proposer',
  open: (name: string) => `Proposé à ${name}, en attente de réponse.`,
  seeHandovers: 'Voir les transferts',
  control: {
    title: 'Prouver que vous détenez ce document',
    lead: 'Vous recevez un fichier qui prouve que vous, et personne d’autre, détenez l’original maintenant. Une banque ou la douane le contrôle avec la page Vérifier, sans nous interroger.',
    start: 'Prouver',
    purpose: 'Pour quoi',
    purposeLead: 'Le lecteur du fichier le voit. Peut rester vide.',
    challenge: 'Leur mot ou numéro',
    challengeLead: 'S’ils vous en ont donné un à répéter. Il montre que le fichier a été fait pour eux.',
    valid: 'Vaut pendant',
    validFor: { '10': 'Dix minutes', '60': 'Une heure', '1440': 'Un jour' },
    make: 'Enregistrer le fichier',
    saved: (until: string) =>
      `Enregistré. Transmettez le fichier ; il prouve quelque chose jusqu’au ${until}, ou jusqu’au transfert du document.`,
    fileName: (name: string) => `Détention - ${name}`,
  },
  part: {
    start: 'Une partie seulement',
    title: 'Transférer une partie',
    lead: 'Ce que vous choisissez va dans un nouveau dossier à eux dès qu’ils acceptent ; le reste demeure à vous. D’ici là, rien ne change.',
    name: 'Titre du nouveau dossier',
    choose: 'Ce qui part',
    withCover: 'Avec ce qui est écrit sur la couverture',
    contents: (documents: number, certificates: number) =>
      [
        documents === 0 ? '' : documents === 1 ? '1 document' : `${documents} documents`,
        certificates === 0 ? '' : certificates === 1 ? '1 certificat' : `${certificates} certificats`,
      ]
        .filter(Boolean)
        .join(', '),
    isPart: 'Partie d’un dossier',
    taken: (what: string, title: string) => `Retiré : ${what}, maintenant dans le dossier ${title}.`,
    from: (title: string) => `Retiré du dossier ${title}.`,
    unseen: 'que vous ne voyez pas',
  },
  several: {
    start: 'Plusieurs à la fois',
    title: 'Transférer plusieurs',
    lead: 'Tout ce que vous choisissez leur revient d’un coup, ou rien.',
    choose: 'Ce qui part',
    find: 'Chercher',
    chosen: (count: number) => (count < 2 ? `${count} choisi` : `${count} choisis`),
    none: 'Vous ne possédez rien qui puisse être transféré.',
    select: (name: string) => `Choisir ${name}`,
    acceptChosen: (count: number) => `Accepter ${count} offres`,
    rejectChosen: (count: number) => `Refuser ${count} offres`,
    and: (name: string, more: number) => `${name} et ${more} de plus`,
  },
  copy: (owner: string) => `Une copie, pas l’original. L’original est détenu par ${owner}.`,
};
