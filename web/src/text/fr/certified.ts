import type { Text } from '../en/index.ts';

/** Documents that a chamber certifies. */
export const certified: Text['certified'] = {
  kind: 'Pour quoi',
  anyKind: 'Tous les types',
  kinds: { origin: 'Un certificat d’origine', document: 'La certification d’un document' },
  kindLeads: {
    origin: 'La chambre certifie d’où viennent les marchandises.',
    document:
      'La chambre certifie une facture commerciale, une liste de colisage ou un autre document établi par vous.',
  },
  manyOf: { origin: 'Certificats d’origine', document: 'Documents certifiés' },
  ones: { origin: 'Certificat d’origine', document: 'Document certifié' },
  editTitle: 'Demande pour un document',
  sheet: 'Document certifié',
  documentOf: 'Document',
  named: (title, number) => [title ?? 'Document', number ?? ''].filter(Boolean).join(' '),
  box3: 'Ce qui est certifié',
  box4: 'Le document',
  things: { signature: 'La signature', contents: 'Le contenu', origin: 'L’origine qui y est indiquée' },
  thingLead: 'Ce que la destination demande à la chambre de certifier.',
  signedBy: (name) => `Signé par ${name}`,
  originOf: (countries) => `Origine indiquée : ${countries}`,
  certifiesThat: {
    signature:
      'L’autorité soussignée certifie que la signature du document est celle de la personne nommée, habilitée à signer pour l’expéditeur.',
    contents:
      'L’autorité soussignée certifie que le contenu du document concorde avec ce qui lui a été présenté.',
    origin: 'L’autorité soussignée certifie l’origine indiquée sur le document.',
    other: 'L’autorité soussignée certifie le document.',
  },
  digest: 'Empreinte du fichier (SHA-256)',
  signatoryLead: 'Qui a signé le document pour votre entreprise.',
  originsLead: 'Comme le document les indique.',
  titleLead: 'Comme indiqué sur le document.',
  moreTitles: ['Tarif', 'Facture pro forma'],
  fileLead:
    'Un PDF, signé si la signature est certifiée. Le certificat est lié à ses octets : toute modification ultérieure se voit.',
  removeFile: (name) => `Retirer ${name}`,
  takeHandedIn: 'Ou choisir un fichier déjà remis',
  remarksLead: 'Peut rester vide.',
  certify: 'Certifier',
  panel: 'Le document',
  panelLead: 'Envoyez ensemble le fichier et sa preuve : qui a les deux peut les vérifier sans nous.',
  download: 'Document certifié',
};
