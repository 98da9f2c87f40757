export { lockWithCertificates } from './lock-with-certificates.ts';
export { type PouchRow, pouchStore } from './pouch-store.ts';
