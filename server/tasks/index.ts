export { doneByItself } from './done-by-itself.ts';
export { taskStore } from './task-store.ts';
