export { type Anchoring, type AnchoringOptions, createAnchoring } from './anchoring.ts';
export { whileAnchoring } from './anchoring-lock.ts';
export type { ChainAct, SignedBy, SignedHandover } from './chain-act.ts';
export { insertChainAct } from './chain-act-store.ts';
export { chainJournal } from './journal.ts';
export { sealingHealth } from './sealing-health-store.ts';
export { createSealingRoutes, sealingHealthSchema, sealingHealthView } from './sealing-routes.ts';
export { type Send, type SendOptions, sendThroughOutbox } from './send-through-outbox.ts';
export type { Mine } from './sender.ts';
