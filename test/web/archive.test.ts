import { expect } from 'chai';
import type { TestServer } from '../fixtures/server.ts';
import { expectAccessibleInBothThemes, openPages, type Visit } from './pages.ts';

describe('the archive', () => {
  let server: TestServer;
  let visit: Visit;

  openPages((opened) => {
    ({ server, visit } = opened);
  });

  it('takes a pouch from its keeping over a hold to its erasure', async () => {
    const exporter = await server.client('exporter');
    const make = (title: string) =>
      exporter.post<{ id: string; recordId: string }>('/pouches', { body: { title } });
    const [young, old] = [await make('Chocolate of this year'), await make('Chocolate of 2001')];
    await exporter.post(`/records/${old.recordId}/closure`, { body: { reason: 'acquitted' } });
    const { database } = server.context;
    const id = Buffer.from(old.recordId.slice(2), 'hex');
    const longAgo = new Date('2001-05-12T10:00:00Z');
    await database.asSystem((trx) =>
      trx
        .updateTable('records')
        .set({ created_at: longAgo, ended_at: longAgo })
        .where('record_id', '=', id)
        .execute(),
    );
    const { page } = visit;
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    const dialog = page.getByRole('dialog');

    await visit.enterAs('exporter');
    await visit.goTo(`/pouches/${young.id}`);
    await page
      .getByText(/^Kept until .*31.*\d{4}\.$/)
      .first()
      .waitFor();
    await page.getByText('It can be erased from').waitFor();
    await page.getByText(/^Why/).click();
    await page.getByText('Belgium: invoices and documents for VAT, 10 years').waitFor();

    await visit.goTo('/archive');
    await page.getByRole('link', { name: 'Chocolate of 2001' }).click();
    await button('Put on hold').click();
    await dialog.getByLabel('Reason').fill('An audit');
    await dialog.getByRole('button', { name: 'Put on hold' }).click();
    await page.getByText('Reason: An audit').waitFor();
    await page.getByText('It cannot be erased while it is on hold.').waitFor();
    await expectAccessibleInBothThemes(page);
    await button('Lift the hold').click();
    await dialog.getByRole('button', { name: 'Lift the hold' }).click();
    await page.getByText('Reason: An audit').waitFor({ state: 'detached' });

    await button('Erase').click();
    await dialog.getByText('after 14 days everything in it is destroyed').waitFor();
    await dialog.getByRole('button', { name: 'Erase' }).click();
    await page.getByText('It will be erased on').waitFor();
    await visit.goTo('/archive?view=erasing');
    await page.getByRole('link', { name: 'Chocolate of 2001' }).waitFor();
    await page.getByText('What the law says').waitFor();
    await expectAccessibleInBothThemes(page);

    await database.asSystem((trx) =>
      trx.updateTable('erasures').set({ next_at: longAgo }).where('record_id', '=', id).execute(),
    );
    expect(await server.eraser.run()).to.equal(1);
    await visit.goTo('/archive?view=erased');
    await page.getByText('Erased pouch').waitFor();
    visit.expectNoComplaints();
  });
});
