import type { Text } from '../en/index.ts';

export const access: Text['access'] = {
  title: '谁可以查看',
  owner: '所有人',
  bases: {
    owner: '所有人',
    issuer: '签发方',
    former_owner: '前所有人',
    offer: '待接受移交',
    share: '已共享',
  },
  rights: {
    view: '查看',
    download: '下载',
    add: '添加文件',
    share: '再共享',
    offer: '发起移交',
  },
  may: (rights) => `可${rights}`,
  until: (time) => `至${time}`,
  share: '共享',
  shareTitle: '与其他机构共享',
  shareWith: '机构',
  rightsLabel: '对方的权限',
  choices: { view: '查看', download: '下载', add: '添加文件', share: '再共享给他人' },
  end: '终止',
  endFor: (name) => `终止与${name}的共享`,
  sharedOnBy: (who) => `由${who}再共享`,
  endsAlso: (names) => `终止后，由其再共享的也一并终止：${names}。`,
  nobody: '没有其他人。',
};
