import type { Text } from '../en/index.ts';

export const chamber: Text['chamber'] = {
  title: 'Comment travaille votre chambre',
  numberFormat: 'Numéros des certificats',
  numberFormatLead: (example: string) =>
    `Le premier d’une année : ${example}. {year} ou {yy}, {seq:6} pour six chiffres, {country}, {code}, {check}. Vide : la forme habituelle.`,
  deadlineDays: 'Jours ouvrables pour décider',
  deadlineLead: 'Sans les week-ends et jours fériés de votre pays ; à partir du lendemain de la soumission.',
  fourEyes: 'Quatre yeux',
  fourEyesLead: 'Une personne recommande, une autre délivre.',
  fee: 'Redevance par certificat',
  documentFee: 'Redevance par document',
  currency: 'Monnaie',
  feeLead:
    'Consignée avec chaque certificat que vous délivrez ou document que vous certifiez. Vide : aucune ; pour un document, la même.',
  save: 'Enregistrer',
  figures: 'Chiffres',
  figuresLead: (from: string, to: string) => `Ce que vous avez décidé du ${from} au ${to}.`,
  period: 'Période',
  lastDays: (days: number) => `${days} derniers jours`,
  issued: 'Délivrés',
  rejected: 'Non délivrés',
  turnAround: 'La moitié a été délivrée en',
  hours: (hours: string) => (hours === '1' ? '1 heure' : `${hours} heures`),
  minutes: (minutes: string) => (minutes === '1' ? '1 minute' : `${minutes} minutes`),
  fees: 'Redevances consignées',
  byDay: 'Par jour',
  byDestination: 'Délivrés, par destination',
  day: 'Jour',
  destination: 'Destination',
  nothing: 'Rien n’a été décidé pendant ce temps.',
  download: 'Télécharger en CSV',
  tradeTrust: {
    title: 'Certificats pour TradeTrust',
    domain: 'Domaine de la chambre',
    lead: 'Les certificats délivrés aussi à TradeTrust sont valables dans les outils de Singapour, sous un domaine qui est le vôtre. Vide : plus de nouveaux.',
    save: 'Enregistrer le domaine',
    record: 'Ligne pour le DNS du domaine',
    recordLead: (domain) =>
      `Faites-la inscrire dans un enregistrement TXT de ${domain} : d’ici là, TradeTrust ne sait pas que les certificats sont les vôtres.`,
  },
};
