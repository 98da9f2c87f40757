export const verify = {
  title: 'Verify a document',
  lead: 'Find out whether a document is genuine or unchanged, who issued it, when, and whether it still holds.',
  byFile: 'By file',
  byNumber: 'By number',
  methods: 'How to verify',
  drop: 'Drop a file here',
  dropLead:
    'A PDF from OpenPouch, a proof bundle, the archive of a pouch, an exported trail, a document with its proof bundle, or a photo of the QR code.',
  choose: 'Choose files',
  private: 'The file is read in this page and sent nowhere.',
  document: 'Document',
  bundle: 'Proof bundle',
  remove: (name: string) => `Remove ${name}`,
  needsBundle: 'This file carries no proof of its own. Add its proof bundle (a .json file) to verify it.',
  checking: 'Checking…',
  number: 'Certificate number',
  numberLead: 'At the top of the certificate.',
  code: 'Verification code',
  codeLead: '16 letters and digits, beside the QR code.',
  check: 'Check',
  numberNote:
    'This asks the server for the certificate behind the number, and checks its proof here, as it would a file’s.',
  notFoundByNumber: 'No certificate has this number and verification code.',
  outcomes: {
    valid: 'Genuine',
    pending: 'Signed, not sealed yet',
    expired: 'Genuine, but expired',
    closed: 'Closed',
    superseded: 'Replaced',
    revoked: 'Revoked',
    indeterminate: 'Cannot be decided',
    invalid: 'Not valid',
  },
  inControl: 'Holds the original',
  controls: (who: string, what: string) => `${who} holds the original of ${what}, and nobody else does.`,
  statedOn: (time: string, until: string) => `Stated on ${time}; it says something until ${until}.`,
  statedFor: (purpose: string) => `Stated for: ${purpose}.`,
  repeats: (challenge: string) => `It repeats: ${challenge}. Is that the word that you gave?`,
  heldPouch: 'a pouch',
  heldCertificate: (number: string | null) => (number === null ? 'a certificate' : `certificate ${number}`),
  controlEnded: 'The time of this statement is over',
  unchanged: 'Unchanged',
  proofHolds: 'The proof holds',
  genuine: (issuer: string, issued: string | null, sealed: string) =>
    issued === null
      ? `Issued by ${issuer}, sealed on ${sealed}.`
      : `Issued by ${issuer} on ${issued}, sealed on ${sealed}.`,
  certified: (document: string, day: string, chamber: string, number: string) =>
    `${document} of ${day}, certified by ${chamber} as number ${number}.`,
  certifiedOn: (certified: string, sealed: string) => `Certified on ${certified}, sealed on ${sealed}.`,
  sameDocument: 'The file is the one that was certified, to the last byte.',
  compareDocument: 'Add the document itself to see whether it is the one that was certified.',
  standing: (time: string) => `Neither revoked nor closed when the chain was asked on ${time}.`,
  fileUnchanged: 'The file is unchanged to the last byte.',
  copyOf: (owner: string, day: string) => `A copy. In control of the original on ${day}: ${owner}.`,
  unchangedSince: (who: string, time: string) => `Unchanged since ${who} recorded it; sealed on ${time}.`,
  recordedBy: (who: string, time: string) =>
    `${who} recorded the document; sealed on ${time}. Add the document itself to compare it.`,
  unknownHolder: 'a party that no chamber vouches for',
  notSaidGenuine: 'This says that the file has not changed. Nobody checked what it says.',
  revoked: (issuer: string, reason: string | null) =>
    reason === null
      ? `Revoked by ${issuer}. Do not rely on it.`
      : `Revoked by ${issuer}: ${reason}. Do not rely on it.`,
  superseded: (issuer: string) =>
    `Revoked by ${issuer}; another certificate takes its place. Do not rely on this one.`,
  closed: (reason: string | null) =>
    reason === null
      ? 'Genuine, but its owner closed it: it is no longer in use.'
      : `Genuine, but its owner closed it (${reason}): it is no longer in use.`,
  expired: (issuer: string, end: string) =>
    `Issued by ${issuer}. Its country of destination takes it no longer: its validity ended on ${end}.`,
  validUntil: (end: string) => `Valid until ${end}.`,
  theIssuer: 'its issuer',
  askAgain: 'Ask again',
  compare:
    'Compare these data with the goods and papers before you: a genuine number on other goods is a common fraud.',
  checks: 'What was checked',
  checkStatus: { ok: 'Holds', failed: 'Does not hold', unknown: 'Not known' },
  recordId: 'Record',
  trust: 'What this page trusts',
  trustLead:
    'The federation whose chambers count, and the chain that is asked. Both come from this installation; put in your own if you trust another source more.',
  deployment: 'Accepted deployments (JSON)',
  trustUse: 'Use these',
  trustReset: 'As this installation says',
  trustChanged: 'You changed what this page trusts.',
  trustMalformed: (why: string) => `Not usable: ${why}`,
  federation: 'Federation',
  chainId: 'Chain',
  registry: 'Record registry',
  noInstallation: 'What to trust could not be read from this installation.',
};
