export const keys = {
  title: 'Who holds your keys',
  lead: 'Whoever holds the keys can act for your organisation, and hand on what you own.',
  summaryOurs: 'You hold them yourselves: every act is signed with a key of yours.',
  summaryServer: 'This server holds them for you, and signs in your name what you do here.',
  more: 'See and change who holds them',
  loading: 'Who holds your keys',
  inCustody: (count: number) =>
    count === 1
      ? '1 document is still on a key that the server holds. Open it and choose “Put it on a new key”.'
      : `${count} documents are still on keys that the server holds. Open each and choose “Put it on a new key”.`,
  none: {
    title: 'Nobody but the server yet',
    lead: 'Keep the keys in this browser, in a passkey, or in a program of your own. From then on nothing is done in your name without them.',
  },
  holders: 'Who holds them',
  holder: 'Holder',
  state: 'State',
  ready: 'Keys ready',
  documents: 'Documents',
  act: 'What to do',
  kinds: { browser: 'Browser', passkey: 'Passkey', program: 'Program' },
  states: { proposed: 'Proposed', confirmed: 'Holds keys', ended: 'Ended' },
  thisBrowser: 'This browser',
  since: (who: string, date: string) => (who === '' ? `since ${date}` : `${who}, since ${date}`),
  create: 'Keep keys in this browser',
  createIt: 'Make the keys',
  proposeIt: 'Propose them',
  createPasskey: 'Use a passkey',
  name: 'Name',
  nameLead: 'How your colleagues will recognise it.',
  defaultName: (who: string) => `Browser of ${who}`,
  defaultPasskey: (who: string) => `Passkey of ${who}`,
  stays:
    'The keys are made here and stay here. Nobody can copy them out: neither we, nor you, nor a program in this browser.',
  lost: 'If this browser’s data is cleared or the device is lost, its keys are gone. Let a second browser, a passkey or a program hold keys too before you rely on it.',
  passkeyStays:
    'Your keys are derived from the passkey each time you sign, and forgotten afterwards. They go where the passkey goes: if it is synchronised, to your other devices too.',
  passkeyLost: 'Whoever can use the passkey can sign. If it is deleted, its keys are gone for good.',
  first:
    'These are the first. From then on the server cannot sign for your organisation: every act asks for a signature, and systems that act for you through the API need keys of their own.',
  proposed: 'An administrator of your organisation has to confirm them before they can be used.',
  waiting: 'This browser has made keys. They can be used once an administrator has confirmed them.',
  leftOver: {
    lead: (name: string) =>
      `This browser made keys (${name}) that are nobody’s: the answer never came, or nobody confirmed them. Nothing of yours is on them.`,
    use: 'Use them now',
    remove: 'Remove them',
    removeLead: 'These keys are deleted from this browser. Nothing of yours is on them.',
  },
  noPrf:
    'This passkey cannot derive keys, so it is not used: with one key for all, everybody could see which documents belong together. Keep the keys in this browser instead. You may delete the passkey again.',
  noPasskey: 'The passkey was not used. Nothing was changed.',
  otherPasskey: 'This is another passkey than the one that holds your keys.',
  add: 'Add 100 keys',
  addTo: (name: string) => `Add 100 keys to ${name}`,
  low: 'Nearly used up. When none is left, the last one serves again, and everybody can see that those documents belong together.',
  confirm: 'Confirm',
  confirmOf: (name: string) => `Confirm the keys of ${name}`,
  confirmLead: (who: string) =>
    `${who === '' ? 'A system' : who} asks to hold keys of your organisation. Ask them whether they did: whoever holds keys can sign in your name.`,
  end: 'End',
  endOf: (name: string) => `End ${name}`,
  endLead: 'It signs nothing in your name any more. This cannot be taken back.',
  endRecords: (count: number) =>
    count === 1
      ? '1 document is on its keys. It stays there: only this holder can hand it on. Put it on a new key first if you can.'
      : `${count} documents are on its keys. They stay there: only this holder can hand them on. Put them on new keys first if you can.`,
  endLast: 'It is the last one. The server will hold your key again, a new one, and sign in your name.',
  help: 'When something happens to a device',
  backUp: {
    title: 'To be safe',
    lead: 'Keys are never copied, so a backup is a second holder: another browser, a passkey, or a program of your own that holds keys through the API. Every holder signs in the name of the organisation; each document stays on the key of the one that took it in.',
  },
  device: {
    title: 'A device is lost',
    lead: 'End it here, and keep acting with another holder. Documents on its keys cannot be handed on by anybody any more: ask the chamber to replace such a certificate, and put a new pouch in the place of such a pouch, on its page.',
  },
  change: {
    title: 'A device is given away or stolen',
    lead: 'First put the documents that are on its keys on new keys, on the device itself if need be. Then end it here.',
  },
  renewal: {
    title: 'The key of this document',
    lead: 'You control this document with a key of its own. A new key makes the old one useless; if you hold your keys yourselves, it also takes the document out of the server’s hands.',
    start: 'Put it on a new key',
    dialog: 'Put it on a new key',
    dialogLead: 'It stays yours and nothing in it changes. The trail shows that its key was renewed.',
    done: 'It is on a new key of yours.',
  },
  handover: {
    agreed: (name: string) => `${name} has accepted. It is theirs once you sign.`,
    agreedPart: (name: string) =>
      `${name} has accepted. Once you sign, a pouch is made of it. If they hold their keys themselves, they are then asked to accept that pouch, and you sign last.`,
    acceptedPart: (name: string) =>
      `You have accepted. Once ${name} signs, a pouch is made of it. If you hold your keys yourselves, you are then asked to accept that pouch.`,
    sign: 'Sign the handover',
  },
  sign: {
    browser: 'Sign with the keys in this browser',
    passkey: 'Sign with your passkey',
    lead: (organisation: string) => `In the name of ${organisation} you sign:`,
    one: 'Sign',
    signing: 'Signing…',
    give: (about: string) => `It goes to ${about}, and is theirs from then on`,
    take: (about: string) => `It comes from ${about} onto a key of yours`,
    renew: 'It goes onto a new key of yours and stays yours',
    close: 'It is closed for good',
    control: 'You are in control of it now',
    more: (count: number) => (count === 1 ? 'and 1 more' : `and ${count} more`),
    exact: 'Exactly what is signed',
    not: 'Nothing was signed, so nothing was done.',
  },
  elsewhere: {
    title: 'The keys for this are not in this browser',
    lead: 'Nothing was done, and what you entered is still here. This can be signed with:',
    nobody: 'Nobody holds a key that could sign this.',
    see: 'Who holds your keys',
  },
  refused: {
    title: 'This page refuses to sign',
    lead: 'Nothing was signed and nothing was done.',
    why: {
      unreadable: 'What the server gave to sign is none of the statements that this page knows.',
      altered: 'What the server gave to sign is not what it said that it was.',
      chain: 'It is for another register than the one that your keys were made for.',
      'other-act': 'The server gave something to sign that does not belong to what you asked for.',
      'other-words': 'The server gave something to sign that differs from what you entered.',
      time: 'It is dated otherwise than now. Look whether the clock of this device is right.',
      stock:
        'The document would go onto a key that is not in your hands. Add keys to this holder first, under “Who holds your keys”.',
    },
  },
};
