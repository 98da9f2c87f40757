import type { Text } from '../en/index.ts';

export const roles: Text['roles'] = {
  federation: 'Fédération',
  chamber: 'Chambre de commerce',
  exporter: 'Exportateur',
  forwarder: 'Transitaire',
  importer: 'Importateur',
  customs: 'Douane',
};
