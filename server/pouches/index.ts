export { lockAllWithCertificates, lockWithCertificates } from './lock-with-certificates.ts';
export { type Cover, coverSchema } from './pouch.ts';
export { createPouchService } from './pouch-service.ts';
export { type PouchRow, pouchStore } from './pouch-store.ts';
