export { createCodeListRoutes } from './code-list-routes.ts';
export { type CodeLists, readCodeLists } from './code-lists.ts';
