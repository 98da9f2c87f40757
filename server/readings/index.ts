export { giveReceipts } from './give-receipts.ts';
