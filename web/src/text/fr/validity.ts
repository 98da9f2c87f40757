import type { Text } from '../en/index.ts';

export const validity: Text['validity'] = {
  title: 'Durée d’acceptation des certificats à destination',
  lead: 'Les certificats pour ces pays expirent d’eux-mêmes. Ce qui est déjà délivré garde son échéance.',
  none: 'Aucun pays n’a de limite connue.',
  add: 'Ajouter un pays',
  country: 'Pays',
  months: 'Mois',
  howLong: (months) => `${months} mois`,
  since: 'À partir du',
  sinceLead: 'Le premier jour où des certificats de cette validité sont délivrés.',
  source: 'Source',
  sourceLead: 'La règle, et où elle peut être lue.',
  change: 'Modifier',
  changeOf: (country) => `Modifier : ${country}`,
  remove: 'Retirer',
  removeOf: (country) => `Retirer : ${country}`,
  removeLead:
    'Les certificats délivrés désormais n’y expirent pas. Ce qui est déjà délivré garde son échéance.',
  save: 'Enregistrer',
};
