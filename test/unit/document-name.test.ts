import { expect } from 'chai';
import fc from 'fast-check';
import {
  attachment,
  documentNameSchema,
  downloadHeaders,
  readMediaType,
} from '../../server/documents/document.ts';
import { Problem } from '../../server/http/problem.ts';

describe('document', () => {
  describe('attachment', () => {
    it('gives a header that no name can break out of, and from which the name comes back', () => {
      fc.assert(
        fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 }), (name) => {
          fc.pre(documentNameSchema.safeParse(name).success);
          const header = attachment(name);
          expect(header).to.match(
            /^attachment; filename="[\x20\x21\x23-\x5b\x5d-\x7e]*"; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]*$/,
          );
          expect(decodeURIComponent(header.split("UTF-8''")[1] ?? '')).to.equal(name);
        }),
      );
    });
  });

  describe('documentNameSchema', () => {
    it('takes names as people write them', () => {
      for (const name of [
        'invoice.pdf',
        'Factuur n° 7 (één).pdf',
        '裝箱單.xlsx',
        'فاتورة.pdf',
        '.profile',
        'a..b',
      ]) {
        expect(documentNameSchema.safeParse(name).success, name).to.equal(true);
      }
    });

    it('refuses paths, control characters, turned reading direction and lone surrogates', () => {
      for (const name of [
        '../x',
        'a\\b',
        'a\u0007',
        'a\u2028b',
        'x\u202efdp.exe',
        '\ud800',
        '.',
        '..',
        '',
        'x'.repeat(201),
      ]) {
        expect(documentNameSchema.safeParse(name).success, JSON.stringify(name)).to.equal(false);
      }
    });
  });

  describe('readMediaType', () => {
    it('keeps type and subtype in lower case, and nothing else', () => {
      expect(readMediaType('Text/CSV; charset=utf-8')).to.equal('text/csv');
      expect(readMediaType('application/vnd.api+json')).to.equal('application/vnd.api+json');
      for (const wrong of [
        undefined,
        '',
        'text',
        'text/',
        '/csv',
        'text/c v',
        'text/csv\r\nx: y',
        `a/${'b'.repeat(130)}`,
      ]) {
        expect(() => readMediaType(wrong), String(wrong))
          .to.throw(Problem)
          .with.property('code', 'invalid_request');
      }
    });
  });

  describe('downloadHeaders', () => {
    it('names the type of what is safe to show and of nothing that a browser could run', () => {
      expect(downloadHeaders('a', 'application/pdf', 1)['content-type']).to.equal('application/pdf');
      for (const type of ['text/html', 'image/svg+xml', 'text/javascript', 'application/xhtml+xml']) {
        expect(downloadHeaders('a', type, 1)['content-type']).to.equal('application/octet-stream');
      }
    });
  });
});
