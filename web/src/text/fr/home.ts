import type { Text } from '../en/index.ts';

export const home: Text['home'] = {
  headline: 'Des documents commerciaux qui se prouvent eux-mêmes.',
  lead: 'OpenPouch porte les certificats d’origine et les papiers qui les accompagnent, de la chambre qui les délivre à la douane de destination. Chaque document montre qui l’a signé, quand il a été scellé et à qui il appartient aujourd’hui. Chacun peut le vérifier sans nous le demander.',
  noAccount: 'Vous avez reçu un document ? Aucun compte n’est nécessaire pour le contrôler :',
  verifyLink: 'Vérifier un document',
  demonstration: 'Ceci est une démonstration',
  demonstrationLead: 'Entrez en un clic comme n’importe laquelle des parties. Les entreprises sont fictives.',
  title: 'Ce qui vous attend',
  workLead: 'D’abord ce qui vous attend, puis ce qui attend les autres.',
  all: 'Tout voir',
  allOf: (what: string) => `Tout voir : ${what}`,
  offered: 'Proposé à vous',
  toDecide: 'En attente de votre décision',
  refused: 'Non délivré : à modifier',
  drafts: 'Brouillons à poursuivre',
  tasks: 'Demandés à vous',
  withChamber: 'À la chambre',
  offering: 'Proposé par vous, sans réponse à ce jour',
  latest: 'Dernièrement',
  nothing: {
    title: 'Rien ne vous attend',
    lead: 'Ce que d’autres vous envoient ou vous proposent apparaît ici automatiquement.',
  },
};
