export { createMessageRoutes } from './message-routes.ts';
export { sweepAttachments } from './sweep-attachments.ts';
