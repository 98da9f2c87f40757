import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { renderForm } from '../../server/certificates/renditions/form-pdf.ts';
import { sampleForm, sampleItems } from '../unit/certificates/support/sample-form.ts';

const version = '1.28.2';
const cache = fileURLToPath(new URL('../../node_modules/.cache/verapdf', import.meta.url));
const jar = join(cache, `greenfield-apps-${version}.jar`);
const isThere = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;

/**
 * Asked of the validator that the PDF Association names: https://verapdf.org. It needs Java, and Maven to come by it; where
 * they are not, these tests count as pending.
 */
describe('the printed form, judged by veraPDF', () => {
  const dir = mkdtempSync(join(tmpdir(), 'openpouch-test-'));
  after(() => rmSync(dir, { recursive: true, force: true }));

  before(function () {
    this.timeout(300_000);
    if (!isThere('java', '-version')) this.skip();
    const artifact = `-Dartifact=org.verapdf.apps:greenfield-apps:${version}`;
    const fetch = ['-q', '-B', 'dependency:copy', artifact, `-DoutputDirectory=${cache}`];
    if (!existsSync(jar) && !isThere('mvn', ...fetch)) this.skip();
  });

  /** @returns a line a file: whether it is PDF/A-3b, and its name */
  const judge = (files: Readonly<Record<string, Uint8Array>>): string[] => {
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(dir, name), bytes);
    const paths = Object.keys(files).map((name) => join(dir, name));
    const args = ['-cp', jar, 'org.verapdf.apps.GreenfieldCliWrapper', '--flavour', '3b', '--format', 'text'];
    const { stdout } = spawnSync('java', [...args, ...paths], { encoding: 'utf8' });
    return stdout
      .trim()
      .split('\n')
      .map((line) => line.replace(`${dir}/`, '').replace(/ 3b$/, ''));
  };

  it('is PDF/A-3b: of each kind, with all scripts, with continuation sheets', async () => {
    const remarks = 'Рахунок № 77, Αθήνα\n信用证号 LC-2026/0931\nشركة النيل للتجارة الدولية\nno glyph: 🚢';
    expect(
      judge({
        'original.pdf': await renderForm(sampleForm()),
        'copy.pdf': await renderForm(sampleForm({}, { kind: 'copy' })),
        'duplicate.pdf': await renderForm(sampleForm({}, { kind: 'duplicate' })),
        'scripts.pdf': await renderForm(sampleForm({ remarks })),
        'arabic.pdf': await renderForm(sampleForm({ language: 'ar', items: sampleItems(12) })),
        'sheets.pdf': await renderForm(sampleForm({ items: sampleItems(200) })),
      }),
    ).to.deep.equal([
      'PASS original.pdf',
      'PASS copy.pdf',
      'PASS duplicate.pdf',
      'PASS scripts.pdf',
      'PASS arabic.pdf',
      'PASS sheets.pdf',
    ]);
  }).timeout(300_000);

  it('would not be one without what its metadata say', async () => {
    const original = await renderForm(sampleForm());
    const altered = Buffer.from(
      original.toString('latin1').replace('<pdfaid:part>3', '<pdfaid:part>9'),
      'latin1',
    );
    expect(judge({ 'altered.pdf': altered })).to.deep.equal(['FAIL altered.pdf']);
  }).timeout(300_000);
});
