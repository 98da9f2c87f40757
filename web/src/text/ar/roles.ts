import type { Text } from '../en/index.ts';

export const roles: Text['roles'] = {
  federation: 'اتحاد الغرف',
  chamber: 'غرفة تجارة',
  exporter: 'مصدّر',
  forwarder: 'وكيل شحن',
  importer: 'مستورد',
  customs: 'الجمارك',
};
