import type { Browser } from 'playwright-core';
import { type ApiClient, signIn } from '../client/api-client.ts';
import { sampleApplication, withDeclaration } from '../client/sample-application.ts';
import type { Party } from '../demo/outside.ts';
import { percentile, print } from './figure.ts';

const MEGABYTES = 5;
const RUNS = 7;

/** What whoever verifies waits for at the public page, with nothing cached, and how large a proof is. */
export async function benchVerifyPage(
  browser: Browser,
  base: string,
  party: (key: string) => Party,
): Promise<void> {
  await firstLoad(browser, base);
  const { email, password } = party('exporter');
  const exporter = await signIn(base, email, password);
  await largeFile(browser, base, exporter);
  const chamber = party('chamberAntwerp');
  await proofSize(exporter, await signIn(base, chamber.email, chamber.password), chamber.organisationId);
}

/** All that the browser asks for until the page stands, as it is sent. */
async function firstLoad(browser: Browser, base: string): Promise<void> {
  // Without the worker, which fetches what a page without a net needs once this one stands.
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  const sizes: Promise<{ path: string; size: number }>[] = [];
  page.on('response', (response) => {
    const path = new URL(response.url()).pathname;
    const sent = response.request().sizes();
    sizes.push(sent.then(({ responseBodySize: size }) => ({ path, size })));
  });
  await page.goto(`${base}/verify`, { waitUntil: 'networkidle' });
  const all = await Promise.all(sizes);
  await context.close();
  const fonts = all.filter(({ path }) => path.endsWith('.woff2'));
  const sum = (some: typeof all) => some.reduce((total, { size }) => total + size, 0) / 1000;
  print({
    name: 'verify_page_first_load',
    value: sum(all) - sum(fonts),
    unit: 'kB',
    conditions: `${all.length - fonts.length} answers at /verify, as sent (brotli); beside them ${sum(fonts).toFixed(0)} kB of fonts`,
    target: { is: '<=', value: 250 },
  });
}

/** A PDF of a pouch with its proof beside it, from the moment both are given until the verdict stands there. */
async function largeFile(browser: Browser, base: string, exporter: ApiClient): Promise<void> {
  const pouch = await exporter.post<{ id: string; recordId: string }>('/pouches', {
    body: { title: 'Bench', cover: {} },
  });
  const pdf = largePdf(MEGABYTES * 1_000_000);
  const scan = await exporter.post<{ id: string }>(
    `/pouches/${pouch.id}/documents?name=scan.pdf&type=other`,
    { bytes: pdf, mediaType: 'application/pdf' },
  );
  await sealed(exporter, pouch.recordId);
  const proof = await exporter.get(`/documents/${scan.id}/versions/1/proof`);
  const files = [
    { name: 'scan.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdf) },
    { name: 'proof.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(proof)) },
  ];
  const waits: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${base}/verify`, { waitUntil: 'networkidle' });
    await page.evaluate(() => {
      addEventListener('change', () => performance.mark('given'), { capture: true, once: true });
      new MutationObserver((_, observer) => {
        if (document.querySelector('[data-outcome=valid]') === null) return;
        observer.disconnect();
        performance.measure('judged', 'given');
      }).observe(document.body, { childList: true, subtree: true });
    });
    await page.setInputFiles('input[type=file]', files);
    await page.locator('[data-outcome=valid]').waitFor();
    waits.push(await page.evaluate(() => performance.getEntriesByName('judged')[0]?.duration ?? Number.NaN));
    await context.close();
  }
  print({
    name: 'verify_page_5_mb_pdf_longest',
    value: Math.max(...waits),
    unit: 'ms',
    conditions: `a PDF of ${MEGABYTES} MB of a pouch with its proof, given to a page just loaded, until the verdict; the longest of ${RUNS}, median ${percentile(waits, 50).toFixed(0)}`,
    target: { is: '<=', value: 1_500 },
  });
}

/** One page, and behind it an attachment that no compression makes smaller. */
function largePdf(size: number): Uint8Array<ArrayBuffer> {
  const noise = crypto.getRandomValues(new Uint8Array(65_536));
  const filling = Buffer.alloc(size, noise);
  const head = Buffer.from(
    '%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n' +
      '2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n' +
      '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n' +
      `4 0 obj\n<< /Length ${size} >>\nstream\n`,
  );
  const tail = Buffer.from('\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n');
  return new Uint8Array(Buffer.concat([head, filling, tail]));
}

/** What a proof bundle adds to the credential in it. */
async function proofSize(exporter: ApiClient, chamber: ApiClient, chamberId: string): Promise<void> {
  const body = { chamberId, application: sampleApplication(1) };
  const { id } = await exporter.post<{ id: string }>('/certificates', { body });
  await exporter.post(`/certificates/${id}/submission`, withDeclaration);
  const { recordId } = await chamber.post<{ recordId: string }>(`/certificates/${id}/issuance`);
  await sealed(exporter, recordId);
  const proof = await exporter.get<{ content: { credential: string } }>(`/records/${recordId}/proof`);
  print({
    name: 'proof_bundle_beside_credential',
    value: (JSON.stringify(proof).length - proof.content.credential.length) / 1000,
    unit: 'kB',
    conditions: `a certificate just issued; the credential itself is ${(proof.content.credential.length / 1000).toFixed(1)} kB`,
    target: { is: '<=', value: 4 },
  });
}

async function sealed(client: ApiClient, recordId: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const record = await client.get<{ sealing: { state: string } }>(`/records/${recordId}`);
    if (record.sealing.state === 'final') return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${recordId} was not sealed in 20 s.`);
}
