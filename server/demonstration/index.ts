export type { DemonstrationPartyKey } from './parties.ts';
export { type DemonstrationParty, seedDemonstration } from './seed.ts';
