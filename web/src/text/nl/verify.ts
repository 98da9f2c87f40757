import type { Text } from '../en/index.ts';

export const verify: Text['verify'] = {
  title: 'Een document verifiëren',
  lead: 'Ga na of een document echt of ongewijzigd is, wie het afgaf, wanneer, en of het nog geldt.',
  byFile: 'Met het bestand',
  byNumber: 'Met het nummer',
  methods: 'Hoe verifiëren',
  drop: 'Sleep een bestand hierheen',
  dropLead:
    'Een PDF van OpenPouch, een bewijsbundel, het archief van een dossier, een geëxporteerd spoor, een document met zijn bewijsbundel, of een foto van de QR-code.',
  choose: 'Bestanden kiezen',
  private: 'Het bestand wordt in deze pagina gelezen en nergens heen gestuurd.',
  document: 'Document',
  bundle: 'Bewijsbundel',
  remove: (name: string) => `${name} verwijderen`,
  needsBundle:
    'Dit bestand draagt zelf geen bewijs. Voeg de bewijsbundel (een .json-bestand) toe om het te verifiëren.',
  checking: 'Wordt gecontroleerd…',
  number: 'Certificaatnummer',
  numberLead: 'Bovenaan op het certificaat.',
  code: 'Verificatiecode',
  codeLead: '16 letters en cijfers, naast de QR-code.',
  check: 'Controleren',
  numberNote:
    'De server zoekt het certificaat bij het nummer; zijn bewijs wordt hier gecontroleerd, zoals dat van een bestand.',
  notFoundByNumber: 'Geen certificaat heeft dit nummer en deze verificatiecode.',
  outcomes: {
    valid: 'Echt',
    pending: 'Ondertekend, nog niet verzegeld',
    expired: 'Echt, maar verlopen',
    closed: 'Afgesloten',
    superseded: 'Vervangen',
    revoked: 'Ingetrokken',
    indeterminate: 'Kan niet beslist worden',
    invalid: 'Niet geldig',
  },
  inControl: 'Heeft het origineel in handen',
  controls: (who: string, what: string) =>
    `${who} heeft het origineel van ${what} in handen, en niemand anders.`,
  statedOn: (time: string, until: string) => `Verklaard op ${time}; geldt tot ${until}.`,
  statedFor: (purpose: string) => `Verklaard voor: ${purpose}.`,
  repeats: (challenge: string) => `Het herhaalt: ${challenge}. Is dat het woord dat u gaf?`,
  heldPouch: 'een dossier',
  heldCertificate: (number: string | null) => (number === null ? 'een certificaat' : `certificaat ${number}`),
  controlEnded: 'De tijd van deze verklaring is om',
  unchanged: 'Ongewijzigd',
  proofHolds: 'Het bewijs klopt',
  genuine: (issuer: string, issued: string | null, sealed: string) =>
    issued === null
      ? `Afgegeven door ${issuer}, verzegeld op ${sealed}.`
      : `Afgegeven door ${issuer} op ${issued}, verzegeld op ${sealed}.`,
  certified: (document, day, chamber, number) =>
    `${document} van ${day}, gecertificeerd door ${chamber} onder nummer ${number}.`,
  certifiedOn: (certified, sealed) => `Gecertificeerd op ${certified}, verzegeld op ${sealed}.`,
  sameDocument: 'Het bestand is tot op de laatste byte het gecertificeerde.',
  compareDocument: 'Voeg het document zelf toe om te zien of het het gecertificeerde is.',
  standing: (time: string) =>
    `Niet ingetrokken en niet afgesloten toen de blockchain bevraagd werd op ${time}.`,
  fileUnchanged: 'Het bestand is tot op de laatste byte ongewijzigd.',
  copyOf: (owner: string, day: string) => `Een kopie. Houder van het origineel op ${day}: ${owner}.`,
  unchangedSince: (who: string, time: string) =>
    `Ongewijzigd sinds ${who} het vastlegde; verzegeld op ${time}.`,
  recordedBy: (who: string, time: string) =>
    `${who} legde het document vast; verzegeld op ${time}. Voeg het document zelf toe om het te vergelijken.`,
  unknownHolder: 'een partij voor wie geen kamer instaat',
  notSaidGenuine: 'Dit zegt dat het bestand niet veranderd is. Niemand controleerde wat erin staat.',
  revoked: (issuer: string, reason: string | null) =>
    reason === null
      ? `Ingetrokken door ${issuer}. Vertrouw er niet op.`
      : `Ingetrokken door ${issuer}: ${reason}. Vertrouw er niet op.`,
  superseded: (issuer: string) =>
    `Ingetrokken door ${issuer}; een ander certificaat komt in de plaats. Vertrouw niet op dit.`,
  closed: (reason: string | null) =>
    reason === null
      ? 'Echt, maar de eigenaar heeft het afgesloten: het is niet meer in gebruik.'
      : `Echt, maar de eigenaar heeft het afgesloten (${reason}): het is niet meer in gebruik.`,
  expired: (issuer: string, end: string) =>
    `Afgegeven door ${issuer}. Het land van bestemming neemt het niet meer aan: de geldigheid eindigde op ${end}.`,
  validUntil: (end: string) => `Geldig tot ${end}.`,
  theIssuer: 'de afgevende kamer',
  askAgain: 'Opnieuw vragen',
  compare:
    'Vergelijk deze gegevens met de goederen en papieren die voor u liggen: een echt nummer bij andere goederen is een gangbare fraude.',
  checks: 'Wat er gecontroleerd werd',
  checkStatus: { ok: 'Klopt', failed: 'Klopt niet', unknown: 'Niet bekend' },
  recordId: 'Record',
  trust: 'Wat deze pagina vertrouwt',
  trustLead:
    'De federatie waarvan de kamers tellen, en de blockchain die bevraagd wordt. Beide komen van deze installatie; vul uw eigen gegevens in als u een andere bron meer vertrouwt.',
  deployment: 'Aanvaarde deployments (JSON)',
  trustUse: 'Deze gebruiken',
  trustReset: 'Zoals deze installatie zegt',
  trustChanged: 'U hebt gewijzigd wat deze pagina vertrouwt.',
  trustMalformed: (why: string) => `Niet bruikbaar: ${why}`,
  federation: 'Federatie',
  chainId: 'Blockchain',
  registry: 'Register van de records',
  noInstallation: 'Deze installatie kon niet zeggen wat te vertrouwen is.',
};
