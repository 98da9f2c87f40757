import { concat, fromUintBytes, uintBytes } from './bytes.ts';
import { sha256 as portableSha256, type Sha256 } from './hashing.ts';
import { BatchRoot, Commitment, EntryHash, RecordId, SignerId, ZERO_32 } from './ids.ts';
import { MalformedError } from './malformed.ts';
import { entryHash } from './merkle.ts';

/** The skeleton of one event: what stays when its body is erased or withheld. */
export interface RecordEntry {
  readonly recordId: RecordId;
  /** From 0, without gaps. */
  readonly sequence: number;
  /** Hash of the record's previous entry; `NO_PREVIOUS` for the first. */
  readonly previous: EntryHash;
  readonly bodyCommitment: Commitment;
}

/** Leaf 0 of a batch. */
export interface BatchHeader {
  readonly operator: SignerId;
  /** From 1. */
  readonly number: number;
  /** `NO_PREVIOUS_ROOT` for the first batch. */
  readonly previousRoot: BatchRoot;
  /** Leaves in the batch, this header included. */
  readonly count: number;
}

export const NO_PREVIOUS = EntryHash.parse(ZERO_32);
export const NO_PREVIOUS_ROOT = BatchRoot.parse(ZERO_32);

const RECORD_TAG = Uint8Array.of(0x02);
const HEADER_TAG = Uint8Array.of(0x00);

/** 105 bytes, protocol §4. */
export function encodeRecordEntry(entry: RecordEntry): Uint8Array<ArrayBuffer> {
  return concat(
    RECORD_TAG,
    RecordId.bytes(entry.recordId),
    uintBytes(entry.sequence, 8, 'sequence'),
    EntryHash.bytes(entry.previous),
    Commitment.bytes(entry.bodyCommitment),
  );
}

/** @throws MalformedError unless the bytes are exactly a record entry */
export function decodeRecordEntry(bytes: Uint8Array): RecordEntry {
  if (bytes.length !== 105 || bytes[0] !== 0x02) throw new MalformedError('entry', '105 bytes starting 0x02');
  return {
    recordId: RecordId.of(bytes.subarray(1, 33)),
    sequence: fromUintBytes(bytes.subarray(33, 41), 'sequence'),
    previous: EntryHash.of(bytes.subarray(41, 73)),
    bodyCommitment: Commitment.of(bytes.subarray(73)),
  };
}

/** 97 bytes, protocol §4. */
export function encodeBatchHeader(header: BatchHeader): Uint8Array<ArrayBuffer> {
  return concat(
    HEADER_TAG,
    SignerId.bytes(header.operator),
    uintBytes(header.number, 8, 'number'),
    BatchRoot.bytes(header.previousRoot),
    uintBytes(header.count, 8, 'count'),
  );
}

/** @throws MalformedError unless the bytes are exactly a batch header */
export function decodeBatchHeader(bytes: Uint8Array): BatchHeader {
  // 1 + 24 + 8 + 32 + 8
  if (bytes.length !== HEADER_LENGTH || bytes[0] !== 0x00) {
    throw new MalformedError('header', `${HEADER_LENGTH} bytes starting 0x00`);
  }
  return {
    operator: SignerId.of(bytes.subarray(1, 25)),
    number: fromUintBytes(bytes.subarray(25, 33), 'number'),
    previousRoot: BatchRoot.of(bytes.subarray(33, 65)),
    count: fromUintBytes(bytes.subarray(65), 'count'),
  };
}

const HEADER_LENGTH = 73;

/** The RFC 6962 leaf hash of a record entry: what the next entry and a receipt name. */
export const recordEntryHash = (entry: RecordEntry, sha256: Sha256 = portableSha256): EntryHash =>
  entryHash(encodeRecordEntry(entry), sha256);
