import { expect } from 'chai';
import { hashPassword, passwordMatches } from '../../../server/access/password.ts';

const PASSWORD = 'a horse, a staple and a battery';

describe('password', () => {
  let hash: string;
  before(async () => {
    hash = await hashPassword(PASSWORD);
  });

  describe('hashPassword', () => {
    it('keeps algorithm, parameters, a nonce of 16 bytes and a tag of 32, and nothing of the password', () => {
      const [empty, algorithm, settings, nonce = '', tag = ''] = hash.split('$');
      expect([empty, algorithm, settings]).to.deep.equal(['', 'argon2id', 'm=19456,t=2,p=1']);
      expect(Buffer.from(nonce, 'base64')).to.have.length(16);
      expect(Buffer.from(tag, 'base64')).to.have.length(32);
      expect(hash).to.not.contain(PASSWORD);
    });

    it('salts: the same password twice gives two hashes, and both match', async () => {
      const again = await hashPassword(PASSWORD);
      expect(again).to.not.equal(hash);
      expect(await passwordMatches(PASSWORD, again)).to.equal(true);
    });
  });

  describe('passwordMatches', () => {
    it('takes the password', async () => {
      expect(await passwordMatches(PASSWORD, hash)).to.equal(true);
    });

    for (const [what, wrong] of [
      ['another one', 'another horse and another battery'],
      ['one in other case', PASSWORD.toUpperCase()],
      ['one that is cut', PASSWORD.slice(0, -1)],
      ['one with a space after it', `${PASSWORD} `],
      ['none', ''],
    ] as const) {
      it(`refuses ${what}`, async () => {
        expect(await passwordMatches(wrong, hash)).to.equal(false);
      });
    }

    it('refuses every password, the empty one too, where there is no account', async () => {
      expect(await passwordMatches(PASSWORD, undefined)).to.equal(false);
      expect(await passwordMatches('', undefined)).to.equal(false);
    });

    it('refuses a hash whose tag is cut to nothing', async () => {
      const cut = hash.slice(0, hash.lastIndexOf('$') + 1);
      expect(await passwordMatches(PASSWORD, cut)).to.equal(false);
    });

    it('refuses a hash of which one bit is changed', async () => {
      const at = hash.lastIndexOf('$') + 1;
      const tag = Buffer.from(hash.slice(at), 'base64');
      tag[0] = (tag[0] ?? 0) ^ 1;
      expect(await passwordMatches(PASSWORD, hash.slice(0, at) + tag.toString('base64'))).to.equal(false);
    });

    it('works with the parameters that the hash names, so that ours can be raised later', async () => {
      const weaker = hash.replace('t=2', 't=1');
      expect(await passwordMatches(PASSWORD, weaker)).to.equal(false);
    });
  });
});
