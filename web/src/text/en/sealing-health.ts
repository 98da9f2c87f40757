export const sealingHealth = {
  title: 'Sealing',
  lead: 'Everything that is recorded is sealed in batches, every few seconds. Here you see whether that goes on.',
  well: 'Sealing goes on as it should.',
  behind: (time: string) => `Sealing is behind: the oldest entry has been waiting since ${time}.`,
  away: 'The chain does not answer. What is recorded is kept, and sealed once the chain is back.',
  refused: (count: number) =>
    count === 1
      ? 'The chain refused one act. The people who run the server need to look at it.'
      : `The chain refused ${count} acts. The people who run the server need to look at them.`,
  now: 'Now',
  lastSeal: 'Last sealed',
  noSeal: 'Nothing has been sealed yet.',
  together: (count: number) => (count === 1 ? 'one entry' : `${count} entries together`),
  waiting: 'Waiting',
  nothingWaits: 'Nothing',
  entries: (count: number) => (count === 1 ? '1 entry' : `${count} entries`),
  acts: (count: number) => (count === 1 ? '1 act for the chain' : `${count} acts for the chain`),
  transactions: (count: number) =>
    count === 1 ? '1 transaction under way' : `${count} transactions under way`,
  since: 'The oldest since',
  chain: 'Chain',
  block: (number: string, time: string) => `Block ${number}, ${time}`,
  noChain: 'Does not answer',
  refusedActs: 'Refused by the chain',
  noneRefused: 'None.',
  recordedOn: (time: string) => `Recorded on ${time}`,
  actNames: {
    handover: 'Handover',
    closing: 'Closing of a record',
    revocation: 'Revocation of a certificate',
    accreditation: 'Accreditation of a key',
    ending: 'End of an accreditation',
    profile: 'Profile of a chamber',
    storeIssuance: 'Batch for TradeTrust',
    storeRevocation: 'Revocation at TradeTrust',
  },
};
