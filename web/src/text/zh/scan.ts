import type { Text } from '../en/index.ts';

export const scan: Text['scan'] = {
  open: '扫描二维码',
  title: '扫描二维码',
  lead: '请将单证上的二维码对准摄像头。图像在本页中读取，不会发送到任何地方。',
  stop: '关闭摄像头',
  video: '摄像头画面',
  starting: '正在启动摄像头…',
  refused: '本页无权使用摄像头。请在浏览器中允许，或改为选择单证的照片。',
  noCamera: '此处没有可用的摄像头。请改为选择单证的照片，或输入证书号和核验码。',
  looking: '正在图片中查找二维码…',
  notFound: (name) => `在${name}中读不出二维码。请从正上方近距离拍摄清晰的照片，或输入证书号和核验码。`,
  notOurs: '此二维码不是证书的二维码。',
  elsewhere: (host) =>
    `此二维码指向${host}，而非本页。伪造的单证可能指向伪造的页面：仅当您认识该地址时才前往。`,
  askHere: '在此用其证书号和核验码查询',
  credentialAlone: '这只是证书数据本身，其证书号或核验码已隐藏。请添加随附的凭证包。',
};
