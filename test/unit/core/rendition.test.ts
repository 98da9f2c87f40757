import { expect } from 'chai';
import fc from 'fast-check';
import { concat, utf8 } from '../../../core/bytes.ts';
import { newSalt } from '../../../core/commitment.ts';
import { MalformedError } from '../../../core/malformed.ts';
import { blankHole, fillHole, findHole, readHole, renditionCommitment } from '../../../core/rendition.ts';
import { pdfWithHole } from './pdf.ts';

const proof = (text = '') => `{"content":null,"format":"openpouch-proof/1","note":"${text}"}`;

describe('rendition', () => {
  const pdf = pdfWithHole(4_096);
  const hole = findHole(pdf);

  describe('findHole', () => {
    it('finds the one stream of spaces', () => {
      expect(hole.length).to.equal(4_096);
      expect(Buffer.from(pdf).toString('latin1', hole.offset - 7, hole.offset)).to.equal('stream\n');
    });

    it('finds it after a line end of two bytes', () => {
      expect(findHole(utf8(`stream\r\n${' '.repeat(2_000)}\r\nendstream`))).to.deep.equal({
        offset: 8,
        length: 2_000,
      });
    });

    it('refuses none, two, one that is short and one that is not only spaces', () => {
      for (const [count, text] of [
        [0, ''],
        [2, ' '.repeat(4_096)],
        [1, ' '.repeat(100)],
        [1, `${' '.repeat(2_000)}x${' '.repeat(2_000)}`],
      ] as const) {
        const file = utf8(`stream\n${text}\nendstream\n`.repeat(count));
        expect(() => findHole(file)).to.throw(MalformedError, 'hole');
      }
    });
  });

  describe('fillHole, readHole, blankHole', () => {
    it('gives back any text that fits, and the file as it was', () => {
      fc.assert(
        fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (note) => {
          const text = proof(JSON.stringify(note).slice(1, -1));
          const filled = fillHole(pdf, hole, text);
          expect(filled).to.have.length(pdf.length);
          expect(readHole(filled)).to.deep.equal({ ...hole, text });
          expect(blankHole(filled, hole)).to.deep.equal(pdf);
        }),
      );
    });

    it('does not change the commitment', () => {
      const salt = newSalt();
      const filled = fillHole(pdf, hole, proof());
      expect(renditionCommitment(salt, filled, hole)).to.equal(renditionCommitment(salt, pdf, hole));
    });

    it('refuses text that does not fit', () => {
      expect(() => fillHole(pdf, hole, proof('x'.repeat(4_096)))).to.throw(
        MalformedError,
        'at most 4096 bytes',
      );
    });

    it('finds nothing in a file without a proof', () => {
      expect(readHole(pdf)).to.equal(null);
      expect(readHole(new Uint8Array())).to.equal(null);
      expect(readHole(utf8('stream\n{"content":'))).to.equal(null);
    });

    it('is not held up by a file of nothing but beginnings', () => {
      const start = performance.now();
      expect(() => readHole(utf8('stream\n{"content":'.repeat(200_000)))).to.throw(MalformedError);
      expect(performance.now() - start).to.be.below(10_000);
    });

    it('refuses a file with two proofs', () => {
      const two = concat(fillHole(pdf, hole, proof()), fillHole(pdf, hole, proof()));
      expect(() => readHole(two)).to.throw(MalformedError, 'one proof bundle');
    });
  });
});
