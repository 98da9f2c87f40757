export {
  documentNameSchema,
  documentTypeSchema,
  downloadHeaders,
  readMediaType,
} from './document.ts';
export { openFile, recordOrRemove, type StoredFile, storeFile } from './document-content.ts';
export { createDocumentService, saltOf } from './document-service.ts';
export { type DocumentVersion, documentStore } from './document-store.ts';
export { type DocumentView, documentSchema, documentsOf } from './document-views.ts';
export { giveOut, giveOutInParts } from './give-out.ts';
export { leaveBehind, moveDocuments } from './moving-store.ts';
export { createReadingService } from './reading-service.ts';
