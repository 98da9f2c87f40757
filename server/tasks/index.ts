export { doneByItself } from './done-by-itself.ts';
export { taskSchema } from './task.ts';
export { openTasks } from './task-views.ts';
