import { byCode } from '../words.ts';

/** Documents that a chamber certifies. */
export const certified = {
  kind: 'What for',
  anyKind: 'All kinds',
  kinds: { origin: 'A certificate of origin', document: 'The certification of a document' },
  kindLeads: {
    origin: 'The chamber certifies where goods come from.',
    document: 'The chamber certifies a commercial invoice, a packing list or another document that you made.',
  },
  manyOf: { origin: 'Certificates of origin', document: 'Certified documents' },
  ones: { origin: 'Certificate of origin', document: 'Certified document' },
  editTitle: 'Application for a document',
  sheet: 'Certified document',
  documentOf: 'Document',
  named: (title: string | null, number: string | null) =>
    [title ?? 'Document', number ?? ''].filter(Boolean).join(' '),
  box3: 'What is certified',
  box4: 'The document',
  things: byCode({ signature: 'The signature', contents: 'The contents', origin: 'The origin stated on it' }),
  thingLead: 'What the destination asks the chamber to certify.',
  signedBy: (name: string) => `Signed by ${name}`,
  originOf: (countries: string) => `Origin stated: ${countries}`,
  certifiesThat: byCode({
    signature:
      'The undersigned authority certifies that the signature on the document is that of the person named, who may sign for the consignor.',
    contents:
      'The undersigned authority certifies that the contents of the document agree with what it was shown.',
    origin: 'The undersigned authority certifies the origin that the document states.',
    other: 'The undersigned authority certifies the document.',
  }),
  digest: 'Fingerprint of the file (SHA-256)',
  signatoryLead: 'Who signed the document for your company.',
  originsLead: 'As the document states them.',
  titleLead: 'As it stands on the document.',
  moreTitles: ['Price list', 'Proforma invoice'],
  fileLead:
    'A PDF, signed where the signature is certified. The certificate is bound to its bytes: later changes show.',
  removeFile: (name: string) => `Take out ${name}`,
  takeHandedIn: 'Or take one that was handed in',
  remarksLead: 'May be left empty.',
  certify: 'Certify',
  panel: 'The document',
  panelLead: 'Send the file and its proof together: whoever has both can verify them without us.',
  download: 'Certified document',
};
