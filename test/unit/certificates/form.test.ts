import { expect } from 'chai';
import { findHole } from '../../../core/rendition.ts';
import { formWords } from '../../../server/certificates/renditions/form-language.ts';
import { type FormData, page, renditionKinds } from '../../../server/certificates/renditions/form-page.ts';
import { renderForm } from '../../../server/certificates/renditions/form-pdf.ts';
import { readsRtl, toRuns } from '../../../server/certificates/renditions/form-runs.ts';
import { led } from '../../../server/certificates/renditions/form-words.ts';
import { attachmentsOf, pagesOf, placesOn } from './support/pdf-reader.ts';
import { sampleForm, sampleItems } from './support/sample-form.ts';

const textOf = async (form: FormData): Promise<string> =>
  (await pagesOf(await renderForm(form))).join('\n').replaceAll(/\s+/g, ' ');

describe('form', () => {
  it('holds all that the certificate says', async () => {
    const [first = ''] = await pagesOf(await renderForm(sampleForm()));
    for (const said of [
      'BE-042-26-0000123-89',
      'ORIGINAL',
      'EUROPEAN UNION',
      'CERTIFICATE OF ORIGIN',
      'Scheldt Chocolate Works NV',
      'Straits Fine Foods Pte Ltd',
      'European Union – Belgium',
      'By sea, MV Noordzee, voyage 231E',
      'Departure 28 November 2026',
      'Pralines, assorted, in gift boxes of 250 g',
      'Gross 1050.5 kg',
      'Antwerpen, 22 November 2026',
      'An Peeters',
      'Chamber of Commerce of Antwerp, ICC accreditation 042',
      '7ZK4-M2Q9-XWTB-3HVD',
    ]) {
      expect(first).to.include(said);
    }
  });

  it('says in which language it is made out, where that is not its own', async () => {
    expect(await textOf(sampleForm({ language: 'es' }))).to.include('Made out in Spanish');
    expect(await textOf(sampleForm())).not.to.include('Made out');
  });

  it('speaks the language that it is made out in, with English beside, where it can', async () => {
    for (const [language, ...said] of [
      [
        'nl',
        'Afzender / Consignor',
        'CERTIFICAAT VAN OORSPRONG',
        'ORIGINEEL',
        'Europese Unie – België',
        'Bruto',
      ],
      [
        'fr',
        'Expéditeur / Consignor',
        'CERTIFICAT D’ORIGINE',
        'ORIGINAL',
        'Union européenne – Belgique',
        'Brut',
      ],
      ['zh', '发货人 / Consignor', '原产地证书', '正本', '欧洲联盟 – 比利时', '毛重'],
      ['ar', 'المرسل إليه', 'شهادة منشأ', 'أصل', 'بلجيكا', 'الوزن القائم', 'Consignor', 'ORIGINAL'],
    ] as const) {
      const text = await textOf(sampleForm({ language, items: sampleItems(12) }));
      for (const one of [...said, 'CERTIFICATE OF ORIGIN', 'The undersigned authority certifies'])
        expect(text).to.include(one);
      expect(text).not.to.include('Made out');
    }
  });

  it('stands the other way round in a language that reads from right to left', async () => {
    const placed = async (language: string, text: string) => {
      const found = (await placesOn(await renderForm(sampleForm({ language })))).find(
        (it) => it.text === text,
      );
      return found ?? expect.fail(`${text} is not there`);
    };
    const across = page.left + page.right;
    for (const text of ['BE-042-26-0000123-89', 'Scheldt Chocolate Works NV', 'SFF/SIN 1-43', 'An Peeters']) {
      const [latin, arabic] = [await placed('en', text), await placed('ar', text)];
      expect(arabic.x, text).to.be.closeTo(across - latin.x - latin.width, 0.5);
      expect(arabic.y, text).to.be.closeTo(latin.y, 14);
    }
  });

  it('keeps numbers and names whole in an Arabic line, whatever stands beside them', () => {
    const words = formWords('ar');
    const [number, day] = ['204-881-337', '22 نوفمبر 2026'];
    for (const [line, whole] of [
      [words.invoice(number, day), number],
      [words.importer(`Nile Imports, Cairo, ${number}`), `Nile Imports, Cairo, ${number}`],
      [words.check('https://pouch.example/verify'), 'https://pouch.example/verify'],
      [words.containers('MSCU1234566 (22G1)'), 'MSCU1234566 (22G1)'],
      [led(`Antwerpen${words.comma}${day}`, words), 'Antwerpen'],
    ] as const) {
      const runs = toRuns(line, 'regular', readsRtl(line));
      expect(readsRtl(line), line).to.equal(true);
      expect(runs.map(({ text }) => text.trim())).to.include(whole);
    }
    // From the right: the place, then the day, its number before its month.
    const dated = toRuns(led(`Antwerpen${words.comma}${day}`, words), 'regular', true);
    const shown = dated.map(({ text }) => text.trim()).filter((text) => text !== '');
    expect(shown).to.deep.equal(['2026', 'نوفمبر', '22', '،', 'Antwerpen']);
  });

  it('says until when it is valid, where there is such a day', async () => {
    const validUntil = new Date('2027-05-22T10:00:00Z');
    expect(await textOf(sampleForm({}, { validUntil }))).to.include('Valid until 22 May 2027');
    expect(await textOf(sampleForm())).not.to.include('Valid until');
  });

  it('says in which order the eight boxes come', async () => {
    const text = await textOf(sampleForm());
    const titles = [
      ...['Consignor', 'Consignee', 'Country of origin', 'Transport details', 'Remarks'],
      ...['Item number; marks, numbers, number and kind of packages; description of goods', 'Quantity'],
    ].map((title, index) => `${index + 1} ${title}`);
    for (const title of titles) expect(text).to.include(title);
    expect(text).to.include('8 Certification THE UNDERSIGNED AUTHORITY CERTIFIES THAT THE GOODS DESCRIBED');
  });

  it('says what it is: an original, a copy or a duplicate', async () => {
    for (const kind of renditionKinds) {
      const form = sampleForm({ items: sampleItems(12) }, { kind });
      const pages = await pagesOf(await renderForm(form));
      expect(pages.length).to.be.greaterThan(1);
      for (const page of pages) {
        const says = renditionKinds.filter((one) => page.split('\n').includes(one.toUpperCase()));
        expect(says).to.deep.equal([kind]);
      }
    }
  });

  it("speaks of the European Union on a union chamber's form alone", async () => {
    const chamber = { legalName: 'Singapore Chamber of Trade', country: 'SG' };
    const text = await textOf(sampleForm({ origins: ['SG', 'BE'] }, { chamber }));
    expect(text).to.include('CERTIFICATE OF ORIGIN').and.include('Singapore; Belgium');
    expect(text).to.not.match(/european union/i);
    expect(text).to.not.include('ICC accreditation');
  });

  it('names the principal, importer, references, containers and totals in their boxes', async () => {
    const party = (name: string) => ({ name, address: { line1: 'Rue 1', city: 'Liège', country: 'BE' } });
    const text = await textOf(
      sampleForm({
        onBehalfOf: party('Ateliers de la Meuse SA'),
        importer: { ...party('Nile Imports'), id: { scheme: 'vat', value: '204-881-337' } },
        references: { contract: 'C-17', credit: 'LC-9', acid: '1234567890123456789' },
        transport: { containers: [{ number: 'MSCU1234566', type: '22G1' }] },
        totals: { packages: 53, gross: { value: '1170.5', unit: 'KGM' } },
        remarks: 'Goods in transit',
      }),
    );
    for (const said of [
      'for and on behalf of Ateliers de la Meuse SA Rue 1 Liège Belgium',
      'Importer: Nile Imports, Liège, Belgium, VAT 204-881-337',
      'Contract C-17 Letter of credit LC-9 ACID 1234567890123456789',
      'Invoice 20260003 of 20 November 2026',
      'Containers: MSCU1234566 (22G1)',
      'Total: 53 package(s) Gross 1170.5 kg',
    ]) {
      expect(text).to.include(said);
    }
  });

  it('gives the same bytes for the same certificate, whatever was rendered before', async () => {
    const first = await renderForm(sampleForm());
    await renderForm(sampleForm({ remarks: 'Curaçao, Łódź, café: glyphs that others are made of' }));
    expect((await renderForm(sampleForm())).equals(first)).to.equal(true);
  });

  it('is read back as it was written, whatever was rendered before', async () => {
    // Persian and Arabic digits look the same, and are one glyph.
    await renderForm(sampleForm({ remarks: '۱۳۸۹' }));
    // Letters that differ by their dots alone; and two that are one glyph, for which Unicode has a compatible character.
    for (const remarks of ['بنت نبات ثبت لا', '١٣٨٩', 'Αθήνα Київ Đà Nẵng 上海进出口贸易有限公司']) {
      expect((await textOf(sampleForm({ remarks }))).normalize('NFKC')).to.include(remarks);
    }
  });

  it('has one hole of the length asked for', async () => {
    expect(findHole(await renderForm(sampleForm({}, { holeLength: 131_072 }))).length).to.equal(131_072);
  });

  it('carries the credential, and room for the proof', async () => {
    const form = sampleForm();
    const attachments = await attachmentsOf(await renderForm(form));
    expect([...attachments.keys()]).to.deep.equal(['certificate-of-origin.sd-jwt', 'openpouch-proof.json']);
    expect(attachments.get('certificate-of-origin.sd-jwt')).to.equal(form.credential);
    expect(attachments.get('openpouch-proof.json')).to.equal(' '.repeat(form.holeLength));
  });

  it('stays small beside the room for the proof', async () => {
    expect((await renderForm(sampleForm())).length - 65_536).to.be.lessThan(40_000);
    const scripts = 'Αθήνα Київ 上海进出口贸易有限公司 شركة النيل للتجارة الدولية';
    expect((await renderForm(sampleForm({ remarks: scripts }))).length - 65_536).to.be.lessThan(60_000);
  });
});

