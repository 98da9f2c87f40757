export { type HandoverView, handoverSchema, openOffers } from './handover-views.ts';
export { refuseWhileOffered } from './offers.ts';
