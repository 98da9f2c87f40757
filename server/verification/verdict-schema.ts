import { z } from 'zod';
import { bundleSubjectSchema, genesisSchema, profileSchema } from '../../core/bundle.ts';
import { certificateKinds } from '../../core/certificate-kind.ts';
import { RECORD_STATUSES } from '../../core/chain.ts';
import { controlStatementSchema } from '../../core/control.ts';
import { eventBodySchema } from '../../core/event.ts';
import { BatchRoot, ChamberId, EntryHash, ProfileHash, RecordId, SignerId } from '../../core/ids.ts';
import { OUTCOMES } from '../../core/verdict.ts';
import { voucherSchema } from '../../core/voucher.ts';

const json = z.record(z.string(), z.unknown());
const block = z
  .strictObject({ number: z.int(), time: z.int().meta({ description: 'Seconds since 1970.' }) })
  .meta({ id: 'Block' });
const outcome = z.enum(OUTCOMES).meta({ id: 'Outcome', description: 'In order of precedence.' });

const checkSchema = z
  .strictObject({
    code: z.string(),
    status: z.enum(['ok', 'failed', 'unknown']),
    outcome: outcome.meta({ description: 'What this check alone leads to.' }),
    text: z.string(),
    evidence: json,
  })
  .meta({ id: 'VerificationCheck' });

const eventSchema = z.strictObject({
  sequence: z.int(),
  entryHash: EntryHash.schema,
  root: BatchRoot.schema.nullable(),
  body: eventBodySchema.nullable(),
  signer: SignerId.schema.nullable(),
});

const chainSchema = z.strictObject({
  latest: block,
  final: block,
  sealed: z.strictObject({
    issuance: block.nullable(),
    subject: block.nullable(),
    head: block.nullable(),
  }),
  accreditation: z
    .strictObject({
      chamber: ChamberId.schema,
      from: z.int(),
      until: z.int(),
      profileHash: ProfileHash.schema,
    })
    .nullable(),
  state: z.strictObject({
    status: z.enum(RECORD_STATUSES),
    owner: SignerId.schema.nullable(),
    sequence: z.int(),
    reason: z.int(),
  }),
  organisations: z.record(z.string(), voucherSchema.shape.organisation),
});

const factsSchema = z
  .strictObject({
    recordId: RecordId.schema,
    federation: z.string().nullable(),
    genesis: genesisSchema,
    subject: bundleSubjectSchema,
    certificate: z
      .strictObject({
        kind: z.enum(certificateKinds),
        issuer: z.strictObject({
          id: z.string(),
          name: z.string(),
          accreditationNumber: z.string().optional(),
        }),
        validFrom: z.string(),
        validUntil: z.string().nullable().meta({ description: 'Null: it has no end.' }),
        subject: json,
        hiddenCount: z.int(),
        hiddenIn: z.array(
          z.strictObject({
            within: z.string().meta({ description: 'Path of an object of the subject; empty: itself.' }),
            count: z.int(),
          }),
        ),
      })
      .nullable(),
    manifest: json.nullable(),
    issuer: z.strictObject({ profile: profileSchema, hash: ProfileHash.schema }).nullable(),
    events: z.array(eventSchema),
    vouchers: z.array(voucherSchema.extend({ by: SignerId.schema })),
    control: controlStatementSchema
      .safeExtend({ owner: SignerId.schema, identity: SignerId.schema.nullable() })
      .nullable()
      .meta({ description: 'What who is in control stated; null where the proof is none of that.' }),
    file: z.strictObject({ length: z.int(), sha256: z.string() }).nullable(),
    chain: chainSchema.nullable(),
  })
  .meta({ id: 'VerificationFacts' });

/** What every verification answers. */
export const verdictSchema = z
  .strictObject({
    outcome,
    statement: z.string().meta({ description: 'The verdict in words, for a person.' }),
    checks: z.array(checkSchema),
    facts: factsSchema.nullable().meta({ description: 'Null when there was no proof to read.' }),
    recorded: z
      .strictObject({
        certified: z.boolean().meta({ description: 'By a chamber; else somebody recorded it in a pouch.' }),
        by: voucherSchema.shape.organisation.nullable(),
        at: z.iso.datetime().nullable().meta({ description: 'Null: not sealed yet.' }),
      })
      .nullable()
      .meta({ description: 'Of a file without a proof in it whose exact bytes were recorded here.' }),
    verifiedAt: z.iso.datetime(),
    block: block.nullable().meta({ description: 'The head of the chain that was asked.' }),
  })
  .meta({ id: 'Verdict' });

export type VerdictAnswer = z.output<typeof verdictSchema>;
