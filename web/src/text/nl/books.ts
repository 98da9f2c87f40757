import type { Text } from '../en/index.ts';

export const books: Text['books'] = {
  title: 'Sjablonen en adresboeken',
  lead: 'Wat u bewaart om aanvragen mee te schrijven. Het is alleen van uw organisatie; wat ermee geschreven is, blijft als u het verwijdert.',
  toNew: 'Een certificaat aanvragen',
  none: 'Nog niets. Het wordt bewaard vanuit het formulier van een aanvraag.',
  since: (time: string) => `bewaard op ${time}`,
  use: 'Gebruiken',
  takeOf: (name: string) => `${name} gebruiken`,
  remove: 'Verwijderen',
  removeOf: (name: string) => `${name} verwijderen`,
  nameOfTemplate: 'Naam van het sjabloon',
  fromTemplate: (name: string) => `Sjabloon ${name}`,
  keepTemplate: 'Bewaren als sjabloon',
  keep: 'Bewaren',
  kept: 'Bewaard',
  titles: { template: 'Sjablonen', party: 'Partijen', product: 'Producten' },
  pick: { party: 'Uit het adresboek', product: 'Uit uw producten' },
  keepIt: { party: 'In het adresboek bewaren', product: 'Bij uw producten bewaren' },
  nothingFound: 'Niets met die naam',
};
