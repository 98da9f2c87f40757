export const customs = {
  title: 'Shared with you',
  lead: 'What the parties let your office see. Verify asks the chain anew and puts it on record that you did.',
  kinds: 'What to list',
  verify: 'Verify',
  verifyNow: 'Verify now',
  verifyAgain: 'Verify again',
  verifying: 'Asking the chain…',
  verificationOf: (name: string) => `Verification of ${name}`,
  verificationLead:
    'Is it genuine, and does it still hold? The chain is asked now, and your verification is written into the audit trail.',
  verifiedOn: (time: string) => `Verified on ${time}, and recorded in the audit trail.`,
  seeTrail: 'See the audit trail',
  emptyCertificates: {
    title: 'No certificates are shared with you',
    lead: 'They appear here as soon as an exporter or forwarder shares one with your office.',
  },
  emptyPouches: {
    title: 'No pouches are shared with you',
    lead: 'They appear here as soon as a party shares one with your office.',
  },
};
