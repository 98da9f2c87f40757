import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { sampleApplication, withDeclaration } from '../../scripts/client/sample-application.ts';
import type { TestServer } from '../fixtures/server.ts';
import { expectAccessibleInBothThemes, openPages, seen, type Visit } from './pages.ts';

const fileOf = (name: string): string =>
  fileURLToPath(new URL(`../../scripts/demo/files/${name}`, import.meta.url));
const invoice = fileOf('commercial-invoice.pdf');
const photo = fileOf('container-seal.jpg');

/** A PDF whose page calls a script, a file of another kind under its name, and one that breaks off. */
const scripted = Buffer.from(
  `%PDF-1.7
1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\("hello"\\))>>>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj
4 0 obj<</Length 45>>stream
BT /F 24 Tf 40 100 Td (Supplier) Tj ET
endstream endobj
trailer<</Root 1 0 R>>`,
);

describe('evidence in the pages', () => {
  let server: TestServer;
  let visit: Visit;
  openPages((opened) => {
    ({ server, visit } = opened);
  });

  const region = (name: string | RegExp) => visit.page.getByRole('region', { name });
  const button = (name: string) => visit.page.getByRole('button', { name, exact: true });

  const draft = async (): Promise<string> => {
    const exporter = await server.client('exporter');
    const body = { chamberId: server.idOf('chamberAntwerp'), application: sampleApplication(1) };
    return (await exporter.post<{ id: string }>('/certificates', { body })).id;
  };
  const handIn = async (id: string, name: string, bytes: Uint8Array, mediaType: string, type = 'other') => {
    const exporter = await server.client('exporter');
    await exporter.post(`/certificates/${id}/evidence?${new URLSearchParams({ name, type })}`, {
      ...{ bytes, mediaType },
    });
  };
  const submit = async (id: string) =>
    (await server.client('exporter')).post(`/certificates/${id}/submission`, withDeclaration);
  const onServer = async (id: string) =>
    (
      await (
        await server.client('exporter')
      ).get<{
        items: { name: string; type: string; item: number | null }[];
      }>(`/certificates/${id}/evidence`)
    ).items;

  /** Something is drawn on the first page: not all of it is white. */
  const isDrawn = () =>
    visit.page.waitForFunction(() => {
      const page = document.querySelector<HTMLCanvasElement>('canvas');
      if (page === null || page.width === 0) return false;
      const copy = document.createElement('canvas');
      [copy.width, copy.height] = [page.width, page.height];
      const context = copy.getContext('2d', { willReadFrequently: true });
      context?.drawImage(page, 0, 0);
      const { data } = context?.getImageData(0, 0, copy.width, copy.height) ?? { data: [] };
      for (let at = 0; at < data.length; at += 4)
        if (data[at + 3] === 255 && (data[at] ?? 255) < 100) return true;
      return false;
    });

  it('is dropped into the form, said what it is, looked at and taken out', async () => {
    const id = await draft();
    await visit.enterAs('exporter');
    await visit.goTo(`/certificates/${id}/edit`);
    const box = region('Evidence');
    expect(await seen(box)).to.include('None yet');

    await box.locator('input[type=file]').setInputFiles([invoice, photo]);
    await box.getByRole('button', { name: 'Show container-seal.jpg' }).waitFor();
    const kind = box.getByRole('combobox', { name: 'Kind of document: commercial-invoice.pdf' });
    expect(await kind.inputValue()).to.equal('380');
    const said = visit.page.waitForResponse(
      (response) => response.request().postData()?.includes('"item":2') === true,
    );
    await box
      .getByRole('combobox', { name: 'Kind of document: container-seal.jpg' })
      .selectOption({ label: 'Declaration of origin' });
    await box.getByRole('combobox', { name: 'What it is about: container-seal.jpg' }).selectOption('2');
    await said;
    expect((await onServer(id)).map(({ name, type, item }) => [name, type, item])).to.deep.equal([
      ['commercial-invoice.pdf', '380', null],
      ['container-seal.jpg', '862', 2],
    ]);
    await expectAccessibleInBothThemes(visit.page);

    const dropped = await visit.page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['a;b'], 'packing-list.csv', { type: 'text/csv' }));
      return transfer;
    });
    await box.getByText('Drop files here').dispatchEvent('drop', { dataTransfer: dropped });
    await box.getByRole('button', { name: 'Show packing-list.csv' }).click();
    const dialog = visit.page.getByRole('dialog', { name: 'packing-list.csv' });
    await dialog.getByText('a;b').waitFor();
    expect(await seen(dialog)).to.include('Packing list');
    await expectAccessibleInBothThemes(visit.page);
    await visit.page.keyboard.press('Escape');

    await button('Remove packing-list.csv').click();
    await box.getByRole('button', { name: 'Show packing-list.csv' }).waitFor({ state: 'detached' });
    expect(await onServer(id)).to.have.length(2);
    visit.expectNoComplaints();
  });

  it('that does not arrive says so, and is sent again', async () => {
    const id = await draft();
    await visit.enterAs('exporter');
    await visit.goTo(`/certificates/${id}/edit`);
    await visit.page.route('**/evidence?*', (route) =>
      route.fulfill({
        status: 413,
        json: { code: 'body_too_large', title: 'The body has more than 7 bytes.' },
      }),
    );
    const box = region('Evidence');
    await box.locator('input[type=file]').setInputFiles(invoice);
    expect(await seen(box.getByRole('alert'))).to.include('commercial-invoice.pdf was not uploaded.');
    await visit.page.unrouteAll();
    await box.getByRole('button', { name: 'Try again' }).click();
    await box.getByRole('button', { name: 'Show commercial-invoice.pdf' }).waitFor();
    expect(await onServer(id)).to.have.length(1);
    visit.forgetComplaints();
  });

  it('lies beside the form at the desk, reached and read by keyboard', async () => {
    const id = await draft();
    await handIn(id, 'invoice.pdf', readFileSync(invoice), 'application/pdf', '380');
    await handIn(id, 'seal.jpg', readFileSync(photo), 'image/jpeg');
    await submit(id);
    await visit.page.setViewportSize({ width: 1680, height: 1000 });
    await visit.enterAs('chamberAntwerp');
    await visit.goTo(`/desk?application=${id}`);
    const preview = region('Preview of invoice.pdf');
    await preview.getByRole('img', { name: 'Page 1 of' }).first().waitFor();
    await isDrawn();
    const form = await visit.page.getByRole('article', { name: 'Certificate of origin' }).boundingBox();
    const paper = await preview.boundingBox();
    expect(paper?.x).to.be.greaterThan((form?.x ?? 0) + (form?.width ?? 0) - 1);
    await expectAccessibleInBothThemes(visit.page);

    await visit.page.keyboard.press('e');
    expect(await preview.evaluate((element) => element === document.activeElement)).to.equal(true);
    await visit.page.keyboard.press('e');
    const image = region('Preview of seal.jpg').getByRole('img', { name: 'seal.jpg' });
    await image.waitFor();
    await visit.page.waitForFunction(
      () => (document.querySelector('section img') as HTMLImageElement).naturalWidth > 0,
    );
    const width = (await image.boundingBox())?.width ?? 0;
    await button('Larger').click();
    await visit.page.waitForFunction(
      (wanted) =>
        Math.abs((document.querySelector('section img')?.getBoundingClientRect().width ?? 0) - wanted) <= 2,
      width * 1.5,
    );

    const note = visit.page.locator('details', { hasText: 'Declared by' });
    await note.locator('summary').click();
    expect(await seen(note))
      .to.include('originate in the country shown in box 3')
      .and.include('with a password');
    visit.expectNoComplaints();
  });

  it('is behind a tab where there is no room for both', async () => {
    const { items } = await (await server.client('chamberAntwerp')).get<{ items: { id: string }[] }>(
      '/certificates?state=submitted',
    );
    await visit.page.setViewportSize({ width: 390, height: 844 });
    await visit.goTo(`/desk?application=${items[0]?.id}`);
    const tab = visit.page.getByRole('tab', { name: 'Evidence (2)' });
    await tab.waitFor();
    expect(await region('Preview of invoice.pdf').isVisible()).to.equal(false);
    await visit.page.getByRole('tab', { name: 'Application' }).focus();
    await visit.page.keyboard.press('ArrowRight');
    expect(await tab.getAttribute('aria-selected')).to.equal('true');
    await region('Preview of invoice.pdf').waitFor();
    await isDrawn();
    await expectAccessibleInBothThemes(visit.page);
    await visit.page.setViewportSize({ width: 1280, height: 800 });
    visit.expectNoComplaints();
  });

  it('that is hostile, broken or of no known kind does nothing but say so', async () => {
    const id = await draft();
    await handIn(id, 'scripted.pdf', scripted, 'application/pdf');
    await handIn(id, 'broken.pdf', Buffer.from('%PDF-1.7 and no more'), 'application/pdf');
    await handIn(id, 'page.html', Buffer.from('<script>alert(1)</script>'), 'text/html');
    await handIn(id, 'no-image.png', Buffer.from('<svg onload="alert(1)"/>'), 'image/png');
    await submit(id);
    let dialogs = 0;
    visit.page.on('dialog', (dialog) => {
      dialogs += 1;
      void dialog.dismiss();
    });
    await visit.enterAs('chamberAntwerp');
    await visit.goTo(`/certificates/${id}`);
    const panel = visit.page.locator('section', {
      has: visit.page.getByRole('heading', { name: 'Evidence' }),
    });
    expect(await seen(panel)).to.include('Declared by');
    const show = async (name: string): Promise<string> => {
      await panel.getByRole('button', { name: `Show ${name}` }).click();
      const dialog = visit.page.getByRole('dialog', { name });
      if (name === 'scripted.pdf') await isDrawn();
      else await dialog.getByText(/shown/).waitFor();
      const said = await seen(dialog);
      await visit.page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      return said;
    };
    await show('scripted.pdf');
    expect(await show('broken.pdf')).to.include('it is damaged');
    expect(await show('page.html')).to.include('Files of this kind are not shown');
    expect(await show('no-image.png')).to.include('it is damaged');
    expect(dialogs).to.equal(0);
    await expectAccessibleInBothThemes(visit.page);
    visit.expectNoComplaints();
  });
});
