import type { Text } from '../en/index.ts';

export const activity: Text['activity'] = {
  title: 'Activiteit',
  lead: 'Wat er gebeurde met alles wat u mag inzien, het laatste eerst.',
  from: 'Van',
  to: 'Tot',
  kind: 'Wat',
  anything: 'Alles',
  kinds: {
    certificate: 'Certificaten',
    pouch: 'Dossiers',
    document: 'Documenten',
    share: 'Delen',
    handover: 'Overdrachten',
    record: 'Eigenaars, verificaties, afsluiten',
  },
  organisation: 'Wie',
  anyone: 'Iedereen',
  proofOf: (what: string, record: string) => `Bewijs: ${what}, ${record}`,
  empty: {
    title: 'Er is nog niets gebeurd',
    lead: 'Elke stap van een certificaat of dossier dat u mag inzien, verschijnt hier met zijn bewijs.',
  },
  nothingFound: { title: 'Niets gevonden', lead: 'Er gebeurde niets dat bij deze filters past.' },
};
