import type { Text } from '../en/index.ts';

export const validity: Text['validity'] = {
  title: 'Durée d’acceptation des certificats à destination',
  lead: 'Les certificats pour ces pays expirent d’eux-mêmes. Ce qui est déjà délivré garde son échéance.',
  none: 'Aucune limite pour l’instant',
  noneLead: 'Les certificats n’expirent pas tant qu’aucun pays n’est nommé ici, avec la règle qui le dit.',
  add: 'Ajouter un pays',
  country: 'Pays',
  validity: 'Accepté pendant',
  months: 'Mois',
  howLong: (months) => `${months} mois`,
  since: 'À partir du',
  sinceLead: 'Le premier jour où des certificats de cette validité sont délivrés.',
  source: 'Texte de référence',
  sourceLead: 'La règle, et où elle peut être lue.',
  change: 'Modifier',
  changeOf: (country) => `Modifier : ${country}`,
  remove: 'Retirer',
  removeOf: (country) => `Retirer : ${country}`,
  removeLead:
    'Les certificats délivrés désormais n’y expirent pas. Ce qui est déjà délivré garde son échéance.',
  save: 'Enregistrer',
};
