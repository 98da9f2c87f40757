export { eraseHappenings } from './erased-happenings-store.ts';
export { createMail, type MailPort, RefusedMail } from './mail.ts';
export { createNoticeRoutes } from './notice-routes.ts';
export { createNoticeRunner, type NoticeRunner } from './runner.ts';
