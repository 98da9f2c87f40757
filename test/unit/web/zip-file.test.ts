import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import yazl from 'yazl';
import { MalformedError } from '../../../core/malformed.ts';
import { readCode } from '../../../web/src/verification/read-code.ts';
import { looksLikeZip, openZip } from '../../../web/src/verification/zip-file.ts';

describe('a ZIP in a page', () => {
  const text = Buffer.from('The same words again and again. '.repeat(500));
  const pack = async (options: { forceZip64Format: boolean }): Promise<Uint8Array<ArrayBuffer>> => {
    const zip = new yazl.ZipFile();
    zip.addBuffer(text, 'proofs/pouch.json', options);
    zip.addBuffer(text, 'documents/facture n° 1.pdf', { ...options, compress: false });
    zip.addBuffer(Buffer.alloc(0), 'empty', options);
    zip.end({ ...options, comment: 'a comment' });
    return new Uint8Array(await buffer(zip.outputStream));
  };
  const refused = async (work: Promise<unknown>): Promise<void> => {
    expect(await work.catch((error: unknown) => error)).to.be.instanceOf(MalformedError);
  };

  for (const forceZip64Format of [false, true])
    it(`is read file by file, ${forceZip64Format ? 'with' : 'without'} ZIP64`, async () => {
      const file = new Blob([await pack({ forceZip64Format })]);
      expect(await looksLikeZip(file)).to.equal(true);
      const { names, read } = await openZip(file);
      expect(names).to.deep.equal(['proofs/pouch.json', 'documents/facture n° 1.pdf', 'empty']);
      expect(Buffer.from(await read('proofs/pouch.json')).equals(text)).to.equal(true);
      expect(Buffer.from(await read('documents/facture n° 1.pdf')).equals(text)).to.equal(true);
      expect(await read('empty')).to.have.length(0);
      await refused(read('missing'));
    });

  it('is refused when it is cut off, or unpacks to more or less than it says', async () => {
    const bytes = await pack({ forceZip64Format: false });
    for (let length = 0; length < bytes.length; length += 97)
      await refused(
        openZip(new Blob([bytes.subarray(0, length)])).then(({ read }) => read('proofs/pouch.json')),
      );
    const directory = Buffer.from(bytes).indexOf('PK\x01\x02', 0, 'latin1');
    for (const size of [text.length - 1, text.length + 1, 0xffff_fff0]) {
      const lying = Buffer.from(bytes);
      lying.writeUInt32LE(size, directory + 24);
      await refused(openZip(new Blob([lying])).then(({ read }) => read('proofs/pouch.json')));
    }
    // Encrypted, or packed in another way.
    for (const [member, value] of [
      [8, 1],
      [10, 12],
    ] as const) {
      const other = Buffer.from(bytes);
      other.writeUInt16LE(value, directory + member);
      await refused(openZip(new Blob([other])).then(({ read }) => read('proofs/pouch.json')));
    }
  });

  it('never ends otherwise than refused or read, whatever byte is another', async () => {
    const bytes = await pack({ forceZip64Format: true });
    const directory = Buffer.from(bytes).indexOf('PK\x01\x02', 0, 'latin1');
    for (let at = directory; at < bytes.length; at++) {
      const other = Uint8Array.from(bytes);
      other[at] = (other[at] ?? 0) ^ 0x81;
      const read = openZip(new Blob([other])).then(async (zip) => {
        for (const name of zip.names) await zip.read(name);
      });
      await read.catch((error: unknown) => expect(error, `${at}`).to.be.instanceOf(MalformedError));
    }
  });
});

describe('the code on a print', () => {
  it('is a verification page with number and code, and nothing else is one', () => {
    // Behind the #, and in the query as older prints have it.
    for (const mark of ['#', '?'])
      expect(readCode(`https://a.example/verify${mark}number=BE-1&code=7ZK4`)).to.deep.equal({
        host: 'a.example',
        number: 'BE-1',
        code: '7ZK4',
      });
    for (const text of [
      '',
      'BE-1',
      'https://a.example/verify?number=BE-1',
      'https://a.example/other?number=BE-1&code=7ZK4',
      'javascript:alert(1)//verify?number=BE-1&code=7ZK4',
    ])
      expect(readCode(text), text).to.equal(null);
  });
});
