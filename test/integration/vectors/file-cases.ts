import { archiveOf, type Content, type Index } from './archive-of.ts';
import type { FileCase } from './file-vectors.ts';
import type { Shipped } from './shipped.ts';
import { type Asked, type Case, papers, trails } from './trail-cases.ts';

/** Archives and exported trails, good and hostile. @param now seconds since 1970 */
export async function fileCases(shipped: Shipped, now: number): Promise<FileCase[]> {
  const cases = [...(await archives(shipped)), ...(await trails(shipped)), ...(await papers(shipped))];
  return cases.map((one) => ({
    ...{ trust: 'main', endpoints: ['node'], now },
    ...one,
    file: Buffer.from(one.file).toString('base64'),
  }));
}

async function archives({ content, other, elsewhere, revoked, withheld }: Shipped): Promise<Case[]> {
  const without = (path: string) => new Map([...content].filter(([name]) => name !== path));
  const put = (path: string, bytes: Uint8Array | string, from: Content = content) =>
    new Map(from).set(path, Buffer.from(bytes));
  const index = (change: (index: Index) => unknown, from: Content = content) => {
    const read = JSON.parse(String(from.get('index.json'))) as Index;
    return put('index.json', JSON.stringify(change(read) ?? read), from);
  };
  const of = async (name: string, outcome: string, from: Content, more: Asked = {}) => ({
    ...{ name, outcome, file: await archiveOf(from), ...more },
  });
  const latest = index(({ documents: [, second], ...rest }) => ({
    ...{ ...rest, versions: 'latest', documents: [second] },
  }));
  for (const path of ['documents/invoice 1.pdf', 'proofs/1.json']) latest.delete(path);
  const zip = await archiveOf(content);
  const unpackable = Buffer.from(await archiveOf(content, { packed: 'documents/invoice.pdf' }));
  for (const at of headersOf(unpackable, 'documents/invoice.pdf')) unpackable.writeUInt16LE(97, at);
  return [
    await of('an archive', 'valid', content, { parts: ['valid', 'valid', 'valid', 'valid', 'valid'] }),
    await of('an archive of the latest versions', 'valid', latest),
    await of('a document that was altered', 'invalid', put('documents/invoice.pdf', 'another'), {
      parts: ['valid', 'valid', 'valid', 'valid', 'invalid'],
    }),
    await of('a proof that is missing', 'invalid', without('proofs/2.json'), {
      parts: ['invalid', 'valid', 'valid', 'valid', 'invalid'],
    }),
    await of('a document that is missing', 'invalid', without('documents/invoice.pdf')),
    await of('a summary that is missing', 'invalid', without('summary.html')),
    await of('a file that is not in the index', 'invalid', put('more.txt', 'more')),
    {
      name: 'a file that is there twice',
      outcome: 'invalid',
      file: await archiveOf(content, { twice: 'summary.html' }),
    },
    { name: 'a document that cannot be unpacked', outcome: 'indeterminate', file: unpackable },
    await of(
      'a document left out of the index too',
      'invalid',
      index(
        ({ documents: [first], ...rest }) => ({ ...rest, documents: [first] }),
        new Map([...content].filter(([name]) => !['documents/invoice.pdf', 'proofs/2.json'].includes(name))),
      ),
    ),
    await of(
      'a version as another',
      'invalid',
      index(({ documents }) => {
        for (const one of documents) one.version = 3 - one.version;
      }),
    ),
    await of(
      'a document as another',
      'invalid',
      index(({ documents }) => {
        for (const one of documents) one.documentId = '00000000-0000-4000-8000-000000000000';
      }),
    ),
    await of(
      'a file that the index has twice',
      'invalid',
      index(({ documents }) => void documents.push(...documents.slice(0, 1))),
    ),
    await of(
      'a certificate that the trail does not tell of',
      'invalid',
      index(
        ({ certificates: [one] }) => {
          if (one) one.recordId = other.recordId;
        },
        put('certificates/1.json', JSON.stringify(other)),
      ),
    ),
    await of(
      'a certificate without its print',
      'valid',
      index(({ certificates: [one] }) => {
        if (one) one.print = null;
      }, without('certificates/1.pdf')),
    ),
    await of('a print of another certificate', 'invalid', put('certificates/1.pdf', elsewhere)),
    await of(
      'a certificate that was revoked',
      'revoked',
      index(
        ({ certificates }) =>
          void certificates.push({
            path: 'certificates/2.json',
            number: '2',
            recordId: revoked.recordId,
            print: null,
          }),
        put('certificates/2.json', JSON.stringify(revoked)),
      ),
    ),
    await of(
      'the pouch of another index',
      'invalid',
      index((read) => {
        read.recordId = other.recordId;
      }),
    ),
    await of('a trail with an event withheld', 'indeterminate', put('pouch.json', JSON.stringify(withheld))),
    await of('a trail that is cut', 'invalid', put('pouch.json', '{')),
    await of(
      'an index of another format',
      'invalid',
      index((read) => ({ ...read, format: 'openpouch-archive/2' })),
    ),
    await of(
      'an index with a member more',
      'invalid',
      index((read) => ({ ...read, more: 1 })),
    ),
    await of('an index that is no JSON', 'invalid', put('index.json', '{')),
    await of('another document that is a ZIP', 'indeterminate', without('index.json')),
    { name: 'an archive that was cut', outcome: 'indeterminate', file: Buffer.from(zip).subarray(0, -30) },
    await of('an archive, asked of nobody', 'indeterminate', content, { endpoints: [] }),
    await of('an archive of a federation that nobody trusts', 'invalid', content, { trust: 'nobody' }),
  ];
}

/** Where the method stands in the local header and in the directory. */
function headersOf(zip: Buffer, path: string): number[] {
  const first = zip.indexOf(path);
  const second = zip.indexOf(path, zip.lastIndexOf('PK\x01\x02', zip.lastIndexOf(path)));
  return [first - 30 + 8, second - 46 + 10];
}
