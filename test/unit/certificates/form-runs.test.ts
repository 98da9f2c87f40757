import { expect } from 'chai';
import fc from 'fast-check';
import { printable, readsRtl, toRuns } from '../../../server/certificates/renditions/form-runs.ts';
import { type Style, widthOf, wrap } from '../../../server/certificates/renditions/form-text.ts';

const style: Style = { weight: 'regular', size: 9 };

/** What is printed from left to right, each run with its script; `<` one that runs from right to left. */
const printed = (line: string, isRtl = readsRtl(line)): string[] =>
  toRuns(line, 'regular', isRtl).map(
    ({ face, text, isRtl: turned }) => `${turned ? '<' : ''}${face.script} ${text}`,
  );

describe('runs of a line', () => {
  it('take each script from the font that has it', () => {
    expect(printed('Łódź Αθήνα Київ')).to.deep.equal(['latin Łódź Αθήνα Київ']);
    expect(printed('LC 信用证号，2026')).to.deep.equal(['latin LC ', 'chinese 信用证号，', 'latin 2026']);
  });

  it('stand in the order in which they are seen (UAX #9)', () => {
    expect(printed('شارع 12 ABC')).to.deep.equal(['latin ABC', '<latin  ', 'latin 12', '<arabic شارع ']);
    expect(printed('Nile شارع 12')).to.deep.equal(['latin Nile ', 'latin 12', '<arabic شارع ']);
    expect(printed('A شارع طلعت B')).to.deep.equal(['latin A ', '<arabic شارع طلعت', 'latin  B']);
  });

  it('turn brackets with the text that they stand in', () => {
    expect(printed('شركة (ش.م.م)')).to.deep.equal(['<arabic شركة )ش.م.م(']);
  });

  it('show in place of a character that no font has that there is one', () => {
    expect(printed('a 🚢 b')).to.deep.equal(['latin a \ufffd b']);
    expect(printed('ไทย')).to.deep.equal(['latin \ufffd\ufffd\ufffd']);
  });

  it('know which way a paragraph reads by its first strong character', () => {
    expect(readsRtl('12 شارع ABC')).to.equal(true);
    expect(readsRtl('ABC شارع')).to.equal(false);
    expect(readsRtl('12')).to.equal(false);
  });
});

describe('what is printed of a text', () => {
  it('cannot be made to read otherwise than it is kept', () => {
    expect(printable('net \u202e001 gk\u202c 10')).to.equal('net 001 gk 10');
    expect(printable('a\u2066b\u2069c\u200bd\u00ade\u0007f\ud800g')).to.equal('abcdefg');
  });

  it('has single blanks and composed characters', () => {
    expect(printable('  a \t\u00a0 b\n')).to.equal('a b');
    expect(printable('Malmo\u0308')).to.equal('Malmö');
  });
});

describe('wrap', () => {
  const texts = (paragraphs: readonly string[], width: number) =>
    wrap(paragraphs, style, width).map(({ text }) => text);

  it('breaks at blanks', () => {
    expect(texts(['one two three'], widthOf('one two', style) + 0.1)).to.deep.equal(['one two', 'three']);
  });

  it('breaks Chinese between characters, but not before a comma nor after a bracket', () => {
    const width = widthOf('上海进出', style) + 0.1;
    expect(texts(['上海进出口贸易'], width)).to.deep.equal(['上海进出', '口贸易']);
    expect(texts(['上海进出，口'], width)).to.deep.equal(['上海进', '出，口']);
    expect(texts(['上海进（口）'], width)).to.deep.equal(['上海进', '（口）']);
  });

  it('keeps the direction of a paragraph on each of its lines', () => {
    const lines = wrap(['شركة النيل للتجارة الدولية ABC 123 XYZ'], style, 60);
    expect(lines.length).to.be.greaterThan(2);
    expect(lines.every(({ isRtl }) => isRtl)).to.equal(true);
  });

  it('loses nothing and stays inside, whatever the text', () => {
    const word = fc.oneof(
      fc.string({ minLength: 1, maxLength: 40 }),
      fc.constantFrom(
        '上海进出口（集团）有限公司，',
        'للتجارة',
        '(ش.م.م)',
        'Ἀθῆναι',
        'W'.repeat(60),
        '🚢',
        'Київ',
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), fc.integer({ min: 40, max: 250 }), (words, width) => {
        const paragraph = printable(words.join(' '));
        const lines = wrap([paragraph], style, width);
        const bare = (text: string) => text.replaceAll(' ', '');
        expect(bare(lines.map(({ text }) => text).join(''))).to.equal(bare(paragraph));
        for (const { text, isRtl } of lines) {
          // Shaping joins letters across what was measured apart: a hair's breadth.
          if (text.length > 1) expect(widthOf(text, style, isRtl)).to.be.at.most(width + 0.5);
        }
      }),
      { numRuns: 200 },
    );
  });
});
