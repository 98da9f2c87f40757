import type { Text } from '../en/index.ts';

export const roles: Text['roles'] = {
  federation: 'Federatie',
  chamber: 'Kamer van koophandel',
  exporter: 'Exporteur',
  forwarder: 'Expediteur',
  importer: 'Importeur',
  customs: 'Douane',
};
