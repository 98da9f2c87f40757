import { expect } from 'chai';
import { changeOf, isNews, standingOf, standings } from '../../../server/watches/watch.ts';

const ends = ['closed', 'superseded', 'revoked'] as const;
const findings = ['verified', 'disputed', 'refused', 'acquitted'] as const;

describe('a watched record', () => {
  it('stands as anybody’s verification says, and for its readers as customs found', () => {
    for (const state of findings) {
      expect(standingOf({ status: 'active', state }, true)).to.equal(state);
      expect(standingOf({ status: 'active', state }, false)).to.equal('active');
    }
    for (const isReader of [true, false]) {
      expect(standingOf({ status: 'active', state: 'expired' }, isReader)).to.equal('expired');
      expect(standingOf({ status: 'active', state: null }, isReader), 'a pouch').to.equal('active');
      for (const status of ends) expect(standingOf({ status, state: 'issued' }, isReader)).to.equal(status);
    }
  });

  it('is news to whoever may know it, once, and never what is milder than an end', () => {
    for (const previous of standings)
      for (const next of standings) {
        if (previous === next) expect(isNews(previous, next, true)).to.equal(false);
        if (findings.some((one) => one === next)) expect(isNews(previous, next, false)).to.equal(false);
        if (next === 'revoked' && previous !== 'revoked')
          expect(isNews(previous, next, false)).to.equal(true);
        if (ends.some((one) => one === previous) && next === 'expired')
          expect(isNews(previous, next, true)).to.equal(false);
      }
  });

  it('changes by what ends or judges it, and by nothing else', () => {
    const type = (name: string) => `org.openpouch.${name}`;
    expect(changeOf(type('certificate.revoked'), { reason: 'fraud', successor: null })).to.deep.equal({
      ...{ status: 'revoked', reason: 'fraud', successor: null },
    });
    expect(changeOf(type('certificate.revoked'), { reason: 'replaced', successor: '0x01' })).to.deep.equal({
      ...{ status: 'superseded', reason: 'replaced', successor: '0x01' },
    });
    expect(changeOf(type('certificate.revoked'), {}), 'an erased body')?.to.include({ status: 'revoked' });
    for (const name of ['record.verified', 'record.handed-over', 'certificate.viewed', 'share.granted'])
      expect(changeOf(type(name), { reason: 'x' }), name).to.equal(undefined);
  });
});
