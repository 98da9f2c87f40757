export { lockWithCertificates } from './lock-with-certificates.ts';
export type { Manifest } from './pouch.ts';
export { type PouchRow, pouchStore } from './pouch-store.ts';
