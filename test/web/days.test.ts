import { expect } from 'chai';
import type { TestServer } from '../fixtures/server.ts';
import { beginApplication, fillInApplication, submitApplication } from './application-steps.ts';
import { openPages, pick, seen, startVisit, type Visit } from './pages.ts';

const password = 'correct horse battery';

/** From sign-in to done, where the other tests of the pages follow one part of a role's work. */
describe('the days of those who are new', () => {
  let server: TestServer;
  let federation: Visit;
  let officer: Visit;
  let exporter: Visit;
  openPages((opened) => {
    ({ server, visit: federation } = opened);
  });
  before(async () => {
    [officer, exporter] = [await startVisit(server), await startVisit(server)];
  });
  afterEach(() => {
    for (const visit of [federation, officer, exporter]) visit.expectNoComplaints();
  });
  after(async () => {
    await officer?.close();
    await exporter?.close();
  });

  const click = ({ page }: Visit, name: string) => page.getByRole('button', { name, exact: true }).click();
  const follow = ({ page }: Visit, name: string) =>
    page.getByRole('link', { name, exact: true }).first().click();
  const partyOf = (key: string) => {
    const party = server.parties.find((it) => it.key === key);
    if (party === undefined) throw new Error(`There is no party ${key}.`);
    return party;
  };

  async function register({ page }: Visit, role: string, legalName: string, email: string): Promise<void> {
    const field = (label: string) => page.getByLabel(label, { exact: true });
    await field('Legal name').waitFor();
    await page.getByRole('combobox', { name: 'Role' }).selectOption(role);
    await field('Legal name').fill(legalName);
    await field('Country').selectOption('Belgium');
    await field('Street and number').fill('Rue Renkin 35');
    await field('Town').fill('Liège');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(`First of ${legalName}`);
    await field('E-mail').fill(email);
    await field('First password').fill(password);
    await page.getByRole('button', { name: 'Register' }).click();
    await page.getByRole('heading', { name: legalName }).waitFor();
  }

  const chamber = 'Chamber of Commerce of Liège';
  const works = 'Meuse Glass Works SA';

  it('the federation registers a chamber and gives it another key', async () => {
    const { email, password: first } = partyOf('federation');
    await federation.signIn(email, first);
    await follow(federation, 'Register an organisation');
    await register(federation, 'Chamber of commerce', chamber, 'officer@liege.example');
    await federation.page.getByText('Accredited', { exact: true }).waitFor();
    await click(federation, 'Rotate the key');
    await federation.page.getByRole('dialog').getByRole('button', { name: 'Rotate the key' }).click();
    await federation.page.getByText('Ended', { exact: true }).waitFor();
    expect(await federation.page.getByText('Accredited', { exact: true }).count()).to.equal(1);
  });

  it('its officer signs in with the first password and lets an exporter in', async () => {
    await officer.signIn('officer@liege.example', password);
    await officer.page.getByText('Nothing waits for you').waitFor();
    await follow(officer, 'Organisations');
    await follow(officer, 'Register an organisation');
    await register(officer, 'Exporter', works, 'export@meuse-glass.example');
    await officer.page.getByText(chamber).first().waitFor();
    await follow(officer, 'Desk');
  });

  it('the exporter applies there, the officer issues it with that key, and anyone finds it genuine', async () => {
    await exporter.signIn('export@meuse-glass.example', password);
    await beginApplication(exporter.page, chamber);
    await fillInApplication(exporter.page, 'Straits Fine Foods Pte Ltd');
    await exporter.page.getByText('Saved', { exact: true }).waitFor();
    await submitApplication(exporter.page);

    expect(await seen(officer.page.getByRole('article'))).to.include(works);
    await officer.page.getByRole('button', { name: /^Issue/ }).click();
    await exporter.page.getByText('Sealed on').first().waitFor();
    const number = await seen(exporter.page.getByRole('heading', { level: 1 }));
    const code = await seen(exporter.page.getByRole('definition').filter({ hasText: /^[0-9A-Z]{16}$/ }));

    await federation.signOut();
    await federation.goTo('/');
    await follow(federation, 'Verify a document');
    await federation.page.getByText('By number').click();
    await federation.page.getByLabel('Certificate number').fill(number);
    await federation.page.getByLabel('Verification code').fill(code);
    await click(federation, 'Check');
    await federation.page.locator('[data-outcome=valid]').waitFor();
    expect(await seen(federation.page.locator('[data-outcome]'))).to.include(`Issued by ${chamber}`);
  });

  it('a forwarder rejects what it did not book, and the exporter reads why', async () => {
    const { email, password: first, legalName } = partyOf('forwarder');
    await officer.signIn(email, first);
    await follow(officer, 'Handovers');
    await follow(exporter, 'Pouches');
    await click(exporter, 'New pouch');
    const dialog = exporter.page.getByRole('dialog');
    await dialog.getByLabel('Title').fill('Glass to Singapore');
    await dialog.getByRole('button', { name: 'New pouch' }).click();
    await click(exporter, 'Hand over');
    await pick(dialog.getByRole('combobox', { name: 'To' }), legalName.slice(0, 6), new RegExp(legalName));
    await dialog.getByRole('button', { name: 'Offer' }).click();
    await follow(exporter, 'See handovers');

    const offer = officer.page.getByRole('listitem').filter({ hasText: 'Glass to Singapore' });
    await offer.getByRole('button', { name: 'Reject' }).click();
    await officer.page.getByRole('dialog').getByLabel('Reason').fill('No booking of yours with us.');
    await officer.page.getByRole('dialog').getByRole('button', { name: 'Reject' }).click();
    // What was in it is no longer theirs to see.
    await officer.page.getByText('No longer yours to see').waitFor();
    await exporter.page.getByText('No booking of yours with us.').waitFor();
  });

  it('its owner closes what has done its work: nothing can be added or handed over any more', async () => {
    await follow(exporter, 'Pouches');
    await follow(exporter, 'Glass to Singapore');
    await click(exporter, 'Close for good');
    const dialog = exporter.page.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: 'Close', exact: true }).last().isDisabled()).to.equal(
      true,
    );
    await dialog.getByLabel('Acquitted: the goods have been cleared').check();
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
    await exporter.page.getByText('Closed', { exact: true }).waitFor();
    await exporter.page.getByText(`Closed by ${works}`).first().waitFor();
    for (const name of ['Hand over', 'Add a document', 'Close for good'])
      expect(await exporter.page.getByRole('button', { name, exact: true }).count(), name).to.equal(0);
  });
});
