import type { Text } from '../en/index.ts';

export const sealingHealth: Text['sealingHealth'] = {
  title: 'Verzegeling',
  lead: 'Alles wat geregistreerd wordt, wordt om de paar seconden in batches verzegeld. Hier ziet u of dat doorgaat.',
  well: 'De verzegeling verloopt zoals het hoort.',
  behind: (time: string) => `De verzegeling loopt achter: het oudste gegeven wacht sinds ${time}.`,
  away: 'De blockchain antwoordt niet. Wat geregistreerd is, blijft bewaard en wordt verzegeld zodra ze terug is.',
  refused: (count: number) =>
    count === 1
      ? 'De blockchain heeft één handeling geweigerd. Wie de server beheert, moet dat bekijken.'
      : `De blockchain heeft ${count} handelingen geweigerd. Wie de server beheert, moet dat bekijken.`,
  now: 'Nu',
  lastSeal: 'Laatst verzegeld',
  noSeal: 'Er is nog niets verzegeld.',
  together: (count: number) => (count === 1 ? 'één gegeven' : `${count} gegevens samen`),
  waiting: 'Wacht',
  nothingWaits: 'Niets',
  entries: (count: number) => (count === 1 ? '1 gegeven' : `${count} gegevens`),
  acts: (count: number) =>
    count === 1 ? '1 handeling voor de blockchain' : `${count} handelingen voor de blockchain`,
  transactions: (count: number) => (count === 1 ? '1 transactie onderweg' : `${count} transacties onderweg`),
  since: 'Het oudste sinds',
  chain: 'Blockchain',
  block: (number: string, time: string) => `Blok ${number}, ${time}`,
  noChain: 'Antwoordt niet',
  refusedActs: 'Geweigerd door de blockchain',
  noneRefused: 'Geen.',
  recordedOn: (time: string) => `Geregistreerd op ${time}`,
  actNames: {
    handover: 'Overdracht',
    closing: 'Afsluiting',
    revocation: 'Intrekking van een certificaat',
    accreditation: 'Erkenning van een sleutel',
    ending: 'Einde van een erkenning',
    profile: 'Profiel van een kamer',
    storeIssuance: 'Partij voor TradeTrust',
    storeRevocation: 'Intrekking bij TradeTrust',
  },
};
