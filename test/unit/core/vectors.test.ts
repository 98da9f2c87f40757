import { expect } from 'chai';
import { z } from 'zod';
import { verifyBatchRoot } from '../../../core/batch-root.ts';
import { fromHex, toHex } from '../../../core/bytes.ts';
import { commitment } from '../../../core/commitment.ts';
import { encodeBatchHeader, encodeRecordEntry, recordEntryHash } from '../../../core/entry.ts';
import { bodyCommitment, verifyEvent } from '../../../core/event.ts';
import {
  Address,
  BatchRoot,
  Commitment,
  EntryHash,
  NodeHash,
  RecordId,
  Salt,
  SignerId,
} from '../../../core/ids.ts';
import { buildTree, entryHash } from '../../../core/merkle.ts';
import { verifyReceipt } from '../../../core/receipt.ts';
import { signerIdOfJwk } from '../../../core/signer.ts';
import { verifyVoucher } from '../../../core/voucher.ts';
import { checkEs256AtOnce } from '../../../server/records/es256.ts';
import { primitives } from '../../../server/records/primitives.ts';
import { proofVectorsSchema, verifyVector } from './proof-vectors.ts';
import { readVectors } from './vectors.ts';

const hex = z.templateLiteral(['0x', z.string()]);
const commitments = z
  .object({
    commitments: z.array(z.object({ salt: Salt.schema, content: hex, commitment: Commitment.schema })),
  })
  .parse(readVectors('commitments'));
const recordSchema = z.object({
  recordId: RecordId.schema,
  sequence: z.number(),
  previous: EntryHash.schema,
  bodyCommitment: Commitment.schema,
});
const headerSchema = z.object({
  operator: SignerId.schema,
  number: z.number(),
  previousRoot: BatchRoot.schema,
  count: z.number(),
});
const entries = z
  .object({
    header: z.object({ entry: headerSchema, bytes: hex, hash: EntryHash.schema }),
    records: z.array(z.object({ entry: recordSchema, bytes: hex, hash: EntryHash.schema })),
    batch: z.object({ size: z.number(), root: BatchRoot.schema, paths: z.array(z.array(NodeHash.schema)) }),
  })
  .parse(readVectors('entries'));
const jwk = z.object({ crv: z.literal('P-256'), kty: z.literal('EC'), x: z.string(), y: z.string() });
const statements = z
  .object({
    verifiers: z.object({ es256: Address.schema, webauthn: Address.schema, rsa: Address.schema }),
    signers: z.array(z.object({ jwk, signerId: SignerId.schema })),
    event: z.object({
      jws: z.string(),
      body: z.unknown(),
      salt: Salt.schema,
      bodyCommitment: Commitment.schema,
    }),
    receipt: z.object({ jws: z.string(), receipt: z.unknown() }),
    voucher: z.object({ jws: z.string(), voucher: z.unknown() }),
    root: z.object({ jws: z.string(), statement: z.unknown() }),
    refusedEvents: z.record(z.string(), z.string()),
  })
  .parse(readVectors('statements'));

const proofs = proofVectorsSchema.parse(readVectors('proofs'));

describe('vectors', () => {
  it('commitments', () => {
    for (const vector of commitments.commitments) {
      expect(commitment(vector.salt, fromHex(vector.content))).to.equal(vector.commitment);
    }
  });

  it('entries and the batch over them', () => {
    const { header, records, batch } = entries;
    const bytes = [encodeBatchHeader(header.entry), ...records.map(({ entry }) => encodeRecordEntry(entry))];
    expect(bytes.map(toHex)).to.deep.equal([header.bytes, ...records.map((record) => record.bytes)]);
    expect(bytes.map((it) => entryHash(it))).to.deep.equal([
      header.hash,
      ...records.map((record) => record.hash),
    ]);
    for (const record of records) expect(recordEntryHash(record.entry)).to.equal(record.hash);
    const tree = buildTree(bytes);
    expect(tree.root).to.equal(batch.root);
    expect(bytes.map((_, index) => tree.path(index))).to.deep.equal(batch.paths);
  });

  it('signer ids', () => {
    for (const { jwk, signerId } of statements.signers) {
      expect(signerIdOfJwk(jwk, statements.verifiers)).to.equal(signerId);
    }
  });

  it('signed statements', async () => {
    const { event, receipt, voucher, root } = statements;
    expect((await verifyEvent(event.jws)).body).to.deep.equal(event.body);
    expect(bodyCommitment(event.salt, event.jws)).to.equal(event.bodyCommitment);
    expect((await verifyReceipt(receipt.jws)).receipt).to.deep.equal(receipt.receipt);
    expect((await verifyVoucher(voucher.jws)).voucher).to.deep.equal(voucher.voucher);
    expect((await verifyBatchRoot(root.jws)).statement).to.deep.equal(root.statement);
  });

  for (const [why, jws] of Object.entries(statements.refusedEvents)) {
    it(`refuses an event with ${why}`, async () => {
      const error = await verifyEvent(jws).catch((cause: unknown) => cause);
      expect(error).to.be.instanceOf(Error);
    });
  }

  for (const vector of proofs.cases) {
    it(`${vector.name} is ${vector.outcome}`, async () => {
      const verdict = await verifyVector(proofs, vector);
      expect(verdict.outcome, verdict.statement).to.equal(vector.outcome);
      // Node's own primitives, at once or later, make no other verdict.
      for (const own of [primitives, { ...primitives, checkEs256: checkEs256AtOnce }])
        expect(await verifyVector(proofs, vector, own)).to.deep.equal(verdict);
    });
  }
});
