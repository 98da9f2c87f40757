import type { Text } from '../en/index.ts';

/** Documents that a chamber certifies. */
export const certified: Text['certified'] = {
  kind: 'Waarvoor',
  anyKind: 'Alle soorten',
  kinds: { origin: 'Een certificaat van oorsprong', document: 'De certificering van een document' },
  kindLeads: {
    origin: 'De kamer certificeert waar goederen vandaan komen.',
    document: 'De kamer certificeert een handelsfactuur, een paklijst of een ander document van u.',
  },
  manyOf: { origin: 'Certificaten van oorsprong', document: 'Gecertificeerde documenten' },
  ones: { origin: 'Certificaat van oorsprong', document: 'Gecertificeerd document' },
  editTitle: 'Aanvraag voor een document',
  sheet: 'Gecertificeerd document',
  documentOf: 'Document',
  named: (title, number) => [title ?? 'Document', number ?? ''].filter(Boolean).join(' '),
  box3: 'Wat gecertificeerd wordt',
  box4: 'Het document',
  things: { signature: 'De handtekening', contents: 'De inhoud', origin: 'De vermelde oorsprong' },
  thingLead: 'Wat de bestemming de kamer laat certificeren.',
  signedBy: (name) => `Ondertekend door ${name}`,
  originOf: (countries) => `Vermelde oorsprong: ${countries}`,
  certifiesThat: {
    signature:
      'De ondergetekende autoriteit certificeert dat de handtekening op het document die is van de genoemde persoon, die voor de afzender mag tekenen.',
    contents:
      'De ondergetekende autoriteit certificeert dat de inhoud van het document overeenstemt met wat haar is getoond.',
    origin: 'De ondergetekende autoriteit certificeert de oorsprong die het document vermeldt.',
    other: 'De ondergetekende autoriteit certificeert het document.',
  },
  digest: 'Vingerafdruk van het bestand (SHA-256)',
  signatoryLead: 'Wie het document voor uw bedrijf ondertekende.',
  originsLead: 'Zoals het document ze vermeldt.',
  titleLead: 'Zoals het op het document staat.',
  moreTitles: ['Prijslijst', 'Proformafactuur'],
  fileLead:
    'Een pdf, ondertekend als de handtekening gecertificeerd wordt. Het certificaat hangt aan de bytes ervan: latere wijzigingen vallen op.',
  removeFile: (name) => `${name} verwijderen`,
  takeHandedIn: 'Of neem er een die al is ingediend',
  remarksLead: 'Mag leeg blijven.',
  certify: 'Certificeren',
  panel: 'Het document',
  panelLead: 'Stuur het bestand en het bewijs samen: wie beide heeft, verifieert ze zonder ons.',
  download: 'Gecertificeerd document',
};
