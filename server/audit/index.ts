export { eraseTrailLines } from './erased-lines-store.ts';
export { changedRecordSchema, type RecordView, recordSchema, recordView } from './record-views.ts';
export {
  anchorStateSchema,
  type Sealing,
  type SealingColumns,
  sealedAt,
  sealingOf,
  sealingOfHeads,
  sealingSchema,
} from './sealing.ts';
export { readTrail, type TrailEvent, trailEventSchema } from './trail.ts';
