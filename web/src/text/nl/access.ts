import type { Text } from '../en/index.ts';

export const access: Text['access'] = {
  title: 'Wie het kan zien',
  owner: 'Eigenaar',
  bases: {
    owner: 'Eigenaar',
    issuer: 'Gaf het af',
    former_owner: 'Vorige eigenaar',
    offer: 'Krijgt het aangeboden',
    share: 'Gedeeld',
  },
  rights: {
    view: 'inzien',
    download: 'downloaden',
    add: 'documenten toevoegen',
    share: 'verder delen',
    offer: 'de overdracht aanbieden',
  },
  may: (rights: string) => `Mag ${rights}`,
  until: (time: string) => `tot ${time}`,
  share: 'Delen',
  shareTitle: 'Delen met een andere organisatie',
  shareWith: 'Organisatie',
  rightsLabel: 'Wat zij mogen',
  choices: { view: 'Inzien', download: 'Downloaden', add: 'Documenten toevoegen', share: 'Verder delen' },
  end: 'Beëindigen',
  endFor: (name: string) => `Delen met ${name} beëindigen`,
  sharedOnBy: (who: string) => `Verder gedeeld door ${who}`,
  endsAlso: (names: string) => `Eindigt u dit, dan eindigt ook wat verder gedeeld werd: ${names}.`,
  nobody: 'Niemand anders.',
};
