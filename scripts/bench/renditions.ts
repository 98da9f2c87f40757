import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CertificateApplication, certificateSubjectSchema } from '../../core/certificate-subject.ts';
import { renderForm } from '../../server/certificates/renditions/form-pdf.ts';
import { sampleApplication } from '../client/sample-application.ts';
import { startServerProcess } from '../client/server-process.ts';
import { type Party, readTrust } from '../demo/outside.ts';
import { inParallel, percentile, print } from './figure.ts';
import { createLoad } from './load.ts';
import { applyFor, systemOf } from './server.ts';

const wanted = { certificates: 2_000, issuedAtOnce: 16, renderedAtOnce: 16 };
const rendered = 50;

/** PDFs: how long one takes, and how many while certificates are issued. */
export async function benchRenditions(): Promise<void> {
  await renderAlone('pdf_of_one_item_p50', 1, 40);
  await renderAlone('pdf_of_200_items_p50', 200, 400);
  const dataDir = mkdtempSync(join(tmpdir(), 'openpouch-bench-'));
  const server = await startServerProcess(dataDir);
  try {
    await issueAndRender(server.url);
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function renderAlone(name: string, items: number, target: number): Promise<void> {
  const milliseconds: number[] = [];
  for (let serial = 0; serial <= rendered; serial++) {
    const application = sampleApplication(serial);
    const subject = certificateSubjectSchema.parse({
      ...withItems(application, items),
      certificateNumber: `BE-042-26-${String(serial).padStart(7, '0')}`,
      copyStatus: 'DIGITAL_ORIGINAL',
      issue: { place: 'Antwerpen', date: '2026-11-22', officer: 'An Peeters' },
    });
    const started = performance.now();
    await renderForm({
      subject: { ...subject, verificationCode: '7ZK4M2Q9XWTB3HVD' },
      kind: 'original',
      chamber: { legalName: 'Chamber of Commerce of Antwerp', country: 'BE' },
      issuedAt: new Date('2026-11-22T10:00:00Z'),
      verifyUrl: `https://pouch.example/verify?number=${subject.certificateNumber}&code=7ZK4M2Q9XWTB3HVD`,
      credential: 'x'.repeat(3_000 + 1_000 * items),
      holeLength: 65_536,
    });
    // The first opens the fonts.
    if (serial > 0) milliseconds.push(performance.now() - started);
  }
  const conditions = `${rendered} different ones after a first that opens the fonts, without storing`;
  print({
    name,
    value: percentile(milliseconds, 50),
    unit: 'ms',
    conditions,
    target: { is: '<=', value: target },
  });
}

function withItems(application: CertificateApplication, count: number): CertificateApplication {
  const [first] = application.items;
  if (first === undefined) throw new Error('The sample has no item.');
  const items = Array.from({ length: count }, (_, index) => ({
    ...first,
    seq: index + 1,
    description: `${first.description}, lot ${index + 1}`,
  }));
  return { ...application, items };
}

/** The exporter asks for each original as soon as its certificate is issued, and waits for it. */
async function issueAndRender(base: string): Promise<void> {
  const { demonstration } = await readTrust(base);
  const party = (key: string): Party => {
    const found = demonstration.find((it) => it.key === key);
    if (found === undefined) throw new Error(`There is no party ${key}.`);
    return found;
  };
  const [exporter, chamber] = await Promise.all([
    systemOf(base, party('exporter')),
    systemOf(base, party('chamberAntwerp')),
  ]);
  console.error(`Applying for ${wanted.certificates} certificates…`);
  const chamberId = party('chamberAntwerp').organisationId;
  const submitted = await applyFor(exporter.client, chamberId, wanted.certificates);

  const load = createLoad(base, wanted.issuedAtOnce + wanted.renderedAtOnce);
  const post = async (path: string, token: string, key: string, status: number) => {
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': key };
    const answer = await load.send('POST', path, headers);
    if (answer.status !== status) throw new Error(`${path}: ${answer.status} ${answer.text}`);
  };
  const issued: string[] = [];
  let isIssuing = true;
  const issuing = inParallel(submitted, wanted.issuedAtOnce, async (id) => {
    await post(`/certificates/${id}/issuance`, chamber.token, `issue-${id}`, 200);
    issued.push(id);
  }).finally(() => {
    isIssuing = false;
  });
  let whileIssuing = 0;
  const render = async () => {
    while (isIssuing || issued.length > 0) {
      const id = issued.shift();
      if (id === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
      else {
        await post(`/certificates/${id}/renditions`, exporter.token, `render-${id}`, 201);
        if (isIssuing) whileIssuing++;
      }
    }
  };
  const rendering = Promise.all(Array.from({ length: wanted.renderedAtOnce }, render));
  const seconds = await issuing;
  const lastIssued = performance.now();
  await rendering;
  load.close();
  print({
    name: 'certificates_issued_while_rendering_per_second',
    value: wanted.certificates / seconds,
    unit: '1/s',
    conditions: `${wanted.certificates} of 2 items, one a request, ${wanted.issuedAtOnce} requests at once; meanwhile each is asked for as PDF, ${wanted.renderedAtOnce} at once: ${whileIssuing} were made and recorded`,
    target: { is: '>=', value: 100 },
  });
  print({
    name: 'pdfs_ready_after_the_last_issued',
    value: (performance.now() - lastIssued) / 1000,
    unit: 's',
    conditions: `all ${wanted.certificates} originals made, encrypted, stored and recorded`,
    target: { is: '<=', value: 60 },
  });
}
