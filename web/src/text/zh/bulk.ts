import type { Text } from '../en/index.ts';

export const bulk: Text['bulk'] = {
  label: '所选证书',
  choose: (what) => `选择${what}`,
  chooseAll: '选择所显示的全部',
  chosen: (count) => `已选${count}份`,
  progress: (done, total) => `已完成${done}份，共${total}份`,
  submit: (count) => `提交${count}份草稿`,
  putIn: (count) => `将${count}份放入单证包`,
  putInTitle: '放入单证包',
  put: '放入',
  noPouch: '贵机构没有这个名称的未关闭单证包',
  clear: '取消选择',
};
