export { doneByItself } from './done-by-itself.ts';
export { taskSchema } from './task.ts';
export { openTasks, taskReader } from './task-views.ts';
