import type { Text } from '../en/index.ts';

export const navigation: Text['navigation'] = {
  label: 'Hoofdmenu',
  menu: 'Menu',
  home: 'Start',
  inbox: 'Postvak',
  shared: 'Met u gedeeld',
  certificates: 'Certificaten',
  pouches: 'Dossiers',
  handovers: 'Overdrachten',
  organisations: 'Organisaties',
  activity: 'Activiteit',
  archive: 'Archief',
  verify: 'Verifiëren',
  verifyMany: 'Veel verifiëren',
  watches: 'Gevolgde certificaten',
  desk: 'Loket',
  organisation: 'Uw organisatie',
  sealing: 'Verzegeling',
};
