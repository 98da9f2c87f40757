export {
  anchorStateSchema,
  type Sealing,
  type SealingColumns,
  sealingOf,
  sealingOfHeads,
  sealingSchema,
} from './sealing.ts';
