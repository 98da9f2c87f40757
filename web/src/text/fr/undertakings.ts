import type { Text } from '../en/index.ts';

export const undertakings: Text['undertakings'] = {
  title: 'Engagements',
  lead: 'Ce à quoi votre entreprise s’engage envers une chambre pour un an, et qui peut signer les demandes qui lui sont adressées.',
  chamberLead:
    'Ce à quoi les exportateurs s’engagent envers vous pour un an, et qui peut signer en leur nom.',
  give: 'Prendre un engagement',
  giveIt: 'S’engager',
  renew: 'Renouveler',
  renewOf: (chamber: string) => `Renouveler l’engagement envers ${chamber}`,
  chamber: 'Chambre',
  signatories: 'Peuvent signer',
  signatoriesLead:
    'Qui déclare en votre nom lorsqu’une demande est soumise. Pour ajouter quelqu’un plus tard, renouvelez l’engagement.',
  signatoryMissing: 'Choisissez au moins une personne.',
  nobody: 'Plus personne',
  by: (person: string, organisation: string) =>
    `Vous prenez cet engagement en tant que ${person}, pour ${organisation}. Il prend fin dans un an ou, s’il en renouvelle un qui a encore 90 jours au plus, un an après celui-là.`,
  givenBy: (who: string, date: string) => `Pris par ${who} le ${date}`,
  until: (date: string) => `jusqu’au ${date}`,
  states: {
    given: 'Attend la chambre',
    accepted: 'En vigueur',
    refused: 'Refusé',
    withdrawn: 'Retiré',
    replaced: 'Remplacé',
    expired: 'Échu',
  },
  accept: 'Accepter',
  acceptOf: (exporter: string) => `Accepter l’engagement de ${exporter}`,
  refuse: 'Refuser',
  refuseOf: (exporter: string) => `Refuser l’engagement de ${exporter}`,
  reason: 'Motif',
  reasonLead: 'L’exportateur le lit.',
  withdraw: 'Retirer',
  withdrawOf: (chamber: string) => `Retirer l’engagement envers ${chamber}`,
  withdrawLead:
    'Il ne compte plus désormais. Si la chambre en exige un, elle n’accepte plus de demandes de votre part avant d’en avoir accepté un autre.',
  remove: 'Retirer',
  removeOf: (person: string) => `Retirer ${person} des signataires`,
  removeLead: 'Désormais, sous cet engagement. Pour laisser signer à nouveau quelqu’un, renouvelez-le.',
  details: 'Texte et historique',
  acts: {
    accepted: (who: string, time: string) => `Accepté par ${who} le ${time}`,
    refused: (who: string, time: string) => `Refusé par ${who} le ${time}`,
    withdrawn: (who: string, time: string) => `Retiré par ${who} le ${time}`,
    replaced: (who: string, time: string) =>
      `Remplacé par un engagement ultérieur, accepté par ${who} le ${time}`,
  },
  removed: (person: string, who: string, time: string) =>
    `${person} ne peut plus signer : ${who}, le ${time}`,
  earlier: 'Engagements antérieurs',
  none: {
    title: 'Aucun engagement n’est en vigueur',
    lead: 'Certaines chambres n’acceptent de demandes que des signataires d’un engagement qu’elles ont accepté.',
  },
  shown: 'Affichés',
  waiting: 'À répondre',
  inForce: 'En vigueur',
  all: 'Tous',
  noneHere: {
    title: 'Aucun engagement ici',
    lead: 'Ceux que les exportateurs prennent envers vous apparaissent ici automatiquement.',
  },
  toAnswer: 'Engagements en attente de réponse',
  ending: 'Engagements qui prennent bientôt fin',
  endsOn: (date: string) => `prend fin le ${date}`,
  required: 'Un engagement annuel est exigé',
  requiredLead:
    'Vous n’acceptez de demandes que des signataires d’un engagement que vous avez accepté et dont l’année n’est pas écoulée.',
  /** By the state of what one gave. */
  needed: {
    none: 'La chambre n’accepte de demandes que sous un engagement annuel, et aucun des vôtres n’est en vigueur.',
    given: 'La chambre n’accepte de demandes que sous un engagement annuel. Le vôtre attend sa réponse.',
    accepted: 'La chambre n’accepte de demandes que des signataires de votre engagement. Vous n’en êtes pas.',
  },
  toThem: 'Voir vos engagements',
  onBehalfOf: (person: string) => `pour le signataire ${person}`,
};
