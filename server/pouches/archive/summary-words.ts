import { withIsolates } from '../../../core/isolates.ts';
import type { SpokenLanguage } from '../../../core/spoken-languages.ts';

/** What the summary of an archive says. What happened keeps the names that events have. */
export interface SummaryWords {
  readonly of: (owner: string, state: string, time: string) => string;
  /** @param isEnded nobody is in control any more; this was the last */
  readonly copy: (owner: string, time: string, isEnded: boolean) => string;
  readonly states: Readonly<Record<string, string>>;
  readonly cover: Readonly<Record<string, string>>;
  readonly madeBy: string;
  readonly record: string;
  readonly documents: string;
  readonly documentColumns: readonly string[];
  readonly other: string;
  readonly certificates: string;
  readonly certificateColumns: readonly string[];
  readonly happened: string;
  readonly eventColumns: readonly string[];
  readonly none: string;
  readonly check: string;
  /** `command` is HTML already. */
  readonly checkLead: (from: string, command: string) => string;
}

const en: SummaryWords = {
  of: (owner, state, time) => `Pouch of ${owner}, ${state}, as it was on ${time}.`,
  copy: (owner, time, isEnded) =>
    isEnded
      ? `What lies here is a copy. Last in control of the pouch, as of ${time}: ${owner}.`
      : `What lies here is a copy. In control of the pouch on ${time}: ${owner}.`,
  states: { active: 'active', closed: 'closed', revoked: 'revoked', superseded: 'replaced' },
  cover: {
    reference: 'Reference',
    orderNumber: 'Order',
    invoiceNumber: 'Invoice',
    billOfLading: 'Bill of lading',
    containers: 'Containers',
    vessel: 'Vessel',
    voyage: 'Voyage',
    portOfLoading: 'Port of loading',
    portOfDischarge: 'Port of discharge',
    destinationCountry: 'Destination',
    consignor: 'Consignor',
    consignee: 'Consignee',
    notifyParty: 'Notify party',
    carrier: 'Carrier',
    note: 'Note',
  },
  madeBy: 'Made by',
  record: 'Record',
  documents: 'Documents',
  documentColumns: ['File', 'Kind', 'Version', 'Bytes', 'Added by', 'On', 'SHA-256'],
  other: 'Other',
  certificates: 'Certificates of origin',
  certificateColumns: ['Number', 'Chamber', 'Owner', 'State', 'File'],
  happened: 'What happened',
  eventColumns: ['Step', 'On', 'What', 'By', 'Entry'],
  none: 'None.',
  check: 'How to check it',
  checkLead: (from, command) =>
    `This page says what ${from} said. It proves nothing by itself. The proofs beside it do, without that server: ${command}, where TRUST.json is whom you trust and URL any node of the chain; or drop a document and its proof on the verification page of any installation.`,
};

const nl: SummaryWords = {
  of: (owner, state, time) => `Dossier van ${owner}, ${state}, zoals het was op ${time}.`,
  copy: (owner, time, isEnded) =>
    isEnded
      ? `Dit is een kopie. Laatste houder van het dossier, op ${time}: ${owner}.`
      : `Dit is een kopie. Houder van het dossier op ${time}: ${owner}.`,
  states: { active: 'actief', closed: 'afgesloten', revoked: 'ingetrokken', superseded: 'vervangen' },
  cover: {
    reference: 'Referentie',
    orderNumber: 'Bestelling',
    invoiceNumber: 'Factuur',
    billOfLading: 'Cognossement',
    containers: 'Containers',
    vessel: 'Schip',
    voyage: 'Reis',
    portOfLoading: 'Laadhaven',
    portOfDischarge: 'Loshaven',
    destinationCountry: 'Bestemming',
    consignor: 'Afzender',
    consignee: 'Geadresseerde',
    notifyParty: 'Te verwittigen partij',
    carrier: 'Vervoerder',
    note: 'Opmerking',
  },
  madeBy: 'Gemaakt door',
  record: 'Record',
  documents: 'Documenten',
  documentColumns: ['Bestand', 'Soort', 'Versie', 'Bytes', 'Toegevoegd door', 'Op', 'SHA-256'],
  other: 'Ander',
  certificates: 'Certificaten van oorsprong',
  certificateColumns: ['Nummer', 'Kamer', 'Eigenaar', 'Stand', 'Bestand'],
  happened: 'Wat er gebeurde',
  eventColumns: ['Stap', 'Op', 'Wat', 'Door', 'Entry'],
  none: 'Geen.',
  check: 'Hoe u het controleert',
  checkLead: (from, command) =>
    `Deze bladzijde zegt wat ${from} zei. Uit zichzelf bewijst ze niets. De bewijzen ernaast doen dat, zonder die server: ${command}, waarbij TRUST.json is wie u vertrouwt en URL een knooppunt van de keten; of zet een document met zijn bewijs op de verificatiepagina van een installatie.`,
};

