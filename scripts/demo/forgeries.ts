import { fillHole, findHole, readHole } from '../../core/rendition.ts';
import { startOwnDeployment } from './attacker.ts';
import { createOutsider, expectOutcome, type Outsider } from './outside.ts';
import type { Played } from './pilot-chain.ts';
import { say } from './say.ts';

/** @throws when one of them is not caught */
export async function showForgeries(outsider: Outsider, played: Played): Promise<void> {
  const [genuine, other] = played.certificates;
  const [document] = played.documents;
  if (genuine === undefined || other === undefined || document === undefined)
    throw new Error('There is too little to forge.');

  const altered = flipped(document.bytes, Math.floor(document.bytes.length / 2));
  const alteredDocument = await outsider.check(document.proof, altered);
  expectOutcome('An altered document', alteredDocument, 'invalid');
  say(`✗ one bit of ${document.name} altered  ${alteredDocument.statement}`);

  const alteredPdf = await outsider.check(undefined, flipped(genuine.pdf, visibleByte(genuine.pdf)));
  expectOutcome('An altered certificate', alteredPdf, 'invalid');
  say(`✗ one bit of the certificate’s PDF altered  ${alteredPdf.statement}`);

  const revoked = await outsider.check(undefined, played.revoked.pdf);
  expectOutcome('A revoked certificate', revoked, 'revoked');
  say(`✗ ${played.revoked.number}, saved before it was revoked  ${revoked.statement}`);

  await showOwnDeployment(outsider);
  await showStolenNumber(outsider, played);
}

/** Real contracts on a real chain, with another federation; and there, a key used after its end. */
async function showOwnDeployment(outsider: Outsider): Promise<void> {
  const own = await startOwnDeployment();
  const insider = createOutsider(own.deployment, own.rpcUrl);
  try {
    const { key } = await own.accredit();
    const before = new Date();
    const issued = await own.issue(key, before);
    expectOutcome(
      'A certificate in the eyes of those who trust its federation',
      await insider.check(issued),
      'valid',
    );
    const foreign = await outsider.check(issued);
    expectOutcome('A certificate from somebody’s own deployment', foreign, 'invalid');
    say(`✗ somebody’s own contracts, where all is in order  ${foreign.statement}`);

    await own.end(key);
    const backDated = await own.issue(key, before);
    const verdict = await insider.check(backDated);
    expectOutcome('A back-dated signature', verdict, 'invalid');
    say(`✗ signed with an ended key and dated before its end  ${verdict.statement}`);
    expectOutcome('What the key issued before its end', await insider.check(issued), 'valid');
  } finally {
    insider.close();
    await own.stop();
  }
}

/** A genuine number, and a genuine proof, on the paper of other goods. */
async function showStolenNumber(outsider: Outsider, { certificates, lookUp }: Played): Promise<void> {
  const [genuine, other] = certificates;
  if (genuine === undefined || other === undefined) throw new Error('There is nothing to steal.');
  const proof = readHole(genuine.pdf)?.text ?? '';
  const stolen = fillHole(other.pdf, findHole(blankedCopy(other.pdf)), proof);
  const verdict = await outsider.check(undefined, stolen);
  expectOutcome('A genuine proof in another PDF', verdict, 'invalid');
  say(`✗ the proof of ${genuine.number} inside another PDF  ${verdict.statement}`);

  const claimed = 'Mobile telephones';
  const found = await lookUp(genuine.number, genuine.verificationCode);
  const goods = found.facts.certificate.subject.items.map((item) => item.description);
  if (goods.some((description) => description.includes(claimed)))
    throw new Error('The number should not be of these goods.');
  say(
    `✗ the number ${genuine.number} on a paper for "${claimed}"  The chamber certified: ${goods.join('; ')}.`,
  );
}

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

/** A byte of what is drawn: of the longest stream that is not the proof's. */
function visibleByte(pdf: Uint8Array): number {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length);
  const filling = readHole(pdf);
  let longest = { from: 0, length: 0 };
  for (let from = bytes.indexOf('\nstream'); from >= 0; from = bytes.indexOf('\nstream', from + 1)) {
    const length = bytes.indexOf('endstream', from) - from;
    const isProof = filling !== null && from < filling.offset && filling.offset < from + length;
    if (!isProof && length > longest.length) longest = { from, length };
  }
  return longest.from + Math.floor(longest.length / 2);
}

function blankedCopy(pdf: Uint8Array): Uint8Array {
  const filling = readHole(pdf);
  const copy = Uint8Array.from(pdf);
  if (filling !== null) copy.fill(0x20, filling.offset, filling.offset + filling.length);
  return copy;
}
