import { expect } from 'chai';
import fc from 'fast-check';
import { createLineList } from '../../../server/codes/line-list.ts';

const places = createLineList([
  'BEANR\tAntwerpen',
  'BEBRU\tBruxelles (Brussel)',
  'BRRIO\tRio de Janeiro',
  'DEBER\tBerlin',
  'DKKOB\tKøbenhavn\tKobenhavn',
  'NLAHT\tAntwoord',
  'NLSHE\t’s-Hertogenbosch',
  'TRIST\tİstanbul\tIstanbul',
]);
const codes = (question: string, limit = 10) => places.find(question, limit).map(({ code }) => code);

describe('line-list', () => {
  it('knows its codes, and no others', () => {
    expect(['BEANR', 'TRIST', 'BEAN', 'BEANRX', 'AAAAA', 'ZZZZZ', ''].filter(places.has)).to.deep.equal([
      'BEANR',
      'TRIST',
    ]);
    expect(places.nameOf('NLSHE')).to.equal('’s-Hertogenbosch');
    expect(places.nameOf('NLXXX')).to.equal(undefined);
  });

  it('finds by the beginning of the name, without regard to case, accents and punctuation', () => {
    expect(codes('antw')).to.deep.equal(['BEANR', 'NLAHT']);
    expect(codes('ANTWERPEN')).to.deep.equal(['BEANR']);
    expect(codes("'s hertogen")).to.deep.equal(['NLSHE']);
    expect(codes('kobenhavn')).to.deep.equal(['DKKOB']);
    expect(codes('istanbul')).to.deep.equal(['TRIST']);
    expect(codes('(')).to.deep.equal([]);
  });

  it('finds by code, by a word inside, by any part, and by words in any order; the best first', () => {
    expect(codes('deber')).to.deep.equal(['DEBER']);
    expect(codes('brussel')).to.deep.equal(['BEBRU']);
    expect(codes('janeiro rio')).to.deep.equal(['BRRIO']);
    // Names that begin so, then words, then what has it inside; a name is not found twice.
    expect(codes('ber')).to.deep.equal(['DEBER']);
    expect(codes('an')).to.deep.equal(['BEANR', 'NLAHT', 'BRRIO', 'TRIST']);
    expect(codes('', 2)).to.deep.equal(['BEANR', 'BEBRU']);
    expect(codes('an', 1)).to.deep.equal(['BEANR']);
  });

  it('finds every entry of any list by its code and by its name', () => {
    const entry = fc.record({
      code: fc.stringMatching(/^[A-Z]{5}$/),
      name: fc.stringMatching(/^[a-zé]{1,9}( [a-z]{1,9})?$/),
    });
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: ({ code }) => code, minLength: 1 }), (entries) => {
        const sorted = entries.toSorted((a, b) => (a.code < b.code ? -1 : 1));
        const list = createLineList(sorted.map(({ code, name }) => `${code}\t${name}`));
        expect(list.size).to.equal(entries.length);
        for (const one of entries) {
          expect(list.nameOf(one.code)).to.equal(one.name);
          expect(list.find(one.code, 1)).to.deep.equal([one]);
          expect(list.find(one.name, entries.length)).to.deep.include(one);
        }
        expect(list.find('', entries.length)).to.deep.equal(sorted);
      }),
    );
  });
});
