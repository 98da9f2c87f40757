import type { Text } from '../en/index.ts';

export const ui: Text['ui'] = {
  skip: 'Naar de inhoud',
  close: 'Sluiten',
  cancel: 'Annuleren',
  loading: 'Wordt geladen',
  showMore: 'Meer tonen',
  tryAgain: 'Opnieuw proberen',
  reload: 'Pagina herladen',
  toHome: 'Naar de startpagina',
  toLight: 'Lichte kleuren gebruiken',
  toDark: 'Donkere kleuren gebruiken',
  language: 'Taal',
  evidence: 'Bewijs',
  download: 'Downloaden',
  none: 'Geen',
  search: 'Zoeken',
  labelled: (label, value) => `${label}: ${value}`,
  sentence: (words) => `${words}.`,
  failed: 'Er ging iets mis op deze pagina.',
  failedLead: 'Wat u op de server deed, is veilig. Herlaad de pagina om verder te gaan.',
  unreachable: 'De server is niet bereikbaar. Er is niets verloren; probeer het zo meteen opnieuw.',
  notFound: {
    title: 'Hier is niets te vinden',
    lead: 'Het bestaat niet, of het wordt niet met u gedeeld.',
  },
  notPermitted: {
    title: 'Hiertoe hebt u geen toegang',
    lead: 'Het hoort niet bij de rol van uw organisatie. Vraag het uw beheerder als u het nodig hebt.',
  },
  noPage: {
    title: 'Op dit adres is geen pagina',
    lead: 'Misschien is het adres verkeerd getypt of is de pagina verplaatst.',
  },
};
