import type { Text } from '../en/index.ts';

export const navigation: Text['navigation'] = {
  label: '主导航',
  menu: '菜单',
  home: '首页',
  inbox: '收件箱',
  shared: '共享给您的',
  certificates: '证书',
  pouches: '单证包',
  handovers: '移交',
  organisations: '机构',
  activity: '动态',
  archive: '档案',
  verify: '核验',
  verifyMany: '批量核验',
  watches: '关注的证书',
  desk: '审签台',
  organisation: '本机构',
  sealing: '存证',
};
