/**
 * Wrote statements.json and proofs.json: signed statements and whole proofs with the answers of a chain. Signatures
 * are random, so running it again makes other files. What is released stays as it is: a verifier that no longer
 * takes an old proof has broken a promise. For a new version of the protocol, write new files beside the old.
 */
import { writeFileSync } from 'node:fs';
import { signBatchRoot } from '../../../core/batch-root.ts';
import type { ProofBundle } from '../../../core/bundle.ts';
import { toBase64Url, utf8 } from '../../../core/bytes.ts';
import type { ChainAnswers, ChainView } from '../../../core/chain.ts';
import { newSalt } from '../../../core/commitment.ts';
import { presentCredential } from '../../../core/credential.ts';
import { bodyCommitment, eventBody, signEvent } from '../../../core/event.ts';
import { BatchRoot, EntryHash, RecordId } from '../../../core/ids.ts';
import { signReceipt } from '../../../core/receipt.ts';
import type { Outcome } from '../../../core/verdict.ts';
import { verify } from '../../../core/verify.ts';
import type { VerifyInput } from '../../../core/verify-file.ts';
import { signVoucher } from '../../../core/voucher.ts';
import { newWorld, sealedCertificate, sealedDocument, sealedRendition, type World } from './world.ts';

const write = (name: string, value: object): void =>
  writeFileSync(
    new URL(`../../vectors/${name}.json`, import.meta.url),
    `${JSON.stringify(value, null, 2)}\n`,
  );
const zero = new Uint8Array(32);
const world = await newWorld();
const { chamber, exporter, operator, deployment, chain, trust } = world;

const body = eventBody({
  source: 'https://openpouch.example/',
  type: 'org.openpouch.document.added',
  subject: RecordId.of(zero),
  time: chain.now,
  data: { name: 'Fläche.pdf', commitment: newSalt() },
});
const salt = newSalt();
const jws = await signEvent(body, exporter.signer);
const [header = '', payload = '', signature = ''] = jws.split('.');
const swap = (change: object): string =>
  [
    toBase64Url(
      utf8(JSON.stringify({ alg: 'ES256', jwk: exporter.signer.jwk, typ: 'openpouch-event+jws', ...change })),
    ),
    payload,
    signature,
  ].join('.');
const time = chain.now.toISOString();
const receipt = { recordId: RecordId.of(zero), sequence: 3, entryHash: EntryHash.of(zero), time };
const voucher = {
  signerId: exporter.id,
  organisation: { id: 'be-kbo:0403.170.701', legalName: 'Scheldemachines NV', country: 'BE' },
  time,
};
const root = { number: 1, size: 57, root: BatchRoot.of(zero), previousRoot: BatchRoot.of(zero) };

write('statements', {
  source: 'protocol sections 1 and 4',
  verifiers: deployment.verifiers,
  signers: [chamber, exporter, operator].map(({ signer, id }) => ({ jwk: signer.jwk, signerId: id })),
  event: { jws, body, salt, bodyCommitment: bodyCommitment(salt, jws) },
  receipt: { jws: await signReceipt(receipt, operator.signer), receipt },
  voucher: { jws: await signVoucher(voucher, chamber.signer), voucher },
  root: { jws: await signBatchRoot(root, operator.signer), statement: root },
  refusedEvents: {
    'alg none': `${swap({ alg: 'none' }).split('.')[0]}.${payload}.`,
    'another key': swap({ jwk: operator.signer.jwk }),
    'another type': swap({ typ: 'openpouch-receipt+jws' }),
    'one more header member': swap({ zip: 'DEF' }),
    'no signature': `${header}.${payload}.`,
    padding: `${header}=.${payload}.${signature}`,
  },
});

const view = ({ block, anchors, accreditations, states }: ChainView) => ({
  block,
  anchors: [...anchors],
  accreditations: [...accreditations],
  states: [...states],
});

interface Case {
  readonly name: string;
  readonly outcome: Outcome;
  readonly bundle: ProofBundle;
  readonly fileHex?: string;
  readonly chain: object;
  readonly now: string;
}

/** Records what the chain answered, so that the case stands by itself. */
async function recorded(name: string, input: VerifyInput & { bundle: ProofBundle }): Promise<Case> {
  let answers: ChainAnswers | null = null;
  const now = world.chain.now;
  const reader: World['chain']['read'] = async (...question) => {
    answers = await chain.read(...question);
    return answers;
  };
  const { outcome } = await verify(input, trust, { read: reader }, { now });
  const { chainId, codeHashes, latest, final } = (answers ??
    (await chain.read(deployment, { anchors: [], accreditations: [], states: [] }))) as ChainAnswers;
  return {
    name,
    outcome,
    bundle: input.bundle,
    ...(input.file !== undefined && { fileHex: `0x${Buffer.from(input.file).toString('hex')}` }),
    chain: { chainId, codeHashes: [...codeHashes], latest: view(latest), final: view(final) },
    now: now.toISOString(),
  };
}

const certificate = await sealedCertificate(world);
const invoice = utf8('commercial invoice 2025/1187');
const document = await sealedDocument(world, invoice);
const rendition = await sealedRendition(world);
const revoked = await sealedCertificate(world);
chain.setState(revoked.recordId, { status: 'revoked', owner: exporter.id, sequence: 0, reason: 4 });
const { content } = certificate;
if (content === null || !('credential' in content)) throw new Error('no credential');
const redacted = presentCredential(content.credential, (path) => !path.startsWith('consign'));
const [event] = certificate.events;
if (event?.anchor == null) throw new Error('no anchor');

write('proofs', {
  source: 'protocol sections 6 and 8; chain: what a reader answered; files in hex',
  trust,
  cases: [
    await recorded('a certificate', { bundle: certificate }),
    await recorded('a redacted certificate', {
      bundle: { ...certificate, content: { ...content, credential: redacted } },
    }),
    await recorded('a certificate whose data are withheld', { bundle: { ...certificate, content: null } }),
    await recorded('a certificate with an altered path', {
      bundle: { ...certificate, events: [{ ...event, anchor: { ...event.anchor, index: 0 } }] },
    }),
    await recorded("a certificate with another one's data", {
      bundle: { ...certificate, content: revoked.content },
    }),
    await recorded('a certificate that is not batched yet', {
      bundle: { ...certificate, events: [{ ...event, anchor: null }] },
    }),
    await recorded('a revoked certificate', { bundle: revoked }),
    await recorded('a document', { bundle: document, file: invoice }),
    await recorded('an altered document', { bundle: document, file: utf8('commercial invoice 2025/1188') }),
    await recorded('a rendition without its file', { bundle: rendition.bundle }),
  ],
});
