import { expect } from 'chai';
import type { TestServer } from '../fixtures/server.ts';
import { expectAccessibleInBothThemes, openPages, seen, type Visit } from './pages.ts';

describe('templates and address books in the pages', () => {
  let server: TestServer;
  let visit: Visit;
  openPages((opened) => {
    ({ server, visit } = opened);
  });

  const button = (name: string) => visit.page.getByRole('button', { name, exact: true });
  const box = (name: string) => visit.page.getByRole('region', { name });
  const field = (path: string) => visit.page.locator(`#field-${path.replaceAll('.', '-')}`);

  /** A new draft, open in the form; what it starts from is chosen by its name. */
  async function startDraft(from?: string): Promise<void> {
    await visit.goTo('/certificates/new');
    await visit.page
      .getByRole('combobox', { name: 'Chamber of commerce' })
      .selectOption({ label: 'Chamber of Commerce of Antwerp' });
    if (from !== undefined)
      await visit.page.getByRole('combobox', { name: 'Start from' }).selectOption({ label: from });
    await button('Start').click();
    await field('consignor.name').waitFor();
  }

  it('keep a party and a product from the form, and put them into it again', async () => {
    await visit.enterAs('exporter');
    await startDraft();
    await box('1 Consignor').getByRole('button', { name: 'Keep in the address book' }).click();
    await box('1 Consignor').getByRole('button', { name: 'Kept' }).waitFor();

    const picker = box('2 Consignee').getByRole('combobox', { name: 'From the address book' });
    await picker.click();
    await visit.page.getByRole('option', { name: 'Scheldt Chocolate Works NV' }).click();
    await visit.page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('#field-consignee-name')?.value !== '',
    );
    expect(await field('consignee.name').inputValue()).to.equal('Scheldt Chocolate Works NV');
    expect(await field('consignee.address.country').inputValue()).to.equal('Belgium');

    await field('items.0.description').fill('Pralines, assorted');
    await field('items.0.hsCode').fill('180690');
    await button('Keep among your products').click();
    await visit.page.getByRole('combobox', { name: 'From your products' }).waitFor();
    await button('Add an item').click();
    await field('items.1.description').waitFor();
    await visit.page.getByRole('combobox', { name: 'From your products' }).nth(1).click();
    await visit.page.getByRole('option', { name: 'Pralines, assorted' }).click();
    await visit.page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('#field-items-1-hsCode')?.value === '180690',
    );
    await expectAccessibleInBothThemes(visit.page);
    visit.expectNoComplaints();
  });

  it('keep an application as a template, begin another from it, and forget it', async () => {
    await field('remarks').fill('As agreed');
    await button('Keep as a template').click();
    const dialog = visit.page.getByRole('dialog', { name: 'Keep as a template' });
    await dialog.getByLabel('Name of the template').fill('Pralines to Singapore');
    await dialog.getByRole('button', { name: 'Keep', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });

    await startDraft('Template Pralines to Singapore');
    expect(await field('remarks').inputValue()).to.equal('As agreed');
    expect(await field('items.1.hsCode').inputValue()).to.equal('180690');

    await visit.goTo('/books');
    await visit.page.getByRole('link', { name: 'Change Pralines to Singapore' }).click();
    await field('remarks').fill('As agreed in May');
    await field('items.0.hsCode').fill('18');
    await button('Save').click();
    await visit.page.locator('#field-items-0-hsCode[aria-invalid="true"]').waitFor();
    await field('items.0.hsCode').fill('180620');
    await button('Save').click();
    await button('Remove Pralines to Singapore').waitFor();
    await startDraft('Template Pralines to Singapore');
    expect(await field('remarks').inputValue()).to.equal('As agreed in May');

    await visit.goTo('/books');
    const page = visit.page.getByRole('main');
    expect(await seen(page))
      .to.include('Scheldt Chocolate Works NV')
      .and.include('Pralines, assorted');
    await expectAccessibleInBothThemes(visit.page);
    await page.getByRole('link', { name: 'Use Pralines to Singapore' }).click();
    const start = visit.page.getByRole('combobox', { name: 'Start from' });
    await start.waitFor();
    expect(new URL(visit.page.url()).search).to.match(/^\?from=template-/);
    await visit.page.goBack();
    await button('Remove Pralines to Singapore').click();
    await button('Remove Pralines to Singapore').waitFor({ state: 'detached' });
    const exporter = await server.client('exporter');
    expect((await exporter.get<{ items: unknown[] }>('/templates')).items).to.deep.equal([]);
    visit.expectNoComplaints();
  });

  it('change a party where it is kept, and not over what another wrote', async () => {
    await visit.goTo('/books');
    const name = 'Scheldt Chocolate Works NV';
    await visit.page.getByRole('link', { name: `Change ${name}` }).click();
    await field('consignor.address.city').fill('');
    await button('Save').click();
    await visit.page.getByText('This is missing.').waitFor();
    await expectAccessibleInBothThemes(visit.page);
    await field('consignor.address.city').fill('Temse');

    const exporter = await server.client('exporter');
    const path = `/parties/${new URL(visit.page.url()).pathname.split('/').at(-1)}`;
    const kept = await exporter.get<{ content: object }>(path);
    const theirs = { name: `${name} (2)`, content: kept.content };
    await exporter.put(path, { body: theirs, headers: { 'if-match': '*' } });
    await button('Save').click();
    await button('Read it again').click();
    await visit.page.waitForFunction(
      (said) => [...document.querySelectorAll('input')].some(({ value }) => value === said),
      theirs.name,
    );
    visit.forgetComplaints();
    await visit.page.getByLabel('Name in the list').fill(name);
    await field('consignor.address.city').fill('Temse');
    await button('Save').click();
    await visit.page.getByRole('link', { name: `Change ${name}`, exact: true }).waitFor();
    expect(await exporter.get(path)).to.deep.include({
      name,
      content: { ...kept.content, address: { ...addressOf(kept.content), city: 'Temse' } },
    });
    visit.expectNoComplaints();
  });
});

const addressOf = (party: object) => (party as { address: object }).address;
