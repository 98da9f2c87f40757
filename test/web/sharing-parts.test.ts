import { expect } from 'chai';
import { hashSecret, newSecret } from '../../server/access/index.ts';
import { invitationStore } from '../../server/sharing/invitations/invitation-store.ts';
import { PASSWORD } from '../api/support/members.ts';
import type { TestServer } from '../fixtures/server.ts';
import { expectAccessibleInBothThemes, openPages, type Visit } from './pages.ts';

describe('sharing parts, by a link and by e-mail', () => {
  let server: TestServer;
  let visit: Visit;

  openPages((opened) => {
    ({ server, visit } = opened);
  });

  const makePouch = async (title: string) => {
    const exporter = await server.client('exporter');
    const pouch = await exporter.post<{ id: string; recordId: string }>('/pouches', { body: { title } });
    for (const name of ['invoice.pdf', 'price-list.pdf'])
      await exporter.post(`/pouches/${pouch.id}/documents?name=${name}&type=380`, {
        bytes: Buffer.from(`%PDF-1.7 ${name}`),
        mediaType: 'application/pdf',
      });
    return pouch;
  };

  it('makes a link for an office that shows one document, and opens it with the code', async () => {
    const { page } = visit;
    const { id } = await makePouch('To Singapore');
    await visit.enterAs('exporter');
    await visit.goTo(`/pouches/${id}`);
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('By a link', { exact: true }).click();
    await dialog.getByLabel('For whom').fill('Customs of Singapore');
    await dialog.getByLabel('What', { exact: true }).selectOption('documents');
    await dialog.getByRole('checkbox', { name: 'invoice.pdf' }).check();
    const preview = dialog.getByRole('region', { name: 'What they will see' });
    await preview.getByText('invoice.pdf').waitFor();
    expect(await preview.getByText('price-list.pdf').count()).to.equal(0);
    await expectAccessibleInBothThemes(page);
    await dialog.getByRole('button', { name: 'Make the link' }).click();
    await page.getByText('Both are shown now and never again.').waitFor();
    const [url = '', code = ''] = await page.getByRole('dialog').locator('code').allTextContents();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('Link for Customs of Singapore').waitFor();

    await visit.signOut();
    await visit.goTo(new URL(url).pathname + new URL(url).hash);
    await page.getByLabel('Code, eight digits').fill(code);
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await page.getByText('invoice.pdf').waitFor();
    expect(await page.getByText('price-list.pdf').count()).to.equal(0);
    expect(await page.getByText('To Singapore').count()).to.equal(0);
    await expectAccessibleInBothThemes(page);
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByLabel('Code, eight digits').waitFor();
    visit.expectNoComplaints();
  });

  it('opens one link after another in the same tab, each with its own code', async () => {
    const { page } = visit;
    const { recordId } = await makePouch('By two links');
    const exporter = await server.client('exporter');
    const link = (label: string) =>
      exporter.post<{ url: string; code: string }>(`/records/${recordId}/links`, {
        body: { label, rights: ['view'] },
      });
    const [first, second] = [await link('A bank'), await link('An insurer')];
    const open = async (code: string) => {
      await page.getByLabel('Code, eight digits').fill(code);
      await page.getByRole('button', { name: 'Open', exact: true }).click();
    };
    const follow = ({ url }: { url: string }) =>
      page.evaluate((hash) => {
        location.hash = hash;
      }, new URL(url).hash);
    await visit.goTo(new URL(first.url).pathname + new URL(first.url).hash);
    await open(second.code);
    await page.getByRole('alert').waitFor();
    visit.forgetComplaints();
    // Neither what was refused nor what was opened goes over to the other link.
    await follow(second);
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await open(second.code);
    await page.getByText('An insurer').waitFor();
    await follow(first);
    await open(first.code);
    await page.getByText('A bank').waitFor();
    visit.expectNoComplaints();
  });

  it('takes who was invited from the letter to the pouch, with a company of its own', async () => {
    const { page } = visit;
    const { recordId } = await makePouch('For the invited');
    const [secret, createdAt] = [newSecret(), new Date()];
    await server.context.database.asSystem(async (trx) => {
      const id = await invitationStore.insert(trx, {
        ...{ recordId: Buffer.from(recordId.slice(2), 'hex'), organisationId: server.idOf('exporter') },
        ...{ madeBy: 'Ann', email: 'buyer@merlion.example', language: 'en', documentIds: null, hidden: null },
        ...{ rights: ['view', 'download'], shareEndsAt: null, createdAt },
        expiresAt: new Date(createdAt.getTime() + 3600_000),
      });
      await invitationStore.setSecret(trx, id, hashSecret(secret));
      await invitationStore.endLetter(trx, id, 1, 'sent');
    });
    await visit.goTo(`/invited#${secret}`);
    await page.getByRole('heading', { level: 1, name: /shares something with you/ }).waitFor();
    await expectAccessibleInBothThemes(page);
    for (const [label, value] of [
      ['Legal name', 'Merlion Pantry'],
      ['Street and number', '1 Harbour Road'],
      ['Town', 'Singapore'],
      ['Name', 'Mei Tan'],
      ['E-mail', 'buyer@merlion.example'],
      ['Password', PASSWORD],
    ] as const)
      await page.getByLabel(label, { exact: true }).fill(value);
    await page.getByLabel('Country', { exact: true }).selectOption('SG');
    await page.getByRole('button', { name: 'Register and open' }).click();
    await page.getByRole('heading', { level: 1, name: 'For the invited' }).waitFor();
    await page.getByText('invoice.pdf').first().waitFor();
    visit.expectNoComplaints();
  });
});
