import { expect } from 'chai';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { CertificateSubject } from '../../../core/certificate-subject.ts';
import { findHole } from '../../../core/rendition.ts';
import { sampleApplication } from '../../../scripts/client/sample-application.ts';
import type { FormData } from '../../../server/certificates/form-page.ts';
import { renderForm } from '../../../server/certificates/form-pdf.ts';

const verificationCode = '7ZK4M2Q9XWTB3HVD';
const subject: CertificateSubject & { verificationCode: string } = {
  ...sampleApplication(3),
  certificateNumber: 'BE-042-26-0000123-89',
  copyStatus: 'DIGITAL_ORIGINAL',
  verificationCode,
  issue: { place: 'Antwerpen', date: '2026-11-22', officer: 'An Peeters' },
};
const form = (more: Partial<FormData['subject']> = {}): FormData => ({
  subject: { ...subject, ...more },
  kind: 'original',
  chamber: { legalName: 'Chamber of Commerce of Antwerp', country: 'BE', accreditation: '042' },
  credential: 'eyJhbGciOiJFUzI1NiJ9.e30.c2lnbmVk~',
  issuedAt: new Date('2026-11-22T10:00:00Z'),
  verifyUrl: `http://127.0.0.1:8080/verify?number=BE-042-26-0000123-89&code=${verificationCode}`,
  holeLength: 65_536,
});

/** What a reader of the PDF sees, a string a page. */
async function pagesOf(pdf: Buffer): Promise<string[]> {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const document = await task.promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join('\n'));
  }
  await task.destroy();
  return pages;
}

describe('form', () => {
  it('holds all that the certificate says', async () => {
    const [page = ''] = await pagesOf(await renderForm(form()));
    for (const said of [
      'BE-042-26-0000123-89',
      'Scheldt Chocolate Works NV',
      'Straits Fine Foods Pte Ltd',
      'European Union – Belgium',
      'By sea, MV Noordzee, voyage 231E',
      'Pralines, assorted, in gift boxes of 250 g',
      'Gross 1050.5 kg',
      'Antwerpen, 22 November 2026',
      'An Peeters',
      '7ZK4-M2Q9-XWTB-3HVD',
    ]) {
      expect(page).to.include(said);
    }
  });

  it('gives the same bytes for the same certificate', async () => {
    expect((await renderForm(form())).equals(await renderForm(form()))).to.equal(true);
  });

  it('has one hole of the length asked for', async () => {
    const pdf = await renderForm({ ...form(), holeLength: 131_072 });
    expect(findHole(pdf).length).to.equal(131_072);
  });

  it('carries the credential, and room for the proof', async () => {
    const pdf = await renderForm(form());
    const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
    const document = await task.promise;
    const attachments = (await document.getAttachments()) as ReadonlyMap<string, unknown>;
    expect([...attachments.keys()]).to.deep.equal(['certificate-of-origin.sd-jwt', 'openpouch-proof.json']);
    const credential = await document.getAttachmentContent('certificate-of-origin.sd-jwt');
    expect(Buffer.from(credential ?? []).toString()).to.equal(form().credential);
    await task.destroy();
  });

  it('cuts nothing: what does not fit goes on continuation sheets', async () => {
    const [item] = subject.items;
    if (item === undefined) throw new Error('The sample has no item.');
    const items = Array.from({ length: 60 }, (_, index) => ({
      ...item,
      seq: index + 1,
      description: `Article ${index + 1} of the shipment, ${'described at length, '.repeat(index % 12)}end ${index + 1}`,
    }));
    const remarks = Array.from({ length: 120 }, (_, index) => `Remark ${index + 1}.`).join('\n');
    const containers = Array.from({ length: 200 }, (_, index) => ({
      number: `MSCU${1_000_000 + index}`,
      type: '22G1',
    }));
    const pages = await pagesOf(await renderForm(form({ items, remarks, transport: { containers } })));
    const text = pages.join('\n').replaceAll(/\s+/g, ' ');
    expect(pages.length).to.be.greaterThan(3);
    for (const { seq } of items) expect(text).to.include(`end ${seq}`);
    for (let index = 1; index <= 120; index++) expect(text).to.include(`Remark ${index}.`);
    for (const { number } of containers) expect(text).to.include(number);
    for (const page of pages) expect(page).to.include('BE-042-26-0000123-89');
  });

  it('keeps a word without blanks inside its box', async () => {
    const items = subject.items.map((item) => ({ ...item, description: 'x'.repeat(2_048) }));
    const pages = await pagesOf(await renderForm(form({ items })));
    expect(pages.join('').split('x').length - 1).to.be.at.least(2 * 2_048);
  });
});
