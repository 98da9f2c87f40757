import type { Text } from '../en/index.ts';

export const revocation: Text['revocation'] = {
  title: 'Intrekken',
  lead: 'Beëindigt dit certificaat voorgoed, ook nadat het overgedragen werd. Iedereen die het verifieert, leest dat.',
  start: 'Dit certificaat intrekken',
  reason: 'Reden',
  reasonLead: 'Iedereen die het certificaat verifieert, leest ze.',
  choose: 'Kies een reden',
  reasons: {
    issuedInError: 'Ten onrechte afgegeven',
    dataIncorrect: 'Onjuiste gegevens',
    goodsNotShipped: 'Goederen niet verzonden',
    fraud: 'Fraude',
    replaced: 'Vervangen door een ander certificaat',
    requestedByApplicant: 'Op vraag van de aanvrager',
  },
  successor: 'Certificaat dat het vervangt',
  successorLead: 'Een ander dat u afgaf en dat geldig is. Mag leeg blijven.',
  nothing: 'Geen geldig certificaat heeft dit nummer',
  warning: 'Dit kan niet ongedaan worden gemaakt. De eigenaar kan het niet meer overdragen.',
};
