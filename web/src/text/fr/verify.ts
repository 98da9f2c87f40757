import type { Text } from '../en/index.ts';

export const verify: Text['verify'] = {
  title: 'Vérifier un document',
  lead: 'Sachez si un document est authentique ou inchangé, qui l’a délivré, quand, et s’il est toujours valable.',
  byFile: 'Par fichier',
  byNumber: 'Par numéro',
  methods: 'Comment vérifier',
  drop: 'Déposez un fichier ici',
  dropLead:
    'Un PDF d’OpenPouch, un fichier de preuve, les archives d’un dossier, une piste exportée, un document avec son fichier de preuve, ou une photo du code QR.',
  choose: 'Choisir des fichiers',
  private: 'Le fichier est lu dans cette page et n’est envoyé nulle part.',
  document: 'Document',
  bundle: 'Fichier de preuve',
  remove: (name: string) => `Retirer ${name}`,
  needsBundle:
    'Ce fichier ne porte pas lui-même de preuve. Ajoutez son fichier de preuve (.json) pour le vérifier.',
  checking: 'Contrôle en cours…',
  number: 'Numéro du certificat',
  numberLead: 'En haut du certificat.',
  code: 'Code de vérification',
  codeLead: '16 lettres et chiffres, à côté du code QR.',
  check: 'Contrôler',
  numberNote:
    'Le serveur cherche le certificat derrière le numéro ; sa preuve est vérifiée ici, comme celle d’un fichier.',
  notFoundByNumber: 'Aucun certificat ne porte ce numéro et ce code de vérification.',
  outcomes: {
    valid: 'Authentique',
    pending: 'Signé, pas encore scellé',
    expired: 'Authentique, mais expiré',
    closed: 'Clôturé',
    superseded: 'Remplacé',
    revoked: 'Révoqué',
    indeterminate: 'Impossible de conclure',
    invalid: 'Non valable',
  },
  inControl: 'Détient l’original',
  controls: (who: string, what: string) => `${who} détient l’original de ${what}, et personne d’autre.`,
  statedOn: (time: string, until: string) => `Déclaré le ${time} ; vaut jusqu’au ${until}.`,
  statedFor: (purpose: string) => `Déclaré pour : ${purpose}.`,
  repeats: (challenge: string) => `Il répète : ${challenge}. Est-ce le mot que vous avez donné ?`,
  heldPouch: 'ce dossier',
  heldCertificate: (number: string | null) => (number === null ? 'ce certificat' : `certificat ${number}`),
  controlEnded: 'Le temps de cette déclaration est écoulé',
  unchanged: 'Inchangé',
  proofHolds: 'La preuve tient',
  genuine: (issuer: string, issued: string | null, sealed: string) =>
    issued === null
      ? `Délivré par ${issuer}, scellé le ${sealed}.`
      : `Délivré par ${issuer} le ${issued}, scellé le ${sealed}.`,
  certified: (document, day, chamber, number) =>
    `${document} du ${day}, certifié par ${chamber} sous le numéro ${number}.`,
  certifiedOn: (certified, sealed) => `Certifié le ${certified}, scellé le ${sealed}.`,
  sameDocument: 'Le fichier est celui qui a été certifié, jusqu’au dernier octet.',
  compareDocument: 'Ajoutez le document lui-même pour voir si c’est celui qui a été certifié.',
  standing: (time: string) => `Ni révoqué ni clôturé lorsque la blockchain a été interrogée le ${time}.`,
  fileUnchanged: 'Le fichier est inchangé jusqu’au dernier octet.',
  copyOf: (owner: string, day: string) => `Une copie. Détenteur de l’original le ${day} : ${owner}.`,
  unchangedSince: (who: string, time: string) =>
    `Inchangé depuis son enregistrement par ${who} ; scellé le ${time}.`,
  recordedBy: (who: string, time: string) =>
    `${who} a enregistré le document ; scellé le ${time}. Ajoutez le document lui-même pour le comparer.`,
  unknownHolder: 'une partie dont aucune chambre ne se porte garante',
  notSaidGenuine: 'Cela dit que le fichier n’a pas changé. Personne n’a contrôlé ce qu’il dit.',
  revoked: (issuer: string, reason: string | null) =>
    reason === null
      ? `Révoqué par ${issuer}. Ne vous y fiez pas.`
      : `Révoqué par ${issuer} : ${reason}. Ne vous y fiez pas.`,
  superseded: (issuer: string) =>
    `Révoqué par ${issuer} ; un autre certificat le remplace. Ne vous fiez pas à celui-ci.`,
  closed: (reason: string | null) =>
    reason === null
      ? 'Authentique, mais son propriétaire l’a clôturé : il n’est plus en usage.'
      : `Authentique, mais son propriétaire l’a clôturé (${reason}) : il n’est plus en usage.`,
  expired: (issuer: string, end: string) =>
    `Délivré par ${issuer}. Le pays de destination ne l’accepte plus : sa validité a pris fin le ${end}.`,
  validUntil: (end: string) => `Valable jusqu’au ${end}.`,
  theIssuer: 'la chambre qui l’a délivré',
  askAgain: 'Interroger à nouveau',
  compare:
    'Comparez ces données avec les marchandises et les papiers que vous avez devant vous : un numéro authentique sur d’autres marchandises est une fraude courante.',
  checks: 'Ce qui a été contrôlé',
  checkStatus: { ok: 'Conforme', failed: 'Non conforme', unknown: 'Inconnu' },
  recordId: 'Enregistrement',
  trust: 'À quoi cette page se fie',
  trustLead:
    'La fédération dont les chambres comptent, et la blockchain qui est interrogée. Les deux viennent de cette installation ; mettez les vôtres si vous vous fiez davantage à une autre source.',
  deployment: 'Déploiements acceptés (JSON)',
  trustUse: 'Les utiliser',
  trustReset: 'Selon cette installation',
  trustChanged: 'Vous avez modifié ce à quoi cette page se fie.',
  trustMalformed: (why: string) => `Inutilisable : ${why}`,
  federation: 'Fédération',
  chainId: 'Blockchain',
  registry: 'Registre des enregistrements',
  noInstallation: 'Cette installation n’a pas pu dire à quoi se fier.',
};
