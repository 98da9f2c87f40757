import { createPrivateKey, randomBytes, randomUUID, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { newSalt } from '../../core/commitment.ts';
import { NO_PREVIOUS, recordEntryHash } from '../../core/entry.ts';
import { bodyCommitment, prepareEvent } from '../../core/event.ts';
import { type Address, Commitment, SignerId } from '../../core/ids.ts';
import { completeJws } from '../../core/jws.ts';
import type { EcPublicJwk } from '../../core/signer.ts';
import { recordId, registryDomain } from '../../core/typed-data.ts';
import { sha256 } from '../../server/records/sha256.ts';

/** What a thread is given: who signs, for which contracts, and where its files go. */
export interface RowsOptions {
  readonly organisationId: string;
  readonly keyId: string;
  readonly privateKey: string;
  readonly jwk: EcPublicJwk;
  readonly chainId: number;
  readonly recordRegistry: Address;
  readonly folder: string;
  readonly eventsOfRecord: number;
}

export interface RowsFiles {
  readonly records: string;
  readonly events: string;
}

export const recordColumns =
  'record_id, kind, issuer, issuer_organisation_id, first_owner, content, content_salt, owner_organisation_id, owner_key_id, head_sequence, head_hash, created_at';
export const eventColumns =
  'record_id, sequence, previous, entry_hash, body_commitment, body_salt, jws, type, actor_name, actor_organisation_id, time';

/** PostgreSQL's text format of COPY: bytes as `\x…`, whose backslash is doubled. */
const bytes = (hex: string): string => `\\\\x${hex.slice(2)}`;
const type = 'org.openpouch.share.granted';

const port = parentPort;
if (port !== null) {
  const options = workerData as RowsOptions;
  const key = { key: createPrivateKey(options.privateKey), dsaEncoding: 'ieee-p1363' as const };
  const domain = registryDomain(options.chainId, options.recordRegistry);
  port.on('message', ({ name, count }: { readonly name: string; readonly count: number }) => {
    const records: string[] = [];
    const events: string[] = [];
    for (let n = 0; n < count; n++) write(options, key, domain, records, events);
    const files = {
      records: `${options.folder}/records-${name}`,
      events: `${options.folder}/events-${name}`,
    };
    writeFileSync(files.records, `${records.join('\n')}\n`);
    writeFileSync(files.events, `${events.join('\n')}\n`);
    port.postMessage(files satisfies RowsFiles);
  });
}

/** One record and its trail, each event signed. */
function write(
  { organisationId, keyId, jwk, eventsOfRecord }: RowsOptions,
  key: Parameters<typeof sign>[2],
  domain: ReturnType<typeof registryDomain>,
  records: string[],
  events: string[],
): void {
  const signer = SignerId.of(randomBytes(24));
  const content = Commitment.of(randomBytes(32));
  const id = recordId(domain, { kind: 'pouch', issuer: signer, firstOwner: signer, content });
  const time = new Date().toISOString();
  const note = 'x'.repeat(300);
  let previous = NO_PREVIOUS;
  for (let sequence = 0; sequence < eventsOfRecord; sequence++) {
    const prepared = prepareEvent(
      {
        ...{ specversion: '1.0', id: randomUUID(), source: `urn:uuid:${organisationId}`, type },
        ...{ subject: id, time, datacontenttype: 'application/json', data: { note, sequence } },
      },
      jwk,
    );
    const jws = completeJws(prepared, sign('sha256', Buffer.from(prepared), key));
    const salt = newSalt();
    const commitment = bodyCommitment(salt, jws, sha256);
    const hash = recordEntryHash({ recordId: id, sequence, previous, bodyCommitment: commitment }, sha256);
    const row = [
      bytes(id),
      sequence,
      bytes(previous),
      bytes(hash),
      bytes(commitment),
      bytes(salt),
      jws,
      type,
    ];
    events.push([...row, 'Bench', organisationId, time].join('\t'));
    previous = hash;
  }
  const [issuer, head] = [bytes(signer), bytes(previous)];
  const owner = [organisationId, keyId, eventsOfRecord - 1, head, time];
  records.push(
    [bytes(id), 'pouch', issuer, organisationId, issuer, bytes(content), bytes('0x'), ...owner].join('\t'),
  );
}
