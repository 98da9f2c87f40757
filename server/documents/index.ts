export {
  documentNameSchema,
  documentTypeSchema,
  downloadHeaders,
  readMediaType,
} from './document.ts';
export { openFile, recordOrRemove, type StoredFile, storeFile } from './document-content.ts';
export { type DocumentView, documentSchema, documentsOf } from './document-views.ts';
