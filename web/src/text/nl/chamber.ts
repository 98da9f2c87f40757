import type { Text } from '../en/index.ts';

export const chamber: Text['chamber'] = {
  title: 'Hoe uw kamer werkt',
  numberFormat: 'Nummers van certificaten',
  numberFormatLead: (example: string) =>
    `Het eerste van een jaar: ${example}. {year} of {yy}, {seq:6} voor zes cijfers, {country}, {code}, {check}. Leeg: de gewone vorm.`,
  deadlineDays: 'Werkdagen om te beslissen',
  deadlineLead: 'Zonder weekends en feestdagen van uw land; vanaf de dag na de indiening.',
  fourEyes: 'Vier ogen',
  fourEyesLead: 'Eén persoon beveelt aan, een andere geeft af.',
  fee: 'Retributie per certificaat',
  documentFee: 'Retributie per document',
  currency: 'Munt',
  feeLead:
    'Vastgelegd bij elk certificaat dat u afgeeft of document dat u certificeert. Leeg: geen; voor een document hetzelfde.',
  save: 'Bewaren',
  figures: 'Cijfers',
  figuresLead: (from: string, to: string) => `Wat u besliste van ${from} tot ${to}.`,
  period: 'Periode',
  lastDays: (days: number) => `Laatste ${days} dagen`,
  issued: 'Afgegeven',
  rejected: 'Niet afgegeven',
  turnAround: 'De helft werd afgegeven binnen',
  hours: (hours: string) => `${hours} uur`,
  minutes: (minutes: string) => (minutes === '1' ? '1 minuut' : `${minutes} minuten`),
  fees: 'Vastgelegde retributies',
  byDay: 'Per dag',
  byDestination: 'Afgegeven, per bestemming',
  day: 'Dag',
  destination: 'Bestemming',
  nothing: 'In deze tijd werd niets beslist.',
  download: 'Downloaden als CSV',
  tradeTrust: {
    title: 'Certificaten voor TradeTrust',
    domain: 'Domein van de kamer',
    lead: 'Certificaten die u ook aan TradeTrust afgeeft, zijn geldig in de eigen hulpmiddelen van Singapore, onder een domein van u. Leeg: geen nieuwe meer.',
    save: 'Domein opslaan',
    record: 'Regel voor de DNS van het domein',
    recordLead: (domain) =>
      `Laat deze in een TXT-record van ${domain} zetten: tot dan weet TradeTrust niet dat de certificaten van u zijn.`,
  },
};
