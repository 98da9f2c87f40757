export { type Acting, acting, actingOn, actingWith, actsForOwner } from './acting.ts';
export { createReaderKeys, type ReaderKeys, type VersionRef } from './reader-keys.ts';
export {
  accessRights,
  inOrder,
  requireActive,
  requireDownload,
  requireOwner,
  seenRecord,
} from './record-rights.ts';
export { openThrough } from './through-access.ts';
export { createViewingService } from './viewing.ts';
