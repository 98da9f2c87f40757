import type { Text } from '../en/index.ts';

export const afterIssuing: Text['afterIssuing'] = {
  expiresOn: 'Vervalt op',
  replace: 'Een vervanging aanvragen',
  replaces: 'Vervangt',
  seeReplaced: 'Het certificaat bekijken dat het vervangt',
  replacesLead: 'Zodra dit is afgegeven, eindigt het certificaat dat het vervangt voorgoed.',
  legalisations: 'Legalisaties',
  noLegalisation: 'Geen consulaat of ministerie heeft het gelegaliseerd.',
  addLegalisation: 'Legalisatie vastleggen',
  addTitle: 'Een legalisatie vastleggen',
  record: 'Vastleggen',
  kind: 'Door',
  kinds: {
    consulate: 'Een consulaat of ambassade',
    ministry: 'Een ministerie',
    other: 'Een andere instantie',
  },
  authority: 'Instantie',
  authorityLead: 'Bijvoorbeeld: consulaat van Egypte in Antwerpen.',
  country: 'Land van de instantie',
  date: 'Datum',
  reference: 'Haar nummer, als ze er een gaf',
  examination: 'Uw bevinding',
  examinationLead:
    'Ze staat in het spoor van het certificaat, ondertekend met de sleutel van uw organisatie.',
  find: {
    verified: 'Geverifieerd',
    disputed: 'Betwisten',
    refused: 'Weigeren',
    acquitted: 'Zending vrijgegeven',
  },
  reason: 'Reden',
  reasonLead: 'Wie het spoor van het certificaat ziet, leest ze.',
  disputed: 'De douane betwist dit certificaat',
  disputedLead: 'Lees de reden in het spoor. Bevestig het certificaat, of trek het in.',
  confirm: 'Bevestigen',
};
