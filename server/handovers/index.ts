export { refuseWhileOffered } from './offers.ts';
