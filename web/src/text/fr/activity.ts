import type { Text } from '../en/index.ts';

export const activity: Text['activity'] = {
  title: 'Activité',
  lead: 'Ce qui est arrivé à tout ce que vous pouvez consulter, le plus récent d’abord.',
  from: 'Du',
  to: 'Au',
  kind: 'Quoi',
  anything: 'Tout',
  kinds: {
    certificate: 'Certificats',
    pouch: 'Dossiers',
    document: 'Documents',
    share: 'Partages',
    handover: 'Transferts',
    record: 'Propriétaires, vérifications, clôtures',
  },
  organisation: 'Qui',
  anyone: 'Tous',
  proofOf: (what: string, record: string) => `Preuve : ${what}, ${record}`,
  empty: {
    title: 'Rien ne s’est encore passé',
    lead: 'Chaque étape d’un certificat ou d’un dossier que vous pouvez consulter apparaît ici, avec sa preuve.',
  },
  nothingFound: { title: 'Aucun résultat', lead: 'Rien de ce qui s’est passé ne correspond à ces filtres.' },
};
