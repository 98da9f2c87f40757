import { Commitment, SignerId } from '../../core/ids.ts';
import type { Genesis } from '../../core/typed-data.ts';
import type { RecordRow } from './record-store.ts';

/** What a stored record was when it was made. */
export const genesisOf = (row: Pick<RecordRow, 'kind' | 'issuer' | 'firstOwner' | 'content'>): Genesis => ({
  kind: row.kind,
  issuer: SignerId.of(row.issuer),
  firstOwner: SignerId.of(row.firstOwner),
  content: Commitment.of(row.content),
});
