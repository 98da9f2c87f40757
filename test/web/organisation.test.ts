import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { signIn } from '../../scripts/client/api-client.ts';
import type { TestServer } from '../fixtures/server.ts';
import { expectAccessibleInBothThemes, openPages, pick, seen, type Visit } from './pages.ts';

const run = promisify(execFile);

describe('organisations and their people', () => {
  let server: TestServer;
  let visit: Visit;

  openPages((opened) => {
    ({ server, visit } = opened);
  });

  const dialog = () => visit.page.getByRole('dialog');
  const button = (name: string) => visit.page.getByRole('button', { name, exact: true });
  const field = (label: string) => visit.page.getByLabel(label, { exact: true });
  const refused = async (request: Promise<unknown>) =>
    request.then(
      () => 'done',
      () => 'refused',
    );

  it('an administrator lets a person in, and ends their access', async () => {
    await visit.enterAs('exporter');
    await visit.page.getByRole('link', { name: 'Your organisation' }).click();
    await button('Add a person').click();
    await dialog().getByLabel('Name').fill('Noor Peeters');
    const { email = '' } = server.parties.find(({ key }) => key === 'importer') ?? {};
    await dialog().getByLabel('E-mail').fill(email);
    await dialog().getByLabel('First password', { exact: true }).fill('correct horse battery');
    await dialog().getByRole('button', { name: 'Add' }).click();
    await dialog().getByText('Somebody signs in with this e-mail already.').waitFor();
    expect(await dialog().getByLabel('E-mail').getAttribute('aria-invalid')).to.equal('true');
    await expectAccessibleInBothThemes(visit.page);
    visit.forgetComplaints();

    await dialog().getByLabel('E-mail').fill('noor@scheldt.example');
    await dialog().getByRole('button', { name: 'Add' }).click();
    await dialog().waitFor({ state: 'detached' });
    await visit.page.getByText('noor@scheldt.example').waitFor();
    await signIn(server.url, 'noor@scheldt.example', 'correct horse battery');

    await button('End the access of Noor Peeters').click();
    await dialog().getByText('Signed out everywhere at once').waitFor();
    await dialog().getByRole('button', { name: 'End access' }).click();
    await visit.page.getByText('noor@scheldt.example').waitFor({ state: 'detached' });
    const again = signIn(server.url, 'noor@scheldt.example', 'correct horse battery');
    expect(await refused(again)).to.equal('refused');
    await visit.goTo('/organisation');
    const acts = visit.page.getByRole('table', { name: 'Acts on the organisation' }).getByRole('row');
    await acts.filter({ hasText: 'Person’s access ended' }).filter({ hasText: 'Noor Peeters' }).waitFor();
    await expectAccessibleInBothThemes(visit.page);
    visit.expectNoComplaints();
  });

  it('makes an API client whose first call works as it is copied, and ends it', async () => {
    await visit.enterAs('exporter');
    await visit.goTo('/organisation');
    await button('New API client').click();
    await dialog().getByLabel('Name').fill('ERP Antwerp');
    await dialog().getByLabel('Read certificates').uncheck();
    await dialog().getByRole('button', { name: 'Make' }).click();
    await dialog().getByText('Choose at least one thing').waitFor();
    await expectAccessibleInBothThemes(visit.page);
    await dialog().getByLabel('Read certificates').check();
    await dialog().getByRole('button', { name: 'Make' }).click();
    await dialog().getByText('This secret is shown once.').waitFor();
    await expectAccessibleInBothThemes(visit.page);
    const script = (await dialog().locator('pre').last().textContent()) ?? '';
    const call = async (): Promise<unknown> => JSON.parse((await run('sh', ['-c', script])).stdout);
    expect(await call()).to.have.property('items');

    await button('I have kept it').click();
    await dialog().waitFor({ state: 'detached' });
    await button('End the access of ERP Antwerp').click();
    await dialog().getByRole('button', { name: 'End access' }).click();
    await visit.page.getByText('No systems yet').waitFor();
    expect(await call()).to.not.have.property('items');
    visit.expectNoComplaints();
  });

  it('the federation registers a chamber, with errors beside their fields', async () => {
    await visit.enterAs('federation');
    await visit.goTo('/organisations');
    await expectAccessibleInBothThemes(visit.page);
    await visit.page.getByRole('link', { name: 'Register an organisation' }).click();
    await field('Legal name').waitFor();
    await visit.page.getByLabel('Role').selectOption('Chamber of commerce');
    await field('Legal name').fill('Chamber of Commerce of Liège');
    await field('Country').selectOption('Belgium');
    await field('Street and number').fill('Rue Renkin 35');
    await field('Town').fill('Liège');
    await visit.page.getByRole('textbox', { name: 'Name', exact: true }).fill('Luc Lambert');
    await field('E-mail').fill('luc@liege');
    await field('First password').fill('correct horse battery');
    await button('Register').click();
    await visit.page.locator('[aria-invalid=true]').first().waitFor();
    expect(await field('E-mail').getAttribute('aria-invalid')).to.equal('true');
    await visit.page.waitForFunction(() => document.activeElement?.getAttribute('aria-invalid') === 'true');
    await expectAccessibleInBothThemes(visit.page);
    visit.forgetComplaints();
    await field('E-mail').fill('luc@liege.example');
    await button('Register').click();
    await visit.page.getByRole('heading', { name: 'Chamber of Commerce of Liège' }).waitFor();
    await visit.page.getByText('Accredited', { exact: true }).waitFor();
    visit.expectNoComplaints();
  });

  it('the federation ends an accreditation once its name is typed, and brings it back with a new key', async () => {
    await visit.enterAs('federation');
    await visit.goTo(`/organisations/${server.idOf('chamberAntwerp')}`);
    await button('End the accreditation').click();
    await dialog().getByLabel('As of an earlier time').check();
    await dialog().getByText('Every certificate sealed after that time stops being valid').waitFor();
    await dialog().getByRole('button', { name: 'End the accreditation' }).click();
    await dialog().getByText('Give a time.').waitFor();
    await dialog().getByText('This is not the name.').waitFor();
    await expectAccessibleInBothThemes(visit.page);
    await dialog().getByLabel('Now', { exact: true }).check();
    await dialog().getByLabel('to confirm').fill('Chamber of Commerce of Antwerp');
    await dialog().getByRole('button', { name: 'End the accreditation' }).click();
    await visit.page.getByText('Ended', { exact: true }).waitFor();
    await button('Rotate the key').click();
    await dialog().getByRole('button', { name: 'Rotate the key' }).click();
    await visit.page.getByText('Accredited', { exact: true }).waitFor();
    expect(await seen(visit.page.getByText('Ended', { exact: true }))).to.equal('Ended');
    await expectAccessibleInBothThemes(visit.page);
    visit.expectNoComplaints();
  });

  it('the federation says for how long a country takes certificates, and takes it back', async () => {
    await visit.enterAs('federation');
    await visit.goTo('/organisation');
    await visit.page.getByText('No limits yet').waitFor();
    await button('Add a country').click();
    await pick(dialog().getByRole('combobox', { name: 'Country' }), 'Egy', 'Egypt');
    await dialog().getByLabel('Months').fill('6');
    await dialog().getByLabel('Source').fill('A rule that a test made up');
    await expectAccessibleInBothThemes(visit.page);
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().waitFor({ state: 'detached' });
    expect(await seen(visit.page.getByRole('row').filter({ hasText: 'Egypt' }))).to.match(
      /A rule that a test made up[\s\S]*6 months/,
    );
    await button('Change Egypt').click();
    await dialog().getByLabel('Months').fill('12');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await visit.page.getByText('12 months').waitFor();
    await button('Remove Egypt').click();
    await dialog().getByRole('button', { name: 'Remove' }).click();
    await visit.page.getByText('No limits yet').waitFor();
    visit.expectNoComplaints();
  });
});
