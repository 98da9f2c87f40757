import { expect } from 'chai';
import { sampleApplication } from '../../scripts/client/sample-application.ts';
import type { TestServer } from '../fixtures/server.ts';
import { expectAccessible, openPages, pick, seen, type Visit } from './pages.ts';

interface Kept {
  readonly state: string;
  readonly application: Record<string, unknown>;
}

describe('the whole form', () => {
  let server: TestServer;
  let visit: Visit;

  openPages((opened) => {
    ({ server, visit } = opened);
  });

  const field = (path: string) => visit.page.locator(`#field-${path.replaceAll('.', '-')}`);
  const box = (name: RegExp) => visit.page.getByRole('region', { name });
  const more = (lead: string) => visit.page.getByRole('button', { name: `More ${lead}` });
  const saved = () => visit.page.getByText('Saved', { exact: true }).waitFor();

  /** A draft with this application, open in the form. */
  async function open(application: object): Promise<string> {
    const exporter = await server.client('exporter');
    const body = { chamberId: server.idOf('chamberAntwerp'), application };
    const { id } = await exporter.post<{ id: string }>('/certificates', { body });
    await visit.enterAs('exporter');
    await visit.goTo(`/certificates/${id}/edit`);
    await field('consignor.name').waitFor();
    return id;
  }
  const onServer = async (id: string): Promise<Kept> =>
    (await server.client('exporter')).get<Kept>(`/certificates/${id}`);

  const { consignor: exporter, invoiceTotal: _, incoterm: __, ...sample } = sampleApplication(1);
  const bare = { ...sample, consignor: exporter, references: {}, transport: {} };

  it('takes parties, ways and references that few certificates have, and shows them on the sheet', async () => {
    const id = await open(bare);

    await box(/^1 /).getByRole('checkbox', { name: 'The consignor signs for another company' }).check();
    await field('onBehalfOf.name').fill('Scheldt Cocoa Growers BV');
    await field('onBehalfOf.address.line1').fill('Kaai 7');
    await field('onBehalfOf.address.city').fill('Gent');
    await pick(field('onBehalfOf.address.country'), 'Belg', 'Belgium');
    await box(/^1 /).getByRole('button', { name: 'More Second address line' }).last().click();
    await field('onBehalfOf.id.scheme').selectOption({ label: 'KBO' });
    await field('onBehalfOf.id.value').fill('0403.170.702');

    await field('transport.mode').selectOption({ label: 'By sea' });
    await pick(field('transport.portOfLoading.name'), 'antwer', 'Antwerpen (BEANR)');
    await pick(field('transport.portOfDischarge.name'), 'sgsin', 'Singapore (SGSIN)');
    await more('IMO number').click();
    await box(/^4 /).getByRole('button', { name: 'Add a container' }).click();
    await field('transport.containers.0.number').fill('csqu 305438 4');
    await field('transport.containers.0.type').fill('22g1');
    await field('transport.meansId').fill('9074729');

    await pick(field('language'), 'span', 'Spanish');
    await more('Contract').click();
    await field('references.contract').fill('C-2026-7');
    await field('invoiceTotal.amount').fill('18450.5');
    await pick(field('invoiceTotal.currency'), 'dollar', 'SGD Singapore Dollar');
    await field('incoterm.code').selectOption('CIF');
    await field('incoterm.place').fill('Singapore');

    // Beside the fields, in words: what is not right.
    expect(await seen(box(/^1 /))).to.include('This number is not right: look at its digits.');
    expect(await seen(box(/^4 /))).to.include('This number is not right: its last digit does not fit.');
    for (const colorScheme of ['light', 'dark'] as const) {
      await visit.page.emulateMedia({ colorScheme });
      await expectAccessible(visit.page);
    }
    await field('onBehalfOf.id.value').fill('0403.170.701');
    await box(/^4 /).getByRole('button', { name: 'Add a container' }).click();
    await field('transport.containers.1.number').fill('CSQU3054383');
    await field('transport.containers.1.type').fill('22g1');
    await box(/^4 /).getByRole('button', { name: 'Remove CSQU3054384' }).click();
    expect(await field('transport.containers.1.number').count()).to.equal(0);
    await saved();

    const preview = visit.page.getByRole('article', { name: 'Certificate of origin' });
    expect(await seen(preview))
      .to.match(/for and on behalf of\s+Scheldt Cocoa Growers BV/)
      .and.include('KBO 0403.170.701')
      .and.include('Antwerpen to Singapore')
      .and.include('Containers: CSQU3054383 22G1')
      .and.include('Made out in Spanish')
      .and.include('CIF Singapore');
    const { application } = await onServer(id);
    expect(application['onBehalfOf']).to.deep.include({ id: { scheme: 'be-kbo', value: '0403.170.701' } });
    expect(application).to.deep.include({
      language: 'es',
      transport: {
        mode: 'sea',
        portOfLoading: { code: 'BEANR', name: 'Antwerpen' },
        portOfDischarge: { code: 'SGSIN', name: 'Singapore' },
        containers: [{ number: 'CSQU3054383', type: '22G1' }],
        meansId: '9074729',
      },
      references: { contract: 'C-2026-7' },
      invoiceTotal: { amount: '18450.5', currency: 'SGD' },
      incoterm: { code: 'CIF', place: 'Singapore' },
    });
    visit.expectNoComplaints();
  });

  it('takes goods with units, rules and sums of their own, and submits them', async () => {
    const id = await open(bare);
    await field('items.0.quantity.value').fill('12');
    await field('items.0.quantity.unit').selectOption({ label: 'Another unit…' });
    await pick(field('items.0.quantity.unit'), 'dozen pa', 'dozen pack (DZP)');
    await field('items.0.originCriterion').selectOption({ label: 'A rule for this product' });
    await field('items.0.originRule').fill('Change of heading');
    await more('Product number').first().click();
    await field('items.0.productId').fill('5411188112708');
    await more('Totals').click();
    await visit.page.getByRole('button', { name: 'Take the sums' }).click();
    expect(await field('totals.gross.value').inputValue()).to.equal('1170.5');
    expect(await seen(box(/^6/))).to.include('This is no GTIN: its last digit does not fit.');
    await field('items.0.productId').fill('5411188112709');
    await saved();

    const preview = visit.page.getByRole('article', { name: 'Certificate of origin' });
    expect(await seen(preview))
      .to.include('12 dozen pack')
      .and.include('51 packages')
      .and.include('Product 5411188112709');
    await visit.page.getByRole('button', { name: 'Submit to the chamber' }).click();
    await visit.page.getByRole('dialog').getByRole('button', { name: 'Declare and submit' }).click();
    await visit.page.getByText('Submitted', { exact: true }).waitFor();
    const { state, application } = await onServer(id);
    expect(state).to.equal('submitted');
    const [first] = bare.items;
    expect((application['items'] as unknown[])[0]).to.deep.equal({
      ...first,
      quantity: { value: '12', unit: 'DZP' },
      originCriterion: 'PSR',
      originRule: 'Change of heading',
      productId: '5411188112709',
    });
    expect(application['totals']).to.deep.equal({
      packages: 51,
      gross: { value: '1170.5', unit: 'KGM' },
      net: { value: '1100', unit: 'KGM' },
    });
    visit.expectNoComplaints();
  });

  it('warns beside the field, and shows the chamber the same with its source', async () => {
    const id = await open(bare);
    await pick(field('destinationCountry'), 'Egy', 'Egypt');
    await field('references.acid').waitFor();
    await visit.page.getByText('Egypt asks for the ACID of 19 digits.').waitFor();
    await visit.page.getByText('This is not the country of the consignee. Is it right?').waitFor();
    await expectAccessible(visit.page);
    await visit.page.getByRole('button', { name: 'Submit to the chamber' }).click();
    await visit.page.getByRole('dialog').getByRole('button', { name: 'Declare and submit' }).click();
    await visit.page.getByText('Submitted', { exact: true }).waitFor();

    await visit.enterAs('chamberAntwerp');
    await visit.goTo(`/certificates/${id}`);
    const warnings = visit.page.getByRole('listitem').filter({ hasText: 'ACID of 19 digits' });
    expect(await seen(warnings)).to.include('Source: Egyptian Customs Authority');
    const details = visit.page.getByRole('region', { name: 'With the application' });
    expect(await seen(details)).to.include('Last substantial change');
    await visit.goTo('/desk');
    await visit.page.getByText('to Straits Fine Foods Pte Ltd, Egypt').click();
    await visit.page.getByText('Worth a look').first().waitFor();
    await expectAccessible(visit.page);
    visit.expectNoComplaints();
  });

  it('does not submit what a notice forbids, and says by which rule', async () => {
    const [item] = bare.items;
    const id = await open({ ...bare, origins: ['RU'], items: [{ ...item, hsCode: '27101943' }] });
    await visit.page.getByText('Petroleum products of Russian origin are forbidden.').waitFor();
    await visit.page.getByRole('button', { name: 'Submit to the chamber' }).click();
    const summary = visit.page.getByRole('region', { name: 'One thing is missing or not right yet' });
    expect(await seen(summary))
      .to.include('Item 1, HS code')
      .and.include('Regulation (EU) 2022/879');
    await summary.getByRole('link').click();
    expect(await visit.page.evaluate(() => document.activeElement?.id)).to.equal('field-items-0-hsCode');
    expect((await onServer(id)).state).to.equal('draft');
    visit.expectNoComplaints();
  });
});
