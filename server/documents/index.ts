export { type DocumentView, documentSchema, documentsOf } from './document-views.ts';
