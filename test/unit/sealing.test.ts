import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { masterKeyFromDigits, masterKeyFromFile } from '../../server/keys/master-key.ts';
import { createSealer, SealError } from '../../server/keys/sealing.ts';

const context = { organisationId: '0198c0de-0000-7000-8000-000000000001', purpose: 'owner-key' };
const masterKey = Buffer.alloc(32, 7);

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof SealError) return error.code;
    throw error;
  }
  return 'opened';
}

describe('createSealer', () => {
  const sealer = createSealer(masterKey);
  const sealed = sealer.seal(Buffer.from('secret'), context);

  describe('open', () => {
    it('gives back what was sealed, of any length', () => {
      fc.assert(
        fc.property(
          fc.uint8Array({ maxLength: 300 }),
          fc.string(),
          fc.string(),
          (plain, organisationId, purpose) => {
            const own = { organisationId, purpose };
            expect(Buffer.compare(sealer.open(sealer.seal(plain, own), own), plain)).to.equal(0);
          },
        ),
      );
    });

    it('seals the same value differently each time and never shows it', () => {
      const again = sealer.seal(Buffer.from('secret'), context);
      expect(Buffer.compare(again, sealed)).to.not.equal(0);
      expect(Buffer.from(sealed).includes('secret')).to.equal(false);
      expect(sealed.length).to.equal('secret'.length + 37);
    });

    it('refuses a value that is moved to another organisation or another purpose', () => {
      const other = { ...context, organisationId: '0198c0de-0000-7000-8000-000000000002' };
      expect(codeOf(() => sealer.open(sealed, other))).to.equal('not_authentic');
      expect(codeOf(() => sealer.open(sealed, { ...context, purpose: 'content-key' }))).to.equal(
        'not_authentic',
      );
    });

    it('does not take a shift of letters between organisation and purpose for the same context', () => {
      const own = sealer.seal(masterKey, { organisationId: 'ab', purpose: 'c' });
      expect(codeOf(() => sealer.open(own, { organisationId: 'a', purpose: 'bc' }))).to.equal(
        'not_authentic',
      );
    });

    it('refuses every alteration of a single bit', () => {
      for (let bit = 0; bit < sealed.length * 8; bit++) {
        const altered = Uint8Array.from(sealed);
        altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(
          codeOf(() => sealer.open(altered, context)),
          `bit ${bit}`,
        ).to.not.equal('opened');
      }
    });

    it('refuses every cut-off and a byte too many', () => {
      for (let length = 0; length < sealed.length; length++) {
        expect(
          codeOf(() => sealer.open(sealed.subarray(0, length), context)),
          `${length} bytes`,
        ).to.not.equal('opened');
      }
      expect(codeOf(() => sealer.open(Buffer.concat([sealed, Buffer.of(0)]), context))).to.equal(
        'not_authentic',
      );
    });

    it('names the key that is missing, not a forgery, when the master key is another', () => {
      const other = createSealer(Buffer.alloc(32, 8));
      expect(codeOf(() => other.open(sealed, context))).to.equal('unknown_key');
    });
  });

  describe('rotation', () => {
    const rotated = createSealer(Buffer.alloc(32, 9), [masterKey]);

    it('still opens what the earlier key sealed, and tells that it is to be sealed anew', () => {
      expect(Buffer.from(rotated.open(sealed, context)).toString()).to.equal('secret');
      expect(rotated.isCurrent(sealed)).to.equal(false);
      expect(rotated.isCurrent(rotated.seal(masterKey, context))).to.equal(true);
    });

    it('seals under the new key only', () => {
      expect(codeOf(() => sealer.open(rotated.seal(masterKey, context), context))).to.equal('unknown_key');
    });
  });

  it('refuses a master key of another length', () => {
    expect(() => createSealer(Buffer.alloc(16))).to.throw(RangeError, '32 bytes');
  });
});

describe('master key', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'openpouch-keys-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it('is made once, readable by its owner alone, and the same ever after', async () => {
    const path = join(dir, 'data', 'master.key');
    const first = await masterKeyFromFile(path)();
    expect(first.length).to.equal(32);
    expect(statSync(path).mode & 0o777).to.equal(0o600);
    expect(Buffer.compare(await masterKeyFromFile(path)(), first)).to.equal(0);
    expect(readFileSync(path, 'utf8').trim()).to.equal(Buffer.from(first).toString('hex'));
  });

  it('is refused when others may read the file', async () => {
    const path = join(dir, 'master.key');
    await masterKeyFromFile(path)();
    chmodSync(path, 0o640);
    const message = await masterKeyFromFile(path)().catch((error: Error) => error.message);
    expect(message).to.include('others may read');
  });

  it('is refused when it is damaged, without repeating it', async () => {
    const path = join(dir, 'master.key');
    const digits = randomBytes(31).toString('hex');
    writeFileSync(path, digits, { mode: 0o600 });
    const message = await masterKeyFromFile(path)().catch((error: Error) => error.message);
    expect(message).to.include('64 hexadecimal digits').and.not.include(digits);
    const given = await masterKeyFromDigits(digits)().catch((error: Error) => error.message);
    expect(given).to.include('OPENPOUCH_MASTER_KEY').and.not.include(digits);
  });
});
