import { pluralIn } from '../words.ts';

const plural = pluralIn('en');

/** What stands around a verdict: parts of an archive, what would change it, and the sheet that is printed. */
export const verdicts = {
  checkingParts: (count: number) =>
    `Checking… ${count} ${plural(count, { one: 'file', other: 'files' })} so far.`,
  parts: 'What is in the archive',
  partsHold: (count: number) =>
    `${plural(count, { one: 'The one file', other: `All ${count} files` })} in the archive ${plural(count, { one: 'holds', other: 'hold' })}.`,
  partsFail: (count: number, all: number) =>
    `${count} of ${all} files in the archive do not hold: see which below.`,
  noParts: 'The archive holds no documents.',
  trailSigned: 'As it was signed',
  trailOf: (who: string, time: string, lines: string) =>
    `The trail of ${who} as of ${time}, ${lines} lines, signed by the operator.`,
  trailNote:
    'This is the operator’s word. Each line can be proven by itself: ask for the proof of its record.',
  trailProven:
    'Each line is proven by its own event. Names, destinations and states are the operator’s word, and so is that nothing was left out at the end.',
  lines: 'The lines, the latest first',
  moreLines: (count: string) => `Show more (${count} left)`,
  heldAnyway: (count: number) =>
    `${count} ${plural(count, { one: 'check holds', other: 'checks hold' })} without the chain. Whether it was sealed, revoked or handed on only the chain can say.`,
  agreed: (endpoints: string) => `Asked, and they agree: ${endpoints}.`,
  changes: 'What would change this',
  revocation: 'The chamber revokes it or replaces it by another.',
  closing: 'Its owner closes it: hands it in, or switches to paper.',
  end: (day: string) => `Its validity ends on ${day}.`,
  anyByte: 'Another file: a single character changed is found.',
  handover: 'It is handed over to somebody else.',
  statementEnds: (time: string) => `The time of the statement is over on ${time}.`,
  sealedSince:
    'It is being sealed: as a rule that takes minutes. Ask again then; if it says the same, ask whoever gave you this file for it anew.',
  sealing: 'Its seal becomes final on the chain, as a rule within minutes. Ask again then.',
  chainAnswer: 'An answer of the chain. Ask again, or name other addresses of it below.',
  missing: 'What is not shown. Ask whoever gave it to you for the whole proof.',
  trustedFederation: 'Your own trust: if you know that federation, put it in below.',
  nothingInvalid: 'Nothing. Ask whoever gave it to you for the genuine one.',
  nothingEnded: 'Nothing: this is for good.',
  successor: 'Nothing: this is for good. Ask for the certificate that takes its place.',
  successorNumber: (number: string) =>
    `Nothing: this is for good. Ask for certificate ${number}, which takes its place.`,
  otherCertificate:
    'The server answered with another certificate than the one that was asked for. Do not rely on it: ask the chamber.',
  serversWord: (host: string) =>
    `The chain could not be asked from here. What follows is the word of ${host}, not a check of your own.`,
  anew: 'Nothing: this is for good. Ask for a new one.',
  keep: 'Keep this as evidence',
  keepLead: 'Prints who checked what, when, with which result, and of whom the chain was asked.',
  checkedBy: 'Checked by',
  print: 'Print',
  sheet: 'Evidence of a check',
  checkedAt: 'Checked on',
  file: 'File',
  digest: 'SHA-256',
  numberAsked: 'Number asked for',
  askedOf: 'Asked of',
  latestBlock: 'Latest block',
  finalBlock: 'Final block',
  block: (number: string, time: string) => `${number}, of ${time}`,
  program: 'Program',
  byServer: (host: string) => `${host}, which found the certificate by its number`,
  offline:
    'You are offline. Files are still checked here; what only the chain knows is looked up once you are online again.',
  rpcUrls: 'RPC addresses of the chain',
  rpcLead: 'All of them must answer and agree: then none of them can lie alone.',
  rpcUrl: (place: number) => `RPC address ${place}`,
  addRpcUrl: 'Add an address',
  removeRpcUrl: (place: number) => `Remove address ${place}`,
};
