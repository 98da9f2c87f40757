import { expect } from 'chai';
import { sampleApplication, withDeclaration } from '../../scripts/client/sample-application.ts';
import type { TestServer } from '../fixtures/server.ts';
import { expectAccessible, openPages, pick, seen, type Visit } from './pages.ts';

describe('the application form', () => {
  let server: TestServer;
  let visit: Visit;

  openPages((opened) => {
    ({ server, visit } = opened);
  });

  const button = (name: string) => visit.page.getByRole('button', { name, exact: true });
  const field = (path: string) => visit.page.locator(`#field-${path.replaceAll('.', '-')}`);
  const saved = () => visit.page.getByText('Saved', { exact: true }).waitFor();
  const idOfForm = () => new URL(visit.page.url()).pathname.split('/')[2] ?? '';
  const onServer = async () => {
    const exporter = await server.client('exporter');
    return exporter.get<{ version: number; state: string; application: Record<string, unknown> }>(
      `/certificates/${idOfForm()}`,
    );
  };

  /** A new draft, open in the form. */
  async function startDraft(): Promise<void> {
    await visit.enterAs('exporter');
    await visit.goTo('/certificates/new');
    await visit.page
      .getByRole('combobox', { name: 'Chamber of commerce' })
      .selectOption({ label: 'Chamber of Commerce of Antwerp' });
    await button('Start').click();
    await field('consignor.name').waitFor();
  }

  async function fillIn(values: Readonly<Record<string, string>>): Promise<void> {
    for (const [path, value] of Object.entries(values)) await field(path).fill(value);
  }

  const consignee = {
    'consignee.name': 'Straits Fine Foods Pte Ltd',
    'consignee.address.line1': '8 Harbour Quay',
    'consignee.address.city': 'Singapore',
  };
  const item = {
    'items.0.description': 'Dark chocolate couverture',
    'items.0.marks': 'SFF/SIN 1-40',
    'items.0.packages.0.count': '40',
    'items.0.grossWeight.value': '1050.5',
    'items.0.invoice.number': '20260001',
    'items.0.invoice.date': '2026-11-20',
  };

  it('names all that is missing, leads to each, saves as one types, and submits what is complete', async () => {
    await startDraft();
    expect(await field('consignor.name').inputValue()).to.equal('Scheldt Chocolate Works NV');
    await button('Submit to the chamber').click();
    const summary = visit.page.getByRole('region', { name: /things are missing/ });
    expect(await seen(summary))
      .to.include('Consignee, City: This is missing.')
      .and.include('Item 1, Packages: Say how many')
      .and.include('Item 1, Quantity: At least one')
      .and.include('Item 1, Why it is of this origin: Say why');
    await summary.getByRole('link', { name: 'Consignee, City' }).click();
    expect(await visit.page.evaluate(() => document.activeElement?.id)).to.equal(
      'field-consignee-address-city',
    );
    for (const colorScheme of ['light', 'dark'] as const) {
      await visit.page.emulateMedia({ colorScheme });
      await expectAccessible(visit.page);
    }

    await fillIn({ ...consignee, ...item });
    await field('items.0.originCriterion').selectOption({ label: 'Last substantial change' });
    await pick(field('consignee.address.country'), 'Singa', 'Singapore');
    await pick(field('destinationCountry'), 'SG', 'Singapore');
    await pick(field('origins'), 'Belg', 'Belgium');
    const preview = visit.page.getByRole('article', { name: 'Certificate of origin' });
    expect(await seen(preview))
      .to.include('40 cartons')
      .and.include('1,050.5 kg gross')
      .and.include('European Union – Belgium');
    await summary.waitFor({ state: 'detached' });
    await saved();
    expect((await onServer()).application).to.include({ destinationCountry: 'SG' });
    await visit.page.reload();
    expect(await field('items.0.description').inputValue()).to.equal(item['items.0.description']);

    await button('Submit to the chamber').click();
    const declaration = visit.page.getByRole('dialog', { name: 'Declaration of the applicant' });
    expect(await seen(declaration))
      .to.include('originate in the country shown in box 3')
      .and.include('for Scheldt Chocolate Works NV');
    await expectAccessible(visit.page);
    await declaration.getByRole('button', { name: 'Declare and submit' }).click();
    await visit.page.getByText('Submitted', { exact: true }).waitFor();
    visit.expectNoComplaints();
  });

  it('tells what is wrong beside the field, and keeps the rest saved', async () => {
    await startDraft();
    await fillIn({ 'items.0.hsCode': '18', 'items.0.description': 'Pralines' });
    await visit.page.getByText('Saved, but for the fields that are not right yet').waitFor();
    expect(await visit.page.getByText('6, 8 or 10 digits.').count()).to.equal(1);
    const { application } = await onServer();
    expect(application['items']).to.deep.equal([{ seq: 1, description: 'Pralines' }]);
    visit.expectNoComplaints();
  });

  it('adds, numbers and removes items', async () => {
    await startDraft();
    await fillIn(item);
    await button('Add an item').click();
    await field('items.1.description').fill('Pralines');
    expect(await field('items.1.marks').inputValue()).to.equal(item['items.0.marks']);
    await button('Remove item 1').click();
    expect(await field('items.0.description').inputValue()).to.equal('Pralines');
    await saved();
    expect((await onServer()).application['items']).to.deep.equal([
      {
        seq: 1,
        marks: item['items.0.marks'],
        description: 'Pralines',
        invoice: { number: item['items.0.invoice.number'], date: item['items.0.invoice.date'] },
      },
    ]);
    visit.expectNoComplaints();
  });

  it('does not write over what was changed elsewhere', async () => {
    await startDraft();
    await field('remarks').fill('Mine');
    await saved();
    const exporter = await server.client('exporter');
    const { version } = await onServer();
    await exporter.put(`/certificates/${idOfForm()}`, {
      body: { chamberId: server.idOf('chamberAntwerp'), application: { remarks: 'Theirs' } },
      headers: { 'if-match': `"${version}"` },
    });
    await field('remarks').fill('Mine again');
    await visit.page.getByText('Changed elsewhere: read it again').waitFor();
    await button('Read it again').click();
    await visit.page.getByText('Changed elsewhere').waitFor({ state: 'detached' });
    expect(await field('remarks').inputValue()).to.equal('Theirs');
    visit.forgetComplaints();
  });

  it('loses nothing when the connection is gone and the page is loaded anew', async () => {
    await startDraft();
    await visit.page.route('**/api/v1/certificates/*', (route) =>
      route.request().method() === 'PUT' ? route.abort() : route.continue(),
    );
    await field('remarks').fill('Typed in a tunnel');
    await visit.page.getByText('the server cannot be reached').waitFor();
    await visit.page.unrouteAll();
    await saved();
    expect((await onServer()).application['remarks']).to.equal('Typed in a tunnel');

    await visit.page.route('**/api/v1/certificates/*', (route) =>
      route.request().method() === 'PUT' ? route.abort() : route.continue(),
    );
    await field('remarks').fill('Typed in the next one');
    await visit.page.getByText('the server cannot be reached').waitFor();
    await visit.page.reload();
    await visit.page.unrouteAll();
    await button('Put them back').click();
    expect(await field('remarks').inputValue()).to.equal('Typed in the next one');
    await saved();
    visit.forgetComplaints();
  });

  it('goes on where one was when the session ended in the middle', async () => {
    await startDraft();
    await visit.page.context().clearCookies();
    await field('remarks').fill('Before the session ended');
    const again = visit.page.getByRole('dialog', { name: 'Sign in again' });
    const { email, password } = server.parties.find(({ key }) => key === 'exporter') ?? {
      email: '',
      password: '',
    };
    await again.getByLabel('E-mail').fill(email);
    await again.getByLabel('Password', { exact: true }).fill(password);
    await again.getByRole('button', { name: 'Sign in' }).click();
    await again.waitFor({ state: 'detached' });
    await saved();
    expect((await onServer()).application['remarks']).to.equal('Before the session ended');
    visit.forgetComplaints();
  });

  it('shows nobody but who typed it what was typed and not saved', async () => {
    const exporter = await server.client('exporter');
    const colleague = { name: 'Ines', email: 'ines@scheldt.example', password: 'correct horse battery' };
    await exporter.post('/users', { body: { ...colleague, administrator: false } });
    await startDraft();
    const path = new URL(visit.page.url()).pathname;
    await visit.page.route('**/api/v1/certificates/*', (route) =>
      route.request().method() === 'PUT' ? route.abort() : route.continue(),
    );
    await field('remarks').fill('For my eyes');
    await visit.page.getByText('the server cannot be reached').waitFor();
    await button('Sign out').click();
    await visit.page.unrouteAll();

    await visit.page.getByLabel('E-mail').fill(colleague.email);
    await visit.page.getByLabel('Password', { exact: true }).fill(colleague.password);
    await button('Sign in').click();
    await button('Sign out').waitFor();
    await visit.goTo(path);
    await field('remarks').waitFor();
    expect(await button('Put them back').count()).to.equal(0);
    expect(await field('remarks').inputValue()).to.equal('');
    await visit.enterAs('exporter');
    await visit.goTo(path);
    await button('Put them back').click();
    expect(await field('remarks').inputValue()).to.equal('For my eyes');
    visit.forgetComplaints();
  });

  it('shows why the chamber did not issue it, and starts another from it', async () => {
    const exporter = await server.client('exporter');
    const chamber = await server.client('chamberAntwerp');
    const { items } = await exporter.get<{ items: { id: string }[] }>('/certificates?state=submitted');
    const id = items[0]?.id ?? '';
    await chamber.post(`/certificates/${id}/rejection`, { body: { reason: 'Box 7 lacks the net weight.' } });
    await visit.enterAs('exporter');
    await visit.goTo(`/certificates/${id}/edit`);
    await visit.page.getByText('Box 7 lacks the net weight.').waitFor();
    await visit.goTo(`/certificates/${id}`);
    await visit.page.getByRole('link', { name: 'Change and submit again' }).waitFor();
    await visit.page.getByRole('link', { name: 'Use as a template' }).click();
    await button('Start').click();
    await visit.page.waitForURL(/\/edit$/);
    await field('items.0.description').waitFor();
    expect(idOfForm()).not.to.equal(id);
    expect(await field('items.0.description').inputValue()).to.equal(item['items.0.description']);
    visit.expectNoComplaints();
  });

  describe('where what needs an exporter is seen and done', () => {
    const apply = async (application: object) => {
      const exporter = await server.client('exporter');
      const body = { chamberId: server.idOf('chamberAntwerp'), application };
      return (await exporter.post<{ id: string }>('/certificates', { body })).id;
    };

    it('shows it first, and leads into it', async () => {
      const id = await apply({ remarks: 'Half' });
      await visit.enterAs('exporter');
      const drafts = visit.page.locator('section').filter({ hasText: 'Drafts to go on with' });
      await drafts.getByRole('link', { name: 'No number yet' }).first().click();
      await field('remarks').waitFor();
      expect(idOfForm()).to.equal(id);
      await visit.goTo('/');
      await expectAccessible(visit.page);
      visit.expectNoComplaints();
    });

    it('keeps its filters in the address', async () => {
      const toNorway = await apply({ destinationCountry: 'NO' });
      await visit.enterAs('exporter');
      await visit.goTo('/certificates');
      await visit.page.getByRole('combobox', { name: 'Destination' }).selectOption({ label: 'Norway' });
      await visit.page.getByRole('button', { name: 'State: All states' }).click();
      await visit.page.getByRole('checkbox', { name: 'Draft', exact: true }).click();
      await visit.page.keyboard.press('Escape');
      await visit.page.getByRole('row').nth(2).waitFor({ state: 'detached' });
      expect(new URL(visit.page.url()).search).to.equal('?destination=NO&state=draft');
      await visit.page.getByRole('link', { name: 'No number yet' }).click();
      await field('remarks').waitFor();
      expect(idOfForm()).to.equal(toNorway);
      await visit.page.goBack();
      await visit.page.getByLabel('To', { exact: true }).fill('2001-01-01');
      await visit.page.getByText('Nothing found').waitFor();
      await button('Clear the filters').click();
      await visit.page.getByRole('row').nth(2).waitFor();
      visit.expectNoComplaints();
    });

    it('submits many drafts at once, and says which are not complete', async () => {
      const ids = [await apply(sampleApplication(7)), await apply(sampleApplication(8))];
      await visit.enterAs('exporter');
      await visit.goTo('/certificates?state=draft');
      await visit.page
        .getByRole('checkbox', { name: /Choose No number yet$/ })
        .first()
        .check();
      for (const box of await visit.page.getByRole('checkbox', { name: /Straits Fine Foods/ }).all())
        await box.check();
      const bar = visit.page.getByRole('region', { name: 'Chosen certificates' });
      await expectAccessible(visit.page);
      await bar.getByRole('button', { name: /Submit \d drafts/ }).click();
      await button('Declare and submit').click();
      await bar.getByRole('alert').getByRole('link', { name: 'No number yet' }).waitFor();
      const exporter = await server.client('exporter');
      for (const id of ids)
        expect((await exporter.get<{ state: string }>(`/certificates/${id}`)).state).to.equal('submitted');
      visit.forgetComplaints();
    });

    it('puts many certificates into a pouch', async () => {
      const exporter = await server.client('exporter');
      const chamber = await server.client('chamberAntwerp');
      for (const serial of [21, 22]) {
        const id = await apply(sampleApplication(serial));
        await exporter.post(`/certificates/${id}/submission`, withDeclaration);
        await chamber.post(`/certificates/${id}/issuance`);
      }
      const { id } = await exporter.post<{ id: string }>('/pouches', { body: { title: 'Two together' } });
      await visit.enterAs('exporter');
      await visit.goTo('/certificates?state=issued');
      await visit.page.getByRole('checkbox', { name: 'Choose all that are shown' }).check();
      await button('Put 2 into a pouch').click();
      const dialog = visit.page.getByRole('dialog');
      await pick(dialog.getByRole('combobox', { name: 'Pouch' }), 'Two', /^Two together/);
      await dialog.getByRole('button', { name: 'Put in' }).click();
      await visit.page.getByRole('region', { name: 'Chosen certificates' }).waitFor({ state: 'detached' });
      const { certificates } = await exporter.get<{ certificates: unknown[] }>(`/pouches/${id}`);
      expect(certificates).to.have.length(2);
      visit.expectNoComplaints();
    });
  });
});
