import { expect } from 'chai';
import { readList } from '../../../web/src/inquiries/read-list.ts';

const code = '7KQ2M9XVTR4H8NCD';

describe('a list of numbers and codes', () => {
  it('is read as it is typed, pasted or saved by a spreadsheet', () => {
    for (const text of [
      `BE-1 ${code}\nBE-2 ${code}`,
      `BE-1\t${code}\r\nBE-2\t${code}\r\n`,
      `number,code\n"BE-1","${code}"\n"BE-2","${code}"`,
      `nummer;code;opmerking\nBE-1;${code};spoed\n\nBE-2;${code};`,
    ])
      expect(readList(text)).to.deep.equal([
        { number: 'BE-1', code },
        { number: 'BE-2', code },
      ]);
  });

  it('takes a code in groups, and passes over what has none', () => {
    const grouped = code.match(/.{4}/g)?.join('-') ?? '';
    expect(readList(`BE-1, ${grouped}`)).to.deep.equal([{ number: 'BE-1', code: grouped }]);
    expect(readList('BE-1\nBE-2, 123\n, \nhello there')).to.deep.equal([]);
  });
});
