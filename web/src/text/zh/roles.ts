import type { Text } from '../en/index.ts';

export const roles: Text['roles'] = {
  federation: '联合会',
  chamber: '商会',
  exporter: '出口商',
  forwarder: '货运代理',
  importer: '进口商',
  customs: '海关',
};
