import { expect } from 'chai';
import { renderForm } from '../../../server/certificates/renditions/form-pdf.ts';
import { type PdfFile, readPdf } from './support/pdf-objects.ts';
import { sampleForm, sampleItems } from './support/sample-form.ts';

/**
 * What ISO 19005-3 (PDF/A-3, level B) asks of a file like ours, read from its objects: where there is no Java for
 * veraPDF, which `test/integration/pdf-a.test.ts` asks.
 */
describe('the form as an archive file', () => {
  let bytes: Buffer;
  let pdf: PdfFile;
  let all: string;
  const catalogue = () => {
    const [found] = pdf.referred(pdf.trailer, 'Root');
    return found?.text ?? '';
  };
  const ofType = (type: string) =>
    [...pdf.objects.values()].filter(({ text }) => new RegExp(`/Type /${type}\\b`).test(text));

  before(async () => {
    const form = sampleForm({
      items: sampleItems(30),
      remarks: 'Рахунок № 77, Αθήνα\n信用证号 LC-2026/0931\nشركة النيل للتجارة الدولية\nno glyph: 🚢',
    });
    bytes = await renderForm(form);
    pdf = readPdf(bytes);
    all = [...pdf.objects.values()].map(({ text }) => text).join('\n');
  });

  it('says in its metadata that it is one, as in its document information', () => {
    const [metadata] = pdf.referred(catalogue(), 'Metadata');
    const xmp = metadata?.stream?.toString('utf8') ?? '';
    expect(metadata?.text)
      .to.match(/\/Subtype \/XML/)
      .and.not.match(/\/Filter/);
    expect(xmp)
      .to.match(/<pdfaid:part>3<\/pdfaid:part>/)
      .and.match(/<pdfaid:conformance>B</);
    const [information] = pdf.referred(pdf.trailer, 'Info');
    for (const [key, said] of [
      ['Title', 'Certificate of origin BE-042-26-0000123-89'],
      ['Author', 'Chamber of Commerce of Antwerp'],
      ['Subject', 'ORIGINAL'],
    ] as const) {
      const [entry] = pdf.referred(information?.text ?? '', key);
      expect(entry?.text).to.include(`(${said})`);
      expect(xmp).to.include(`>${said}<`);
    }
    expect(bytes.subarray(0, 9).toString('latin1')).to.equal('%PDF-1.7\n');
    expect([...bytes.subarray(10, 14)].every((byte) => byte >= 128)).to.equal(true);
  });

  it('is not encrypted and has an identifier', () => {
    expect(pdf.trailer)
      .to.match(/\/ID \[<[0-9a-f]{32}> <[0-9a-f]{32}>\]/)
      .and.not.include('/Encrypt');
  });

  it('says what its colours mean', () => {
    const [intent] = pdf.referred(catalogue(), 'OutputIntents');
    expect(intent?.text).to.match(/\/S \/GTS_PDFA1/);
    const [profile] = pdf.referred(intent?.text ?? '', 'DestOutputProfile');
    expect(profile?.text).to.match(/\/N 3/);
    expect(profile?.stream?.toString('latin1', 36, 40)).to.equal('acsp');
    expect(all).to.not.match(/DeviceCMYK|\/Separation|\/DeviceN/);
  });

  it('brings all of its fonts, cut down to what it uses, with the characters that they stand for', () => {
    const fonts = ofType('Font').filter(({ text }) => /\/Subtype \/Type0/.test(text));
    const names = fonts.map(({ text }) => /\/BaseFont \/([A-Z]{6})\+(\S+)/.exec(text)?.[2]);
    expect(names.sort()).to.deep.equal([
      'IBMPlexSansArabic-Regular',
      'NotoSans-Regular',
      'NotoSans-SemiBold',
      'NotoSansSC-Regular',
    ]);
    for (const { text } of fonts) {
      const [descendant] = pdf.referred(text, 'DescendantFonts');
      expect(descendant?.text)
        .to.match(/\/Subtype \/CIDFontType2/)
        .and.match(/\/CIDToGIDMap \/Identity/);
      const [descriptor] = pdf.referred(descendant?.text ?? '', 'FontDescriptor');
      const [program] = pdf.referred(descriptor?.text ?? '', 'FontFile2');
      expect(program?.stream?.length).to.be.within(500, 60_000);
      const [toUnicode] = pdf.referred(text, 'ToUnicode');
      expect(toUnicode?.stream?.toString()).to.match(/beginbfrange/);
    }
    expect(all).to.not.match(/\/Subtype \/(Type1|Type3|TrueType|MMType1)\b/);
  });

  it('prints no character that its fonts lack', () => {
    const contents = ofType('Page').flatMap(({ text }) => pdf.referred(text, 'Contents'));
    const codes = contents.flatMap(({ stream }) =>
      [...(stream?.toString('latin1') ?? '').matchAll(/<([0-9a-f]+)>/g)].flatMap(
        ([, hexadecimal = '']) => hexadecimal.match(/.{4}/g) ?? [],
      ),
    );
    expect(codes.length).to.be.greaterThan(1_000);
    expect(codes).to.not.include('0000');
  });

  it('has nothing transparent, nothing that runs and nothing from elsewhere', () => {
    expect(all).to.not.match(/\/(SMask|Group|ca|CA|BM)\b/);
    expect(all).to.not.match(
      /\/(JavaScript|JS|Launch|OpenAction|AA|AcroForm|XFA|RichMedia|Movie|Sound|SubmitForm|GoToR|ImportData)\b/,
    );
    const addresses = [...all.matchAll(/\/URI \(([^)]*)\)/g)].map(([, address]) => address);
    expect(addresses).to.deep.equal([sampleForm().verifyUrl]);
    for (const { text } of ofType('Annot')) expect(text).to.match(/\/F 4\b/);
  });

  it('associates each attachment, and says what it is', () => {
    const files = pdf.referred(catalogue(), 'AF');
    const [names] = pdf.referred(catalogue(), 'Names');
    const told = files.map(({ text }) => {
      const [file] = pdf.referred(/\/EF <<([^>]*)>>/.exec(text)?.[1] ?? '', 'F');
      const name = /\/UF \(([^)]*)\)/.exec(text)?.[1];
      expect(text).to.include(`/F (${name})`);
      expect(`${names?.text}${all}`).to.include(`(${name})`);
      const type = /\/Subtype \/(\S+)/.exec(file?.text ?? '')?.[1];
      expect(file?.text).to.match(/\/Params <<[^>]*\/ModDate \(D:20261122100000Z\)/);
      return [name, type, /\/AFRelationship \/(\w+)/.exec(text)?.[1]];
    });
    expect(told).to.deep.equal([
      ['certificate-of-origin.sd-jwt', 'application#2Fvc+sd-jwt', 'Source'],
      ['openpouch-proof.json', 'application#2Fjson', 'Data'],
    ]);
  });
});
