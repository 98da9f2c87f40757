import type { Text } from '../en/index.ts';
import { byCode, pluralIn } from '../words.ts';

const plural = pluralIn('fr');

export const desk: Text['desk'] = {
  title: 'Guichet',
  lead: (count: number) =>
    plural(count, {
      one: `${count} demande attend une décision.`,
      other: `${count} demandes attendent une décision.`,
    }),
  queue: 'Demandes, la plus ancienne d’abord',
  more: 'Il y en a plus qu’affiché ici ; elles remontent à mesure que celles-ci sont décidées.',
  empty: {
    title: 'Rien ne vous attend',
    lead: 'Les demandes apparaissent ici dès qu’un exportateur les soumet à votre chambre.',
  },
  back: 'Retour à la liste',
  to: (consignee: string) => `à ${consignee}`,
  submittedOn: (time: string) => `Soumis le ${time}`,
  open: 'Ouvrir sa page',
  select: (name: string) => `Sélectionner la demande de ${name}`,
  selectAll: 'Tout sélectionner',
  selected: (count: number) =>
    plural(count, { one: `${count} sélectionnée`, other: `${count} sélectionnées` }),
  issueSelected: 'Délivrer la sélection',
  clear: 'Effacer',
  failed: (applicant: string, why: string) => `Non décidé pour ${applicant} : ${why}`,
  justNow: 'Décidé à l’instant',
  notThere: 'Cette demande n’attend plus de décision.',
  reasonLead:
    'Le demandeur le lit, peut modifier la demande et la soumettre à nouveau. Ctrl + Entrée l’envoie.',
  views: {
    label: 'Vues de la file',
    names: {
      open: 'Toutes ouvertes',
      new: 'Nouvelles',
      mine: 'Les miennes',
      waiting: 'En attente du demandeur',
      overdue: 'En retard',
    },
    leads: {
      new: 'Personne ne les a encore prises.',
      mine: 'Celles que vous avez prises ou reçues.',
      waiting: 'Votre délai est suspendu jusqu’à la réponse du demandeur.',
      overdue: 'Leurs jours ouvrables sont écoulés.',
    },
    empty: 'Rien ici',
  },
  assignee: 'Chez qui',
  history: 'Qui l’a eue',
  neverTaken: 'Personne ne l’a encore prise.',
  assigned: (by: string, to: string | null) =>
    to === null ? `${by} l’a remise` : by === to ? `${by} l’a prise` : `${by} l’a confiée à ${to}`,
  nobody: 'Encore personne',
  you: (name: string) => `${name} (vous)`,
  take: 'Prendre',
  putBack: 'Remettre',
  dueOn: (day: string) => `Pour le ${day}`,
  overdueSince: (day: string) => `En retard depuis le ${day}`,
  waitingSince: (time: string) => `Attend le demandeur depuis le ${time}`,
  recommend: 'Recommander',
  recommendedBy: (name: string) => `Recommandée par ${name}`,
  leftOut: (count: number) =>
    count === 1
      ? 'L’une d’elles n’est pas à vous de délivrer : quatre yeux.'
      : `${count} d’entre elles ne sont pas à vous de délivrer : quatre yeux.`,
  leaveToOther: 'Vous l’avez recommandée : une autre personne la délivre.',
  ask: 'Demander',
  askTitle: 'Une question au demandeur',
  question: 'Question',
  askLead: 'Votre délai est suspendu jusqu’à la réponse. Ctrl + Entrée l’envoie.',
  requestChanges: 'Demander des modifications',
  changes: {
    title: 'Demander des modifications',
    lead: 'Le demandeur voit chaque souhait à côté du champ, et soumet la demande à nouveau.',
    wishOf: (number: number) => `Modification ${number}`,
    field: 'Champ',
    chooseField: 'Choisir un champ',
    noField: 'Aucun champ de ce nom',
    wish: 'Ce qui ne va pas, ou ce qu’il doit être',
    add: 'Un autre champ',
    remove: (number: number) => `Retirer la modification ${number}`,
    besides: 'Autre chose à dire',
    send: 'Envoyer',
  },
  rejectionCode: 'Pourquoi',
  rejectionCodes: byCode({
    origin_not_proven: 'L’origine n’est pas prouvée',
    documents_missing: 'Des documents manquent',
    data_inconsistent: 'Les données ne concordent pas',
    not_competent: 'Une autre chambre est compétente',
    goods_not_eligible: 'Pas pour ces marchandises',
    other: 'Une autre raison',
  }),
  outcomes: {
    issue: 'Délivrée',
    reject: 'Non délivrée',
    ask: 'Demandé',
    changes: 'Modifications demandées',
  },
  done: {
    issue: (applicant: string, number: string) => `${number} délivré pour ${applicant}`,
    reject: (applicant: string) => `La demande de ${applicant} est rejetée`,
    ask: (applicant: string) => `Demandé à ${applicant}`,
    changes: (applicant: string) => `Modifications demandées à ${applicant}`,
  },
  bulk: {
    title: (count: number) =>
      plural(count, { one: `Délivrer ${count} certificat`, other: `Délivrer ${count} certificats` }),
    lead: 'Chacun est signé avec la clé de votre chambre. Cela ne peut être annulé : un certificat ne peut être que révoqué.',
    progress: (done: number, all: number) =>
      plural(done, { one: `${done} décidé sur ${all}`, other: `${done} décidés sur ${all}` }),
    done: (issued: number, all: number) =>
      plural(issued, { one: `${issued} délivré sur ${all}`, other: `${issued} délivrés sur ${all}` }),
    notTried: 'Non tenté : le précédent n’a pas reçu de réponse.',
    outcomes: 'Ce qu’il est advenu de chacun',
    outcome: 'Résultat',
  },
  keys: {
    title: 'Clavier',
    single: 'Raccourcis d’une seule touche',
    singleLead:
      'Désactivez-les s’ils gênent la saisie vocale ou un autre outil. Les touches fléchées restent actives.',
    list: [
      ['J, ↓', 'Demande suivante'],
      ['K, ↑', 'Demande précédente'],
      ['E', 'Aux justificatifs, puis au fichier suivant'],
      ['I', 'La délivrer'],
      ['R', 'La rejeter, avec un motif'],
      ['T', 'Prendre ou remettre'],
      ['Q', 'Demander au demandeur'],
      ['C', 'Demander des modifications'],
      ['M', 'Recommander, là où quatre yeux décident'],
      ['Ctrl + Entrée', 'Envoyer le rejet'],
      ['X', 'La sélectionner'],
      ['Maj + I', 'Délivrer toute la sélection'],
      ['?', 'Afficher ces touches'],
    ],
  },
  differences: {
    title: 'Modifié depuis la dernière soumission',
    none: 'Rien n’a été modifié depuis la dernière soumission.',
    first: 'Soumis pour la première fois.',
    lastReason: (reason: string, by: string) => `Rejeté alors par ${by} : « ${reason} »`,
    box: (number: number) => `Case ${number}`,
    beside: 'Autre',
    before: 'Avant',
    after: 'Maintenant',
    nothing: 'vide',
    kinds: { added: 'Ajouté', removed: 'Retiré', changed: 'Modifié' },
  },
};
