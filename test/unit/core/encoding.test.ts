import { expect } from 'chai';
import fc from 'fast-check';
import * as bytes from '../../../core/bytes.ts';
import { commitment, commitmentOfHash } from '../../../core/commitment.ts';
import * as entry from '../../../core/entry.ts';
import { sha256 } from '../../../core/hashing.ts';
import { BatchRoot, Commitment, EntryHash, RecordId, Salt, SignerId } from '../../../core/ids.ts';
import { canonicalJson, parseCanonicalObject, parseJson } from '../../../core/json.ts';
import { MalformedError } from '../../../core/malformed.ts';

const fixed = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const count = fc.nat({ max: Number.MAX_SAFE_INTEGER });

describe('encoding', () => {
  it('reads back hex, base64url, text and integers', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string({ unit: 'grapheme' }), count, (raw, text, number) => {
        expect(bytes.fromHex(bytes.toHex(raw))).to.deep.equal(raw);
        expect(bytes.fromBase64Url(bytes.toBase64Url(raw))).to.deep.equal(raw);
        expect(bytes.fromUtf8(bytes.utf8(text))).to.equal(text);
        expect(bytes.fromUintBytes(bytes.uintBytes(number, 8))).to.equal(number);
      }),
    );
  });

  it('has one spelling for hex and base64url', () => {
    for (const hex of ['', '00', '0X00', '0x0', '0xAB', '0x0g', ' 0x00', '0x00\n']) {
      expect(() => bytes.fromHex(hex, 'root'), hex)
        .to.throw(MalformedError)
        .with.property('field', 'root');
    }
    // AA is 00; AB decodes to 00 as well for those who drop the bits left over.
    for (const text of ['AB', 'AA==', 'A', 'A+', 'A/', 'AA\n']) {
      expect(() => bytes.fromBase64Url(text), text).to.throw(MalformedError);
    }
  });

  it('refuses text that is not UTF-8 and integers that do not fit', () => {
    expect(() => bytes.fromUtf8(Uint8Array.of(0xff))).to.throw(MalformedError, 'UTF-8');
    for (const value of [-1, 0.5, 256, Number.NaN])
      expect(() => bytes.uintBytes(value, 1)).to.throw(MalformedError);
    expect(() => bytes.fromUintBytes(new Uint8Array(8).fill(255))).to.throw(MalformedError);
  });
});

describe('ids', () => {
  it('takes its own length in lower case and nothing else', () => {
    expect(SignerId.is(`0x${'ab'.repeat(24)}`)).to.equal(true);
    for (const wrong of [`0x${'ab'.repeat(23)}`, `0x${'AB'.repeat(24)}`, 'ab'.repeat(24), 7, null]) {
      expect(SignerId.is(wrong)).to.equal(false);
      expect(() => SignerId.parse(wrong, 'issuer')).to.throw(MalformedError, 'issuer: expected 24 bytes');
      expect(SignerId.schema.safeParse(wrong).success).to.equal(false);
    }
  });
});

describe('json', () => {
  it('spells an object in one way (RFC 8785)', () => {
    expect(canonicalJson({ b: 1e21, a: ['\u20ac', { d: null, c: true }] })).to.equal(
      '{"a":["€",{"c":true,"d":null}],"b":1e+21}',
    );
    for (const wrong of [Number.NaN, '\ud800', undefined, () => 0]) {
      expect(() => canonicalJson(wrong, 'body'))
        .to.throw(MalformedError)
        .with.property('field', 'body');
    }
  });

  const limits = { maxLength: 100, maxDepth: 3 };

  it('refuses other spellings, duplicate members and what is no object', () => {
    expect(parseCanonicalObject('{"a":1,"b":2}', limits)).to.deep.equal({ a: 1, b: 2 });
    for (const text of [
      '{"b":2,"a":1}',
      '{ "a":1}',
      '{"a":1,"a":1}',
      '{"a":1.0}',
      '[]',
      '1',
      'null',
      '{"a":',
    ]) {
      expect(() => parseCanonicalObject(text, limits), text).to.throw(MalformedError);
    }
  });

  it('refuses length and depth before it parses', () => {
    expect(parseJson('[[["[[[["]]]', limits)).to.deep.equal([[['[[[[']]]);
    expect(() => parseJson('[[[[1]]]]', limits)).to.throw(MalformedError, '3 levels');
    expect(() => parseJson(`"${'x'.repeat(100)}"`, limits)).to.throw(MalformedError, '100 characters');
    expect(() => parseJson('['.repeat(1e6), { maxLength: 2e6, maxDepth: 32 })).to.throw(
      MalformedError,
      '32 levels',
    );
  });
});

describe('commitment', () => {
  it('opens with its salt and its content, and not with others', () => {
    fc.assert(
      fc.property(
        fixed(32),
        fc.uint8Array(),
        fixed(32),
        fc.uint8Array(),
        (rawSalt, content, otherSalt, other) => {
          const salt = Salt.of(rawSalt);
          const made = commitment(salt, content);
          expect(commitmentOfHash(salt, sha256(content))).to.equal(made);
          fc.pre(!bytes.equalBytes(rawSalt, otherSalt) && !bytes.equalBytes(content, other));
          expect(commitment(Salt.of(otherSalt), content)).to.not.equal(made);
          expect(commitment(salt, other)).to.not.equal(made);
        },
      ),
    );
  });
});

describe('entry', () => {
  it('reads back record entries of 105 bytes', () => {
    fc.assert(
      fc.property(fixed(32), count, fixed(32), fixed(32), (id, sequence, previous, body) => {
        const value = {
          recordId: RecordId.of(id),
          sequence,
          previous: EntryHash.of(previous),
          bodyCommitment: Commitment.of(body),
        };
        const encoded = entry.encodeRecordEntry(value);
        expect(encoded).to.have.length(105);
        expect(entry.decodeRecordEntry(encoded)).to.deep.equal(value);
      }),
    );
  });

  it('reads back batch headers of 73 bytes', () => {
    fc.assert(
      fc.property(fixed(24), count, fixed(32), count, (operator, number, root, size) => {
        const value = {
          operator: SignerId.of(operator),
          number,
          previousRoot: BatchRoot.of(root),
          count: size,
        };
        const encoded = entry.encodeBatchHeader(value);
        expect(encoded).to.have.length(73);
        expect(entry.decodeBatchHeader(encoded)).to.deep.equal(value);
      }),
    );
  });

  it('takes neither for the other, nor another length', () => {
    const record = new Uint8Array(105).fill(2, 0, 1);
    const header = new Uint8Array(73);
    entry.decodeRecordEntry(record);
    entry.decodeBatchHeader(header);
    for (const wrong of [header, record.slice(1), new Uint8Array(105)]) {
      expect(() => entry.decodeRecordEntry(wrong)).to.throw(MalformedError, 'entry');
    }
    for (const wrong of [record, header.slice(1), new Uint8Array(73).fill(2)]) {
      expect(() => entry.decodeBatchHeader(wrong)).to.throw(MalformedError, 'header');
    }
  });
});
