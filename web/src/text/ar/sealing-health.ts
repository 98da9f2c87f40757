import type { Text } from '../en/index.ts';
import { type Counted, counted, things } from './counted.ts';

const acts: Counted = [
  'إجراء واحد للسلسلة',
  'إجراءان للسلسلة',
  'إجراءات للسلسلة',
  'إجراءً للسلسلة',
  'إجراء للسلسلة',
];
const transactions: Counted = [
  'معاملة واحدة قيد التنفيذ',
  'معاملتان قيد التنفيذ',
  'معاملات قيد التنفيذ',
  'معاملة قيد التنفيذ',
  'معاملة قيد التنفيذ',
];

export const sealingHealth: Text['sealingHealth'] = {
  title: 'الختم',
  lead: 'كل ما يُسجَّل يُختم في دفعات، كل بضع ثوانٍ. هنا ترى هل يجري ذلك كما ينبغي.',
  well: 'يجري الختم كما ينبغي.',
  behind: (time) => `الختم متأخر: أقدم قيد ينتظر منذ ${time}.`,
  away: 'السلسلة لا تجيب. ما يُسجَّل محفوظ، ويُختم حالما تعود السلسلة.',
  refused: (count) => `عدد ما رفضته السلسلة من إجراءات: ${count}. على من يشغّلون الخادم النظر في ذلك.`,
  now: 'الآن',
  lastSeal: 'آخر ختم',
  noSeal: 'لم يُختم شيء بعد.',
  together: (count) => (count === 1 ? counted(count, things.entry) : `${counted(count, things.entry)} معًا`),
  waiting: 'في الانتظار',
  nothingWaits: 'لا شيء',
  entries: (count) => counted(count, things.entry),
  acts: (count) => counted(count, acts),
  transactions: (count) => counted(count, transactions),
  since: 'أقدمها منذ',
  chain: 'السلسلة',
  block: (number, time) => `الكتلة ${number}، ${time}`,
  noChain: 'لا تجيب',
  refusedActs: 'ما رفضته السلسلة',
  noneRefused: 'لا شيء.',
  recordedOn: (time) => `سُجّل في ${time}`,
  actNames: {
    handover: 'تسليم',
    closing: 'إغلاق سجل',
    revocation: 'إلغاء شهادة',
    accreditation: 'اعتماد مفتاح',
    ending: 'إنهاء اعتماد',
    profile: 'ملف تعريف غرفة',
    storeIssuance: 'دفعة لـ TradeTrust',
    storeRevocation: 'إلغاء لدى TradeTrust',
  },
};
