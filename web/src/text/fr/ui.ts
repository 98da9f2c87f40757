import type { Text } from '../en/index.ts';

export const ui: Text['ui'] = {
  skip: 'Aller au contenu',
  close: 'Fermer',
  cancel: 'Annuler',
  loading: 'Chargement',
  showMore: 'Afficher plus',
  tryAgain: 'Réessayer',
  reload: 'Recharger la page',
  toHome: 'Vers la page d’accueil',
  toLight: 'Utiliser les couleurs claires',
  toDark: 'Utiliser les couleurs sombres',
  language: 'Langue',
  evidence: 'Preuves',
  download: 'Télécharger',
  none: 'Aucun',
  search: 'Rechercher',
  labelled: (label, value) => `${label} : ${value}`,
  sentence: (words) => `${words}.`,
  failed: 'Une erreur s’est produite sur cette page.',
  failedLead: 'Ce que vous avez fait sur le serveur est en sécurité. Rechargez la page pour continuer.',
  unreachable: 'Le serveur est injoignable. Rien n’est perdu ; réessayez dans un instant.',
  notFound: {
    title: 'Il n’y a rien ici',
    lead: 'L’élément n’existe pas, ou il n’est pas partagé avec vous.',
  },
  notPermitted: {
    title: 'Vous n’avez pas accès à cette page',
    lead: 'Le rôle de votre organisation ne le prévoit pas. Adressez-vous à votre administrateur si vous en avez besoin.',
  },
  noPage: {
    title: 'Il n’y a pas de page à cette adresse',
    lead: 'L’adresse est peut-être mal saisie, ou la page a été déplacée.',
  },
};