const fr: SummaryWords = {
  of: (owner, state, time) => `Dossier de ${owner}, ${state}, tel qu’il était le ${time}.`,
  copy: (owner, time, isEnded) =>
    isEnded
      ? `Ceci est une copie. Dernier détenteur du dossier, au ${time} : ${owner}.`
      : `Ceci est une copie. Détenteur du dossier le ${time} : ${owner}.`,
  states: { active: 'actif', closed: 'clôturé', revoked: 'révoqué', superseded: 'remplacé' },
  cover: {
    reference: 'Référence',
    orderNumber: 'Commande',
    invoiceNumber: 'Facture',
    billOfLading: 'Connaissement',
    containers: 'Conteneurs',
    vessel: 'Navire',
    voyage: 'Voyage',
    portOfLoading: 'Port de chargement',
    portOfDischarge: 'Port de déchargement',
    destinationCountry: 'Destination',
    consignor: 'Expéditeur',
    consignee: 'Destinataire',
    notifyParty: 'Partie à notifier',
    carrier: 'Transporteur',
    note: 'Remarque',
  },
  madeBy: 'Créé par',
  record: 'Enregistrement',
  documents: 'Documents',
  documentColumns: ['Fichier', 'Type', 'Version', 'Octets', 'Ajouté par', 'Le', 'SHA-256'],
  other: 'Autre',
  certificates: 'Certificats d’origine',
  certificateColumns: ['Numéro', 'Chambre', 'Propriétaire', 'Situation', 'Fichier'],
  happened: 'Ce qui s’est passé',
  eventColumns: ['Étape', 'Le', 'Quoi', 'Par', 'Entrée'],
  none: 'Aucun.',
  check: 'Comment le vérifier',
  checkLead: (from, command) =>
    `Cette page dit ce que disait ${from}. Elle ne prouve rien par elle-même. Les preuves jointes le font, sans ce serveur : ${command}, où TRUST.json est à qui vous faites confiance et URL un nœud quelconque de la chaîne ; ou déposez un document et sa preuve sur la page de vérification d’une installation.`,
};

const ar: SummaryWords = withIsolates<SummaryWords>({
  of: (owner, state, time) => `حافظة ${owner}، ${state}، كما كانت في ${time}.`,
  copy: (owner, time, isEnded) =>
    isEnded
      ? `ما هنا نسخة. آخر من كانت الحافظة في حوزته، حتى ${time}: ${owner}.`
      : `ما هنا نسخة. كانت الحافظة في ${time} في حوزة: ${owner}.`,
  states: { active: 'سارية', closed: 'مغلقة', revoked: 'ملغاة', superseded: 'مستبدلة' },
  cover: {
    reference: 'المرجع',
    orderNumber: 'أمر الشراء',
    invoiceNumber: 'الفاتورة',
    billOfLading: 'بوليصة الشحن',
    containers: 'الحاويات',
    vessel: 'السفينة',
    voyage: 'الرحلة',
    portOfLoading: 'ميناء الشحن',
    portOfDischarge: 'ميناء التفريغ',
    destinationCountry: 'الوجهة',
    consignor: 'المُرسِل',
    consignee: 'المرسل إليه',
    notifyParty: 'الطرف الواجب إخطاره',
    carrier: 'الناقل',
    note: 'ملاحظة',
  },
  madeBy: 'المُنشئ',
  record: 'السجل',
  documents: 'المستندات',
  documentColumns: ['الملف', 'النوع', 'الإصدار', 'بايت', 'أضافه', 'في', 'SHA-256'],
  other: 'غير ذلك',
  certificates: 'شهادات المنشأ',
  certificateColumns: ['الرقم', 'الغرفة', 'المالك', 'الحالة', 'الملف'],
  happened: 'ما حدث',
  eventColumns: ['الخطوة', 'في', 'ما حدث', 'بواسطة', 'القيد'],
  none: 'لا يوجد.',
  check: 'كيفية التحقق',
  checkLead: (from, command) =>
    `تنقل هذه الصفحة ما قاله ${from}، ولا تُثبت شيئًا بذاتها. أما الإثباتات التي بجانبها فتُثبت دون ذلك الخادم: ${command}، حيث TRUST.json هو من تثق به وURL أي عقدة من السلسلة؛ أو أفلت مستندًا وإثباته في صفحة التحقق لدى أي منصة.`,
});

const zh: SummaryWords = {
  of: (owner, state, time) => `${owner}的单证包，${state}，${time}时的状况。`,
  copy: (owner, time, isEnded) =>
    isEnded
      ? `此处是副本。截至${time}单证包的最后控制方：${owner}。`
      : `此处是副本。${time}单证包的控制方：${owner}。`,
  states: { active: '有效', closed: '已关闭', revoked: '已撤销', superseded: '已被替换' },
  cover: {
    reference: '参考号',
    orderNumber: '订单',
    invoiceNumber: '发票',
    billOfLading: '提单',
    containers: '集装箱',
    vessel: '船名',
    voyage: '航次',
    portOfLoading: '装货港',
    portOfDischarge: '卸货港',
    destinationCountry: '目的国',
    consignor: '发货人',
    consignee: '收货人',
    notifyParty: '通知方',
    carrier: '承运人',
    note: '备注',
  },
  madeBy: '创建方',
  record: '记录',
  documents: '文件',
  documentColumns: ['文件', '种类', '版本', '字节数', '添加方', '时间', 'SHA-256'],
  other: '其他',
  certificates: '原产地证书',
  certificateColumns: ['证书号', '商会', '所有人', '状态', '文件'],
  happened: '经过',
  eventColumns: ['步骤', '时间', '事项', '办理方', '条目'],
  none: '无。',
  check: '如何核验',
  checkLead: (from, command) =>
    `本页说的是${from}所说的内容，其本身不证明任何事。随附的凭证才能证明，且无须该服务器：${command}，其中TRUST.json是您信任的对象，URL是区块链的任一节点；也可将文件及其凭证拖放到任一系统的核验页面。`,
};

export const summaryWords: Readonly<Record<SpokenLanguage, SummaryWords>> = { en, nl, fr, ar, zh };
