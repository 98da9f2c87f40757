import { expect } from 'chai';
import { renderForm } from '../../../server/certificates/renditions/form-pdf.ts';
import { type Picture, photocopy, print, scan, seeded } from './support/photocopy.ts';
import { sampleForm } from './support/sample-form.ts';

const dpi = 150;

async function read(picture: Picture): Promise<string | undefined> {
  const [found] = await scan(picture);
  return found?.text;
}

describe("the form's code", () => {
  it('is read from a print, and has modules of half a millimetre or more', async () => {
    const form = sampleForm();
    const [found] = await scan(await print(await renderForm(form), dpi));
    expect(found?.text).to.equal(form.verifyUrl);
    expect(found?.ecLevel).to.equal('Q');
    const { topLeft, topRight } = found?.position ?? { topLeft: { x: 0, y: 0 }, topRight: { x: 0, y: 0 } };
    const side = Math.hypot(topRight.x - topLeft.x, topRight.y - topLeft.y);
    const modules = 17 + 4 * Number(found?.version);
    expect((side / modules / dpi) * 25.4).to.be.within(0.5, 0.9);
  });

  for (const kind of ['original', 'copy', 'duplicate'] as const) {
    it(`is read from a black-and-white photocopy of ${kind === 'original' ? 'an' : 'a'} ${kind}, and from a copy of the copy`, async () => {
      const form = sampleForm({}, { kind });
      const random = seeded(20_261_122);
      const first = photocopy(await print(await renderForm(form), dpi), 0.8, random);
      expect(new Set(first.grey)).to.deep.equal(new Set([0, 255]));
      expect(await read(first)).to.equal(form.verifyUrl);
      expect(await read(photocopy(first, -1.7, random))).to.equal(form.verifyUrl);
    });
  }

  it('is read when a long address and a long number make it dense', async () => {
    const number = 'BE-VOKA-ANTWERPEN-WAASLAND-26-00017';
    const verifyUrl = `https://certificates.chamber-of-commerce.antwerpen-waasland.example.org/verify?number=${number}&code=7ZK4M2Q9XWTB3HVD`;
    const pdf = await renderForm(sampleForm({ certificateNumber: number }, { verifyUrl }));
    expect(await read(photocopy(await print(pdf, dpi), 0.8, seeded(7)))).to.equal(verifyUrl);
  });

  it('cannot be read when most of it is gone: the reader is no oracle', async () => {
    const page = await print(await renderForm(sampleForm()), dpi);
    const cut = page.grey.slice();
    cut.fill(255, Math.round(cut.length * 0.86));
    expect(await read({ ...page, grey: cut })).to.equal(undefined);
  });
});
