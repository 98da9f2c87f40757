export type { ChainAct, SignedBy, SignedHandover } from './chain-act.ts';
export { insertChainAct } from './chain-act-store.ts';
