export { type HandoverView, handoverSchema, offersTo } from './handover-views.ts';
export { refuseWhileOffered } from './offers.ts';
