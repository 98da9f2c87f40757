export const activity = {
  title: 'Activity',
  lead: 'What happened to every record that you may see, the latest first.',
  from: 'From',
  to: 'Until',
  kind: 'What',
  anything: 'Anything',
  kinds: {
    certificate: 'Certificates',
    pouch: 'Pouches',
    document: 'Documents',
    share: 'Sharing',
    handover: 'Handovers',
    record: 'Owners, verifications, closing',
  },
  organisation: 'Who',
  anyone: 'Anyone',
  proofOf: (what: string, record: string) => `Proof: ${what}, ${record}`,
  empty: {
    title: 'Nothing has happened yet',
    lead: 'Every step of a certificate or pouch that you may see appears here, with its proof.',
  },
  nothingFound: { title: 'Nothing found', lead: 'Nothing happened that fits these filters.' },
};
