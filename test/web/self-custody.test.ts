import { expect } from 'chai';
import type { Route } from 'playwright-core';
import { newPerson } from '../api/support/members.ts';
import type { RecordState } from '../api/support/shipment.ts';
import type { TestServer } from '../fixtures/server.ts';
import {
  expectAccessible,
  expectAccessibleInBothThemes,
  openPages,
  pick,
  startVisit,
  type Visit,
} from './pages.ts';

/** Keys that stay in the browser: what people see of them, and what the page refuses to sign. */
describe('keys of one’s own in the pages', () => {
  let server: TestServer;
  let visit: Visit;
  /** Made while the server held the exporter's keys. */
  let early: Pouch;

  openPages((opened) => {
    ({ server, visit } = opened);
  });

  interface Pouch {
    readonly id: string;
    readonly recordId: string;
  }
  const nameOf = (key: string) => server.parties.find((party) => party.key === key)?.legalName ?? '';
  const dialog = (title: string) => visit.page.getByRole('dialog', { name: title });
  const signing = () => dialog('Sign with the keys in this browser');
  const button = (name: string) => visit.page.getByRole('button', { name, exact: true });
  /** A browser reports every 409, and each act that is to be signed is answered so first. */
  const expectNoComplaints = () => {
    visit.forgetComplaints(/status of 409/);
    visit.expectNoComplaints();
  };
  const makePouch = async (by: 'exporter' | 'forwarder', title: string) =>
    (await server.client(by)).post<Pouch>('/pouches', { body: { title } });
  const ownerOf = async ({ recordId }: Pouch) =>
    (await (await server.client('forwarder')).get<RecordState>(`/records/${recordId}`)).owner.id;
  const sign = async () => {
    await signing().getByRole('button', { name: 'Sign', exact: true }).click();
    await signing().waitFor({ state: 'detached' });
  };
  const offerTo = async (key: string) => {
    await button('Hand over').first().click();
    const name = nameOf(key);
    const offer = dialog('Hand over');
    await pick(offer.getByRole('combobox', { name: 'To' }), name.slice(0, 8), new RegExp(name));
    await offer.getByLabel('Message').fill('As agreed by telephone');
    await offer.getByRole('button', { name: 'Offer', exact: true }).click();
  };

  it('an administrator makes keys in the browser', async () => {
    early = await makePouch('exporter', 'On the server’s key');
    await visit.enterAs('exporter');
    await visit.goTo('/organisation');
    await visit.page.getByText('This server holds them for you').waitFor();
    await visit.page.getByRole('link', { name: 'See and change who holds them' }).click();
    await visit.page.getByText('Nobody but the server yet').waitFor();
    const enrolling = '**/api/v1/key-holders';
    await visit.page.route(enrolling, (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    await button('Keep keys in this browser').click();
    await visit.page.getByText('These are the first.').waitFor();
    await visit.page.getByLabel('Name').fill('Laptop in Antwerp');
    await expectAccessible(visit.page);
    await button('Make the keys').click();
    // The server never hears of it: what the browser made is found, and removed or used.
    await dialog('Keep keys in this browser').getByRole('alert').waitFor();
    await button('Cancel').click();
    await button('Remove them').click();
    await dialog('Remove them').getByRole('button', { name: 'Remove them' }).click();
    await visit.page.getByText('that are nobody’s').waitFor({ state: 'detached' });
    await button('Keep keys in this browser').click();
    await visit.page.getByLabel('Name').fill('Laptop in Antwerp');
    await button('Make the keys').click();
    await dialog('Keep keys in this browser').getByRole('alert').waitFor();
    await button('Cancel').click();
    await visit.page.getByText('This browser made keys (Laptop in Antwerp)').waitFor();
    await expectAccessible(visit.page);
    await visit.page.unroute(enrolling);
    visit.forgetComplaints(/ERR_FAILED/);
    await button('Use them now').click();
    await dialog('Use them now').getByRole('button', { name: 'Use them now' }).click();
    const row = visit.page.getByRole('row').filter({ hasText: 'Laptop in Antwerp' });
    await row.getByText('This browser').waitFor();
    await row.getByText('Holds keys').waitFor();
    await visit.page.getByText(/still on (a key|keys) that the server holds/).waitFor();
    await expectAccessibleInBothThemes(visit.page);
    // The private halves are there, and no script reads them.
    const extractable = await visit.page.evaluate(async () => {
      const opened = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open('openpouch-keys');
        request.onsuccess = () => resolve(request.result);
      });
      const all = opened.transaction('keys').objectStore('keys').getAll();
      await new Promise((resolve) => {
        all.onsuccess = resolve;
      });
      opened.close();
      return (all.result as { privateKey: CryptoKey }[]).map(({ privateKey }) => privateKey.extractable);
    });
    expect(extractable).to.deep.equal(Array.from({ length: 101 }, () => false));
    expectNoComplaints();
  });

  it('a document that the server held goes onto a key of one’s own', async () => {
    await visit.goTo(`/pouches/${early.id}`);
    await button('Put it on a new key').click();
    await dialog('Put it on a new key').getByRole('button', { name: 'Put it on a new key' }).click();
    await signing().getByText('It goes onto a new key of yours').waitFor();
    await expectAccessibleInBothThemes(visit.page);
    await sign();
    await visit.page.getByText('It is on a new key of yours.').waitFor();
    await visit.page.getByText('Key renewed by').waitFor();
    const exporter = await server.client('exporter');
    const custody = await exporter.get<{ holders: { records: number }[] }>('/key-holders');
    expect(custody.holders.map(({ records }) => records)).to.deep.equal([1]);
    expectNoComplaints();
  });

  it('a pouch whose key is lost is replaced by a new one, which names it', async () => {
    await visit.goTo(`/pouches/${early.id}`);
    await button('Its key is lost').click();
    await dialog('A new pouch in its place').getByRole('button', { name: 'Make it' }).click();
    await sign();
    await visit.page.getByRole('link', { name: 'Takes the place of the pouch On the server’s key.' }).click();
    await visit.page.getByText('The pouch On the server’s key takes its place.').waitFor();
    await visit.page.getByText('A new pouch put in its place by').waitFor();
    expect(await button('Its key is lost').count()).to.equal(0);
    expectNoComplaints();
  });

  it('an offer is signed; who leaves it has what was entered; the owner signs last', async () => {
    await visit.goTo(`/pouches/${early.id}`);
    await offerTo('forwarder');
    await signing()
      .getByText(`Handover to ${nameOf('forwarder')} offered by`)
      .waitFor();
    await signing().getByText('On the server’s key').waitFor();
    await visit.page.keyboard.press('Escape');
    await signing().waitFor({ state: 'detached' });
    const offer = dialog('Hand over');
    expect(await offer.getByLabel('Message').inputValue()).to.equal('As agreed by telephone');
    await offer.getByRole('button', { name: 'Offer', exact: true }).click();
    await sign();
    await visit.page.getByText(`Offered to ${nameOf('forwarder')}, waiting for an answer.`).waitFor();

    const forwarder = await server.client('forwarder');
    const { items } = await forwarder.get<{ items: { id: string }[] }>('/handovers?box=incoming');
    await forwarder.post(`/handovers/${items[0]?.id}/acceptance`);
    await visit.goTo(`/pouches/${early.id}`);
    await visit.page.getByText('has accepted. It is theirs once you sign.').waitFor();
    expect(await button('Hand over').count()).to.equal(0);
    expect(await ownerOf(early)).to.equal(server.idOf('exporter'));
    await button('Sign the handover').click();
    await signing()
      .getByText(`It goes to ${nameOf('forwarder')}`)
      .waitFor();
    await sign();
    await button('Sign the handover').waitFor({ state: 'detached' });
    expect(await ownerOf(early)).to.equal(server.idOf('forwarder'));
    expectNoComplaints();
  });

  it('what is accepted goes onto a key of this browser, under one confirmation', async () => {
    const pouch = await makePouch('forwarder', 'From the forwarder');
    const body = { to: server.idOf('exporter') };
    await (await server.client('forwarder')).post(`/records/${pouch.recordId}/handovers`, { body });
    await visit.goTo('/handovers');
    await button('Accept').click();
    await signing().getByText('Handover accepted by').waitFor();
    await sign();
    await visit.page.getByText('Accepted', { exact: true }).waitFor();
    expect(await ownerOf(pouch)).to.equal(server.idOf('exporter'));
    early = pouch;
    expectNoComplaints();
  });

  it('what the server alters on its way is not signed', async () => {
    const { page } = visit;
    const alter = async (route: Route) => {
      const response = await route.fetch();
      const answer = (await response.json()) as { preparation?: { statements: { bytes: string }[] } };
      const [statement] = answer.preparation?.statements ?? [];
      if (statement !== undefined) {
        const [header = '', payload = ''] = Buffer.from(statement.bytes, 'base64url').toString().split('.');
        const said = Buffer.from(payload, 'base64url').toString();
        const other = said.replace(server.idOf('forwarder'), server.idOf('importer'));
        const bytes = `${header}.${Buffer.from(other).toString('base64url')}`;
        statement.bytes = Buffer.from(bytes).toString('base64url');
      }
      await route.fulfill({ response, json: answer });
    };
    await page.route('**/records/*/handovers', alter);
    await visit.goTo(`/pouches/${early.id}`);
    await offerTo('forwarder');
    const refusal = dialog('This page refuses to sign');
    await refusal.getByText('is not what it said that it was').waitFor();
    await expectAccessible(page);
    await refusal.getByRole('button', { name: 'Close' }).click();
    await page.unroute('**/records/*/handovers', alter);
    expect(await dialog('Hand over').getByLabel('Message').inputValue()).to.equal('As agreed by telephone');
    const exporter = await server.client('exporter');
    const { items } = await exporter.get<{ items: unknown[] }>('/handovers?box=outgoing&state=offered');
    expect(items).to.deep.equal([]);
    expectNoComplaints();
  });

  it('a browser without keys says who can sign; it may hold some too, once an administrator agrees', async () => {
    const person = newPerson();
    await (await server.client('exporter')).post('/users', { body: person });
    const first = visit;
    const second = await startVisit(server);
    visit = second;
    try {
      await visit.signIn(person.email, person.password);
      await visit.goTo(`/pouches/${early.id}`);
      await offerTo('forwarder');
      const elsewhere = dialog('The keys for this are not in this browser');
      await elsewhere.getByText('Laptop in Antwerp').waitFor();
      await expectAccessible(visit.page);
      await elsewhere.getByRole('button', { name: 'Close' }).click();
      expect(await dialog('Hand over').getByLabel('Message').inputValue()).to.equal('As agreed by telephone');
      await visit.goTo('/organisation/keys');
      await button('Keep keys in this browser').click();
      await visit.page.getByLabel('Name').fill('Second browser');
      await button('Propose them').click();
      await visit.page.getByText('once an administrator has confirmed them').waitFor();

      visit = first;
      await visit.goTo('/organisation/keys');
      await button('Confirm the keys of Second browser').click();
      await dialog('Confirm the keys of Second browser').getByRole('button', { name: 'Confirm' }).click();
      await dialog('Confirm the keys of Second browser').waitFor({ state: 'detached' });

      visit = second;
      await visit.goTo(`/pouches/${early.id}`);
      await button('Put it on a new key').click();
      await dialog('Put it on a new key').getByRole('button', { name: 'Put it on a new key' }).click();
      // The document is on the first browser's key: that one has to let it go.
      await elsewhere.getByText('Laptop in Antwerp').waitFor();
      await elsewhere.getByRole('button', { name: 'Close' }).click();
      expectNoComplaints();

      visit = first;
      // Another holder's identity key is the newest: this browser says that it signs with its own.
      await visit.goTo(`/pouches/${early.id}`);
      await offerTo('forwarder');
      await sign();
      await visit.page.getByText(`Offered to ${nameOf('forwarder')}, waiting for an answer.`).waitFor();
      expectNoComplaints();
    } finally {
      await second.close();
      visit = first;
    }
  });

  it('a passkey holds keys too: it is asked for each act, and nothing of them is kept', async () => {
    const first = visit;
    // Passkeys are for a domain, which an address in numbers is none.
    const { parties, url } = server;
    visit = await startVisit({ parties, url: url.replace('127.0.0.1', 'localhost') });
    const { page } = visit;
    try {
      const cdp = await page.context().newCDPSession(page);
      await cdp.send('WebAuthn.enable');
      const authenticator = (hasPrf: boolean) =>
        cdp.send('WebAuthn.addVirtualAuthenticator', {
          options: {
            ...{ protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasPrf },
            ...{ hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
          },
        });
      await visit.enterAs('exporter');
      await visit.goTo('/organisation/keys');
      // One that derives nothing is not taken.
      const weak = await authenticator(false);
      await button('Use a passkey').click();
      await button('Make the keys').click();
      await page.getByText('This passkey cannot derive keys').waitFor();
      await expectAccessible(page);
      await cdp.send('WebAuthn.removeVirtualAuthenticator', weak);
      await authenticator(true);
      await page.getByLabel('Name').fill('Passkey of the harbour office');
      await button('Make the keys').click();
      const row = (name: string) => page.getByRole('row').filter({ hasText: name });
      await row('Passkey of the harbour office').getByText('Holds keys').waitFor();
      await button('End Laptop in Antwerp').click();
      await dialog('End Laptop in Antwerp').getByText('They stay there').waitFor();
      await dialog('End Laptop in Antwerp').getByRole('button', { name: 'End', exact: true }).click();
      await row('Laptop in Antwerp').getByText('Ended').waitFor();

      const pouch = await makePouch('forwarder', 'For the passkey');
      const body = { to: server.idOf('exporter') };
      await (await server.client('forwarder')).post(`/records/${pouch.recordId}/handovers`, { body });
      await visit.goTo('/handovers');
      await button('Accept').click();
      const asked = () => dialog('Sign with your passkey');
      await asked().getByText('Handover accepted by').waitFor();
      await asked().getByRole('button', { name: 'Sign', exact: true }).click();
      await button('Accept').waitFor({ state: 'detached' });
      expect(await ownerOf(pouch)).to.equal(server.idOf('exporter'));
      expectNoComplaints();

      // The browser that was ended, on a page that was open all the time, names its key no more: the passkey is asked for.
      const second = visit;
      visit = first;
      await visit.page.getByRole('link', { name: 'See handovers' }).click();
      await button('Withdraw').click();
      await asked().getByText('Handover withdrawn by').waitFor();
      visit = second;
    } finally {
      await visit.close();
      visit = first;
    }
  });
});
