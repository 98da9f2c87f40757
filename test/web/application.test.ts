import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import type { Download } from 'playwright-core';
import type { TestServer } from '../fixtures/server.ts';
import { openStory, pick, seen, type Visit } from './pages.ts';
import type { Story } from './story.ts';

describe('the application', () => {
  let server: TestServer;
  let story: Story;
  let visit: Visit;

  openStory((opened) => {
    ({ server, story, visit } = opened);
  });

  const button = (name: string) => visit.page.getByRole('button', { name, exact: true });
  const dialog = () => visit.page.getByRole('dialog');
  const bytesOf = async (download: Download): Promise<Buffer> => readFile(await download.path());

  describe('signing in', () => {
    it('refuses a wrong password in words, takes the right one, and signs out', async () => {
      await visit.goTo('/');
      const { email, password, legalName } = server.parties[0] ?? { email: '', password: '', legalName: '' };
      await visit.page.getByLabel('E-mail').fill(email);
      await visit.page.getByLabel('Password', { exact: true }).fill('not it');
      await button('Sign in').click();
      expect(await seen(visit.page.getByRole('alert'))).to.include('The name or the secret is wrong.');
      await visit.page.getByLabel('Password', { exact: true }).fill(password);
      await button('Sign in').click();
      await visit.page.getByText(legalName).waitFor();
      await button('Sign out').click();
      await visit.page.getByLabel('E-mail').waitFor();
      const { cookies } = await visit.page.context().storageState();
      expect(cookies).to.deep.equal([]);
      visit.forgetComplaints();
    });

    it('leads a signed-out visitor of a deep link to the page that was asked for', async () => {
      await visit.goTo(`/certificates/${story.issued.id}`);
      await button('Scheldt Chocolate Works NV Exporter').click();
      await visit.page.getByRole('heading', { name: story.issued.number }).waitFor();
      expect(new URL(visit.page.url()).pathname).to.equal(`/certificates/${story.issued.id}`);
    });

    it('keeps what is on the page when the session ends, and goes on after a new sign-in', async () => {
      await visit.enterAs('exporter');
      await visit.goTo(`/pouches/${story.pouch.id}`);
      await button('Share').click();
      await dialog().getByLabel('Add documents').check();
      await visit.page.context().clearCookies();
      // The search for it finds out that nobody is signed in any more.
      await dialog().getByRole('combobox', { name: 'Organisation' }).fill('Singapore Customs');
      const again = visit.page.getByRole('dialog', { name: 'Sign in again' });
      const { email, password } = server.parties.find(({ key }) => key === 'exporter') ?? {
        email: '',
        password: '',
      };
      await again.getByLabel('E-mail').fill(email);
      await again.getByLabel('Password', { exact: true }).fill(password);
      await again.getByRole('button', { name: 'Sign in' }).click();
      await again.waitFor({ state: 'detached' });
      expect(await dialog().getByLabel('Add documents').isChecked()).to.equal(true);
      visit.forgetComplaints();
    });
  });

  describe('an exporter', () => {
    it('sees its certificates with state and seal, finds one and opens it', async () => {
      await visit.enterAs('exporter');
      await visit.page.getByRole('heading', { name: 'What needs you' }).waitFor();
      await visit.goTo('/certificates');
      const rows = visit.page.getByRole('row');
      await rows.nth(5).waitFor();
      for (const state of ['Draft', 'Submitted', 'Not issued', 'Revoked', 'Issued']) {
        expect(await rows.getByText(state, { exact: true }).count(), state).to.equal(1);
      }
      await visit.page.getByRole('searchbox').fill(story.issued.number);
      await rows.nth(2).waitFor({ state: 'detached' });
      expect(visit.page.url()).to.include(`q=${story.issued.number}`);
      expect(await seen(rows.nth(1)))
        .to.match(/[A-Z][a-z]{2} \d{1,2}, \d{4}/)
        .and.include('Straits Fine Foods');
      await visit.page.getByRole('link', { name: story.issued.number }).click();
      await visit.page.getByRole('article').getByText('Dark chocolate couverture').waitFor();
      await visit.page.getByText('Issued by Chamber of Commerce of Antwerp').waitFor();
      await visit.page.goBack();
      expect(await visit.page.getByRole('searchbox').inputValue()).to.equal(story.issued.number);
      visit.expectNoComplaints();
    });

    it('opens the evidence of a step of the trail', async () => {
      await visit.enterAs('exporter');
      await visit.goTo(`/certificates/${story.issued.id}`);
      const step = visit.page.getByRole('listitem').filter({ hasText: 'Issued by' });
      await step.getByText('Evidence').click();
      expect(await seen(step)).to.match(/Batch root\s+0x[0-9a-f]{64}/);
      visit.expectNoComplaints();
    });

    it('makes and downloads a PDF that carries its proof', async () => {
      await visit.enterAs('exporter');
      await visit.goTo(`/certificates/${story.issued.id}`);
      const link = (name: string) => visit.page.getByRole('link', { name });
      await link('Download original').waitFor();
      expect(await button('Make the original').count()).to.equal(0);
      expect(await button('Make a duplicate').count()).to.equal(0);
      await button('Make a copy').click();
      const [download] = await Promise.all([
        visit.page.waitForEvent('download'),
        link('Download copy').click(),
      ]);
      const pdf = await bytesOf(download);
      expect(pdf.subarray(0, 5).toString()).to.equal('%PDF-');
      expect(pdf.includes(`"recordId":"${story.issued.recordId}"`)).to.equal(true);
      visit.expectNoComplaints();
    });

    it('opens a pouch, downloads a document and adds a new version of it', async () => {
      await visit.enterAs('exporter');
      await visit.page.getByRole('link', { name: 'Pouches' }).click();
      await visit.page.getByRole('link', { name: 'Chocolate to Singapore' }).click();
      const download = visit.page.waitForEvent('download');
      await visit.page.getByRole('link', { name: 'Download invoice-2026-0417.pdf' }).click();
      expect(await bytesOf(await download)).to.deep.equal(Buffer.from(story.invoice));

      const name = 'New version of invoice-2026-0417.pdf';
      await visit.page.locator(`input[aria-label="${name}"]`).setInputFiles({
        name: 'corrected.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from('%PDF-1.7 corrected'),
      });
      await visit.page.getByText('Version 2').waitFor();
      await visit.page.getByText('Earlier versions').click();
      await visit.page.getByRole('link', { name: 'Download invoice-2026-0417.pdf, Version 1' }).waitFor();
      visit.expectNoComplaints();
    });

    it('makes a pouch, puts a document and a certificate into it, and shares it', async () => {
      await visit.enterAs('exporter');
      await visit.goTo('/pouches');
      await button('New pouch').click();
      await dialog().getByLabel('Title').fill('Second shipment');
      await visit.page.keyboard.press('Enter');
      await visit.page.getByRole('heading', { name: 'Second shipment' }).waitFor();

      await visit.page.locator('input[aria-label="Add a document"]').setInputFiles({
        name: 'packing-list.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from('carton;weight\n1;25.5\n'),
      });
      await dialog().getByLabel('Kind of document').selectOption('Packing list');
      await dialog().getByRole('button', { name: 'Add' }).click();
      await visit.page.getByText('Packing list · 21 bytes · Version 1').waitFor();

      await button('Share').click();
      await pick(
        dialog().getByRole('combobox', { name: 'Organisation' }),
        'Singapore Cus',
        /Singapore Customs/,
      );
      await dialog().getByRole('button', { name: 'Share', exact: true }).click();
      await dialog().waitFor({ state: 'detached' });
      await visit.page.getByText('Shared. May see and download.').waitFor();
      await button('End sharing with Singapore Customs').click();
      await visit.page.getByText('Shared. May see and download.').waitFor({ state: 'detached' });
      visit.expectNoComplaints();
    });

    it('abandons a draft after a question, and finds it where it looks for abandoned ones', async () => {
      const { page } = visit;
      await visit.enterAs('exporter');
      await visit.goTo('/certificates?state=draft');
      await page.getByRole('row').nth(1).getByRole('link').first().click();
      await button('Abandon').click();
      await page.getByRole('dialog').getByText('It stays in your list').waitFor();
      await button('Abandon it').click();
      await page.getByText('Abandoned', { exact: true }).waitFor();
      expect(await button('Abandon').count()).to.equal(0);
      await visit.goTo('/certificates?state=abandoned');
      expect(await page.getByRole('row').count()).to.equal(2);
      // The form may have been saving what the draft lacked when it was abandoned: that is refused.
      visit.forgetComplaints();
    });
  });

  describe('a forwarder', () => {
    it('accepts a handover and owns the pouch from then on', async () => {
      await visit.enterAs('forwarder');
      await visit.page.getByRole('link', { name: 'Handovers' }).click();
      await visit.page.getByRole('heading', { name: 'Handovers', level: 1 }).waitFor();
      const offer = visit.page.getByRole('listitem').filter({ hasText: 'Booked with you for Thursday.' });
      expect(await seen(offer))
        .to.include('From Scheldt Chocolate Works NV')
        .and.include('Pouch with 1 certificate');
      await offer.getByRole('button', { name: 'Accept' }).click();
      await offer.getByText('Accepted', { exact: true }).waitFor();
      await offer.getByText('Sealed on').waitFor();
      await visit.page.getByRole('link', { name: 'Pouches' }).click();
      await visit.page
        .getByRole('row')
        .filter({ hasText: 'Chocolate to Singapore' })
        .getByRole('cell', { name: 'You', exact: true })
        .waitFor();
      visit.expectNoComplaints();
    });

    it('hands it over to the next one, and withdraws the offer', async () => {
      await visit.enterAs('forwarder');
      await visit.goTo(`/pouches/${story.pouch.id}`);
      await button('Hand over').click();
      await pick(dialog().getByRole('combobox', { name: 'To' }), 'Straits', /Straits Lantern/);
      await dialog().getByLabel('Message').fill('Arrives on the 28th.');
      await dialog().getByRole('button', { name: 'Offer' }).click();
      await visit.page.getByText('Offered to Straits Lantern Agencies Pte Ltd, waiting').waitFor();
      await visit.page.getByRole('link', { name: 'See handovers' }).click();
      const offer = visit.page.getByRole('listitem').filter({ hasText: 'Arrives on the 28th.' });
      await offer.getByRole('button', { name: 'Withdraw' }).click();
      await offer.getByText('Withdrawn').waitFor();
      visit.expectNoComplaints();
    });
  });

  describe('a chamber', () => {
    it('issues what was submitted to it', async () => {
      await visit.enterAs('chamberAntwerp');
      await visit.goTo('/certificates');
      await visit.page.getByRole('button', { name: 'State: All states' }).click();
      await visit.page.getByRole('checkbox', { name: 'Submitted', exact: true }).click();
      await visit.page.keyboard.press('Escape');
      const row = visit.page.getByRole('row').filter({ hasText: 'Submitted' });
      await row.getByRole('link', { name: 'No number yet' }).click();
      await button('Issue').click();
      await visit.page.getByText('Issued by Chamber of Commerce of Antwerp').waitFor();
      await visit.page.getByRole('article', { name: /BE-.+-\d{7}-\d\d/ }).waitFor();
      visit.expectNoComplaints();
    });
  });

  describe('customs', () => {
    it('sees what is shared with it and may not hand over', async () => {
      await visit.enterAs('customsBelgium');
      await visit.page.getByRole('link', { name: story.issued.number }).waitFor();
      expect(await visit.page.getByRole('link', { name: 'Handovers' }).count()).to.equal(0);
      visit.expectNoComplaints();
    });

    it('is told that there is nothing at the address of what it may not see', async () => {
      await visit.enterAs('customsBelgium');
      await visit.goTo(`/certificates/${story.submittedId}`);
      await visit.page.getByText('It does not exist, or it is not shared with you.').waitFor();
      visit.forgetComplaints();
    });
  });
});
