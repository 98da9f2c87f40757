import type { Text } from '../en/index.ts';

export const correspondence: Text['correspondence'] = {
  title: 'بين الغرفة ومقدّم الطلب',
  said: {
    question: (name) => `سؤال من ${name}`,
    answer: (name) => `جواب من ${name}`,
    changes: (name) => `طلب تعديلات من ${name}`,
  },
  answer: 'جوابك',
  send: 'إرسال',
  wanted: (chamber) => `تطلب منك ${chamber} تعديل ما يلي:`,
  wantedLead: 'عدّل هذه الحقول ثم قدّم الطلب مجددًا.',
  wish: (wish) => `الغرفة: ${wish}`,
};
