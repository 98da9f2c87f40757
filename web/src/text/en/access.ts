import { byCode } from '../words.ts';

export const access = {
  title: 'Who can see it',
  owner: 'Owner',
  bases: byCode({
    owner: 'Owner',
    issuer: 'Issued it',
    former_owner: 'Owned it before',
    offer: 'Is offered it',
    share: 'Shared',
  }),
  rights: byCode({
    view: 'see',
    download: 'download',
    add: 'add documents',
    share: 'share on',
    offer: 'offer the handover',
  }),
  may: (rights: string) => `May ${rights}`,
  until: (time: string) => `until ${time}`,
  share: 'Share',
  shareTitle: 'Share with another organisation',
  shareWith: 'Organisation',
  rightsLabel: 'What they may do',
  choices: { view: 'See it', download: 'Download', add: 'Add documents', share: 'Share it on' },
  end: 'End',
  endFor: (name: string) => `End sharing with ${name}`,
  sharedOnBy: (who: string) => `Shared on by ${who}`,
  endsAlso: (names: string) => `Ending it also ends what was shared on: ${names}.`,
  nobody: 'Nobody else.',
};
