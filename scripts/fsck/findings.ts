/**
 * What can be wrong. Each kind is found by itself: a trail whose rows were exchanged breaks its links, the batch's root
 * and the anchor.
 */
export const FAULTS = {
  entry: 'an entry’s hash is not that of its skeleton',
  body: 'a signed text is not the one that the entry commits to',
  columns: 'what lists are made of is not what was signed',
  signature: 'an event is not signed by a key of whoever acted',
  gap: 'a trail has a gap',
  link: 'an entry does not follow the one before it',
  head: 'a trail ends elsewhere than its record says',
  genesis: 'a record is not what its id is made of',
  leaf: 'a batch lacks entries',
  path: 'an audit path does not lead to the root',
  root: 'a batch’s entries have another root',
  header: 'a batch’s header says something else',
  order: 'batches do not follow one another',
  'root-signature': 'a root is not signed by the operator',
  anchor: 'a root that is said to be final is not on the chain',
  'anchor-time': 'a root came on the chain later than is said',
  slot: 'the chain says something else of a record',
  transactions: 'the chain knows transactions that are recorded nowhere',
  block: 'a stored file is gone or damaged',
} as const;
export type Fault = keyof typeof FAULTS;

export interface Finding {
  readonly fault: Fault;
  readonly count: number;
  /** Where the first one is: `record 0x… event 3`. */
  readonly first: string;
}

/** Counts what is found and keeps the first of each kind: of a million altered rows one is enough to go on. */
export interface Findings {
  add(fault: Fault, where: string, count?: number): void;
  list(): Finding[];
}

export function createFindings(): Findings {
  const found = new Map<Fault, Finding>();
  return {
    add(fault, where, count = 1) {
      const known = found.get(fault);
      found.set(fault, { fault, count: (known?.count ?? 0) + count, first: known?.first ?? where });
    },
    list: () => Object.keys(FAULTS).flatMap((fault) => found.get(fault as Fault) ?? []),
  };
}
