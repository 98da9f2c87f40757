import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { SignerId } from '../../core/ids.ts';
import { signerIdOfJwk, type Verifiers } from '../../core/signer.ts';
import { type EntryRow, nameOf } from './entries.ts';
import type { Findings } from './findings.ts';
import type { Signers } from './signature-worker.ts';
import type { Source } from './source.ts';

interface Options {
  readonly source: Source;
  readonly findings: Findings;
  readonly verifiers: Verifiers;
  readonly operator: SignerId | undefined;
}

/** Accesses are the operator's to tell (protocol §4), and what no organisation did. */
const ofOperator: ReadonlySet<string> = new Set([
  'org.openpouch.certificate.viewed',
  'org.openpouch.pouch.viewed',
  'org.openpouch.pouch.downloaded',
  'org.openpouch.document.downloaded',
  'org.openpouch.share.extract-read',
  'org.openpouch.record.verified',
]);

/** One message to a thread. */
const together = 500;

/**
 * Whether each event is signed, and by a key of the organisation that it says acted. In a thread for each core: a
 * signature takes ten times as long to verify as all else about its event.
 */
export async function createSignatureCheck({ source, findings, verifiers, operator }: Options) {
  const keys = await source.rows<{ signer: Buffer; organisationId: string }>(
    `SELECT signer_id AS signer, organisation_id::text AS "organisationId" FROM organisation_keys WHERE purpose <> 'owner'`,
  );
  const owners = new Map(keys.map((key) => [SignerId.of(key.signer), key.organisationId]));
  const known = new Map<string, SignerId>();
  const signerOf = (key: string): SignerId => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const [x = '', y = ''] = key.split('.');
    const signer = signerIdOfJwk({ kty: 'EC', crv: 'P-256', x, y }, verifiers);
    known.set(key, signer);
    return signer;
  };
  const mayHaveSigned = (row: EntryRow, key: string): boolean => {
    const signer = signerOf(key);
    if (row.actorId !== null && owners.get(signer) === row.actorId) return true;
    return signer === operator && (row.actorId === null || ofOperator.has(row.type));
  };

  const free = Array.from(
    { length: availableParallelism() },
    () => new Worker(new URL('./signature-worker.ts', import.meta.url)),
  );
  const all = [...free];
  const busy = new Set<Promise<void>>();
  let open: EntryRow[] = [];

  const send = async (): Promise<void> => {
    if (free.length === 0) await Promise.race(busy);
    const thread = free.pop();
    if (thread === undefined) throw new Error('No thread is free.');
    const rows = open;
    open = [];
    const work = async (): Promise<void> => {
      const answered = once(thread, 'message') as Promise<[Signers]>;
      thread.postMessage(rows.map((row) => row.jws));
      const [signers] = await answered;
      for (const [index, row] of rows.entries()) {
        const key = signers[index];
        if (key == null || !mayHaveSigned(row, key)) findings.add('signature', nameOf(row));
      }
      free.push(thread);
    };
    const working = work().finally(() => busy.delete(working));
    busy.add(working);
  };

  return {
    /** Undefined: there is nothing to wait for. */
    add(row: EntryRow): Promise<void> | undefined {
      return row.jws !== null && open.push(row) >= together ? send() : undefined;
    },
    /** Waits for the last ones and ends the threads. */
    async end(): Promise<void> {
      try {
        if (open.length > 0) await send();
        await Promise.all(busy);
      } finally {
        await Promise.all(all.map((thread) => thread.terminate()));
      }
    },
  };
}
