import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { eventually } from '../fixtures/processes.ts';
import type { TestServer } from '../fixtures/server.ts';
import { expectAccessibleInBothThemes, openPages, pick, type Visit } from './pages.ts';

describe('handovers in the pages', () => {
  let server: TestServer;
  let visit: Visit;
  let dir = '';
  /** Of which a part goes. */
  let id = '';

  openPages((opened) => {
    ({ server, visit } = opened);
    dir = mkdtempSync(join(tmpdir(), 'openpouch-handovers-'));
  });
  after(() => rmSync(dir, { recursive: true, force: true }));

  const nameOf = (key: string) => server.parties.find((party) => party.key === key)?.legalName ?? '';
  const dialog = () => visit.page.getByRole('dialog');
  const makePouch = async (title: string, ...names: string[]) => {
    const exporter = await server.client('exporter');
    const pouch = await exporter.post<{ id: string; recordId: string }>('/pouches', { body: { title } });
    for (const name of names)
      await exporter.post(`/pouches/${pouch.id}/documents?name=${name}&type=271`, {
        bytes: Buffer.from(name),
        mediaType: 'text/csv',
      });
    await eventually('it is sealed', async () => {
      const { sealing } = await exporter.get<{ sealing: { state: string } }>(`/records/${pouch.recordId}`);
      return sealing.state === 'final';
    });
    return pouch;
  };
  const choose = (name: string) => dialog().getByRole('checkbox', { name }).check();
  const toForwarder = () => {
    const name = nameOf('forwarder');
    return pick(dialog().getByRole('combobox', { name: 'To' }), name.slice(0, 8), new RegExp(name));
  };

  it('prove that one holds a document, with a file that anybody checks', async () => {
    const { page } = visit;
    const held = await makePouch('Held by us');
    await visit.enterAs('exporter');
    await visit.goTo(`/pouches/${held.id}`);
    await page.getByRole('button', { name: 'Prove it' }).click();
    await dialog().getByLabel('What for').fill('Credit 2026/118');
    await dialog().getByLabel('Their word or number').fill('blue heron');
    await expectAccessibleInBothThemes(page);
    const download = page.waitForEvent('download');
    await dialog().getByRole('button', { name: 'Save the file' }).click();
    const file = join(dir, 'proof.json');
    await (await download).saveAs(file);
    await page.getByText('Hand the file on').waitFor();
    await visit.goTo('/verify');
    await page.setInputFiles('input[type=file]', file);
    await page.getByRole('region', { name: 'Holds the original' }).waitFor();
    const holds = `${nameOf('exporter')} holds the original of a pouch, and nobody else does.`;
    await page.getByText(holds, { exact: true }).waitFor();
    const repeated = 'It repeats: blue heron. Is that the word that you gave?';
    await page.getByText(repeated, { exact: true }).waitFor();
    await expectAccessibleInBothThemes(page);
    visit.expectNoComplaints();
  });

  it('hand over a part', async () => {
    const { page } = visit;
    ({ id } = await makePouch('Three consignees', 'kept.csv', 'goes.csv'));
    await visit.goTo(`/pouches/${id}`);
    await page.getByRole('button', { name: 'Only a part' }).click();
    await choose('goes.csv');
    await toForwarder();
    await dialog().getByLabel('Title of the new pouch').fill('For Singapore');
    await dialog().getByLabel('Message').fill('For the second consignee.');
    const lastDay = dialog().getByLabel('Last day');
    await lastDay.fill('2020-01-01');
    await dialog().getByRole('button', { name: 'Offer', exact: true }).click();
    await dialog().getByText('This is in the past.').waitFor();
    await expectAccessibleInBothThemes(page);
    visit.forgetComplaints(/handovers/);
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    await lastDay.fill(inDays(95));
    await dialog().getByRole('button', { name: 'Offer', exact: true }).click();
    await dialog().getByText('An offer stands for at most 90 days.').waitFor();
    visit.forgetComplaints(/handovers/);
    await lastDay.fill(inDays(3));
    await dialog()
      .getByText(/^Open until .*:59/)
      .waitFor();
    await dialog().getByRole('button', { name: 'Offer', exact: true }).click();
    await page.getByText(`Offered to ${nameOf('forwarder')}, waiting for an answer.`).waitFor();
    await page.getByText(/^Open until .*:59/).waitFor();
    await page.getByText('For the second consignee.').waitFor();
    visit.expectNoComplaints();
  });

  it('hand over several at once', async () => {
    const { page } = visit;
    await Promise.all([makePouch('First of two'), makePouch('Second of two')]);
    await visit.goTo('/handovers');
    await page.getByRole('button', { name: 'Several at once' }).click();
    await choose('First of two');
    await choose('Second of two');
    await toForwarder();
    await dialog().getByRole('button', { name: 'Offer', exact: true }).click();
    await dialog().waitFor({ state: 'detached' });
    visit.expectNoComplaints();
  });

  it('answer several together, and tell what was taken out of which pouch', async () => {
    const { page } = visit;
    await visit.enterAs('forwarder');
    await visit.goTo('/handovers');
    await page.getByText('goes.csv').waitFor();
    await page.getByText('For the second consignee.').waitFor();
    await page.getByText(/open until .*59/).waitFor();
    await page.getByRole('checkbox', { name: 'Choose For Singapore' }).check();
    await page.getByRole('checkbox', { name: /Choose .* of two and 1 more/ }).check();
    await expectAccessibleInBothThemes(page);
    await page.getByRole('button', { name: 'Accept 2 offers' }).click();
    await page.getByRole('link', { name: 'For Singapore' }).click();
    await page.getByText('Taken out of the pouch that you do not see.').waitFor();
    await page.getByText('goes.csv').first().waitFor();
    await visit.enterAs('exporter');
    await visit.goTo(`/pouches/${id}`);
    await page.getByRole('link', { name: 'Taken out of it: 1 document' }).waitFor();
    await page.getByRole('button', { name: 'Show kept.csv' }).waitFor();
    expect(await page.getByRole('button', { name: 'Show goes.csv' }).count()).to.equal(0);
    visit.expectNoComplaints();
  });

  it('are offered and withdrawn by who acts for the owner', async () => {
    const { page } = visit;
    const { id, recordId } = await makePouch('For the owner');
    const exporter = await server.client('exporter');
    await exporter.post(`/records/${recordId}/shares`, {
      body: { organisationId: server.idOf('forwarder'), rights: ['view', 'offer'], actsForOwner: true },
    });
    await visit.enterAs('forwarder');
    await visit.goTo(`/pouches/${id}`);
    await page.getByRole('button', { name: 'Hand over' }).click();
    const name = nameOf('agent');
    await pick(dialog().getByRole('combobox', { name: 'To' }), name.slice(0, 8), new RegExp(name));
    await dialog().getByRole('button', { name: 'Offer', exact: true }).click();
    await page.getByText(`Offered to ${name}, waiting for an answer.`).waitFor();
    await page.getByRole('link', { name: 'See handovers' }).click();
    const offer = page.getByRole('listitem').filter({ hasText: 'For the owner' });
    await offer.getByText(`From ${nameOf('exporter')}, To ${name}`).waitFor();
    await offer.getByRole('button', { name: 'Withdraw' }).click();
    await offer.getByText('Withdrawn').waitFor();
    visit.expectNoComplaints();
  });
});
