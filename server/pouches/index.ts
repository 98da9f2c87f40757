export type { Manifest } from './pouch.ts';
export { type PouchRow, pouchStore } from './pouch-store.ts';
