export { compact, type NotMapped } from './leaves.ts';
export { exportTraceability } from './traceability.ts';
export { type Exported, exportUncefact, type Head, type Imported, importUncefact } from './uncefact.ts';