describe('continuation sheets', () => {
  it('take what does not fit: nothing is cut', async () => {
    const items = sampleItems(60).map((item) => ({
      ...item,
      description: `Article ${item.seq} of the shipment, ${'described at length, '.repeat(item.seq % 12)}end ${item.seq}`,
    }));
    const remarks = Array.from({ length: 120 }, (_, index) => `Remark ${index + 1}.`).join('\n');
    const containers = Array.from({ length: 200 }, (_, index) => ({ number: `MSCU${1_000_000 + index}` }));
    const form = sampleForm({ items, remarks, transport: { containers } });
    const pages = await pagesOf(await renderForm(form));
    const text = pages.join('\n').replaceAll(/\s+/g, ' ');
    expect(pages.length).to.be.greaterThan(3);
    for (const { seq } of items) expect(text).to.include(`end ${seq}`);
    for (let index = 1; index <= 120; index++) expect(text).to.include(`Remark ${index}.`);
    for (const { number } of containers) expect(text).to.include(number);
    for (const [index, page] of pages.entries()) {
      expect(page).to.include('BE-042-26-0000123-89');
      expect(page).to.include(`${index + 1} / ${pages.length}`);
      if (index > 0) expect(page).to.include(`CONTINUATION SHEET · PAGE ${index + 1} OF ${pages.length}`);
      const goesOn = page.includes(`continued on sheet ${index + 2} of ${pages.length}`);
      expect(goesOn, `sheet ${index + 1}`).to.equal(index + 1 < pages.length);
    }
  });

  it('leave room for the goods when parties, transport and remarks are as long as they may be', async () => {
    const party = (letter: string) => ({
      name: letter.repeat(70),
      address: {
        line1: letter.repeat(256),
        line2: letter.repeat(256),
        city: letter.repeat(35),
        country: 'BE',
      },
    });
    const port = { name: 'Ä'.repeat(256) };
    const text = await textOf(
      sampleForm({
        consignor: party('W'),
        onBehalfOf: party('M'),
        consignee: party('上'),
        transport: { portOfLoading: port, portOfDischarge: port, meansName: 'Ä'.repeat(35) },
        remarks: 'Q'.repeat(2_048),
        origins: ['BE', 'FR', 'DE', 'NL', 'LU', 'IT', 'ES', 'PT', 'SE', 'FI', 'DK', 'PL'],
      }),
    );
    const bare = text.replaceAll(' ', '');
    for (const [letter, count] of Object.entries({ W: 617, M: 617, 上: 617, Ä: 547, Q: 2_048 })) {
      expect(bare.split(letter).length - 1, letter).to.be.at.least(count);
    }
    for (const box of ['Consignor', 'Consignee', 'Remarks']) expect(text).to.include(`${box} (box `);
  });

  it('keep a word without blanks inside its box', async () => {
    const items = sampleItems(1).map((item) => ({ ...item, description: 'x'.repeat(512) }));
    expect((await textOf(sampleForm({ items }))).split('x').length - 1).to.be.at.least(512);
  });
});
