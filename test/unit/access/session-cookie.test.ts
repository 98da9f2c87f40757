import { expect } from 'chai';
import { readSessionCookie } from '../../../server/access/authenticate.ts';

const TOKEN = 'A'.repeat(43);

describe('readSessionCookie', () => {
  it('finds it alone and among others', () => {
    expect(readSessionCookie(`openpouch_session=${TOKEN}`)).to.equal(TOKEN);
    expect(readSessionCookie(`theme=dark; openpouch_session=${TOKEN}; lang=nl`)).to.equal(TOKEN);
  });

  for (const [what, header] of [
    ['no header', undefined],
    ['another cookie that ends in its name', `not_openpouch_session=${TOKEN}`],
    ['a token that is too short', `openpouch_session=${TOKEN.slice(1)}`],
    ['a token that is too long', `openpouch_session=${TOKEN}A`],
    ['characters that we never write', `openpouch_session=${TOKEN.slice(1)}'`],
  ] as const) {
    it(`takes nothing from ${what}`, () => {
      expect(readSessionCookie(header)).to.equal(undefined);
    });
  }
});
