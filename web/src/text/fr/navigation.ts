import type { Text } from '../en/index.ts';

export const navigation: Text['navigation'] = {
  label: 'Menu principal',
  menu: 'Menu',
  home: 'Accueil',
  inbox: 'Boîte de réception',
  shared: 'Partagé avec vous',
  certificates: 'Certificats',
  pouches: 'Dossiers',
  handovers: 'Transferts',
  organisations: 'Organisations',
  activity: 'Activité',
  archive: 'Archives',
  verify: 'Vérifier',
  verifyMany: 'Vérifier en nombre',
  watches: 'Certificats suivis',
  desk: 'Guichet',
  organisation: 'Votre organisation',
  sealing: 'Scellement',
};
