import type { Text } from '../en/index.ts';

export const home: Text['home'] = {
  headline: 'Handelsdocumenten die zichzelf bewijzen.',
  lead: 'OpenPouch brengt certificaten van oorsprong en de bijbehorende papieren van de kamer die ze afgeeft tot bij de douane in het land van bestemming. Elk document toont wie het ondertekende, wanneer het verzegeld werd en van wie het nu is. Iedereen kan dat nagaan zonder het ons te vragen.',
  noAccount: 'Hebt u een document ontvangen? U kunt het zonder account controleren:',
  verifyLink: 'Document verifiëren',
  demonstration: 'Dit is een demonstratie',
  demonstrationLead: 'Stap met één klik binnen als een van de partijen. De bedrijven zijn verzonnen.',
  title: 'Wat op u wacht',
  workLead: 'Eerst wat op u wacht, daarna wat op anderen wacht.',
  all: 'Alles bekijken',
  allOf: (what: string) => `Alles bekijken: ${what}`,
  offered: 'Aan u aangeboden',
  toDecide: 'Wacht op uw beslissing',
  refused: 'Niet afgegeven: aan te passen',
  drafts: 'Concepten om af te werken',
  tasks: 'Aan u gevraagd',
  withChamber: 'Bij de kamer',
  offering: 'Door u aangeboden, nog niet beantwoord',
  latest: 'Onlangs',
  nothing: {
    title: 'Er wacht niets op u',
    lead: 'Wat anderen u sturen of aanbieden, verschijnt hier vanzelf.',
  },
};
