export { createCodeListRoutes } from './code-list-routes.ts';
export { type CodeLists, hsFile, readCodeLists, type SourcedList, unlocodeFile } from './code-lists.ts';
export { writeList } from './kept-list.ts';
export { isHsEdition, readHs } from './read-hs.ts';
export type { FileError } from './read-table.ts';
export { type NamedBytes, type ReadList, readUnlocode } from './read-unlocode.ts';
