import type { Text } from '../en/index.ts';

export const closing: Text['closing'] = {
  title: 'Afsluiten',
  lead: 'Als het zijn werk heeft gedaan. Wie het verifieert, leest dat het afgesloten is en waarom.',
  start: 'Voorgoed afsluiten',
  dialogTitle: 'Voorgoed afsluiten',
  warning:
    'Dit kan niet ongedaan worden gemaakt. Het kan niet meer worden overgedragen of aangevuld; wie het mag zien, blijft het zien.',
  reason: 'Waarom',
  reasons: {
    acquitted: 'Gezuiverd: de goederen zijn vrijgegeven',
    surrendered: 'Ingeleverd bij een overheid of een bank',
    switchedToPaper: 'Omgezet naar papier',
  },
  to: 'Ingeleverd bij',
  toLead:
    'Een kantoor of een bank, liever dan een persoon: wie het spoor ziet, leest het daar. Mag leeg blijven.',
  surrenderedTo: (name: string) => `Ingeleverd bij ${name}`,
};
