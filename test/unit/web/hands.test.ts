import { expect } from 'chai';
import { endedAsItIs, type Hand } from '../../../web/src/journey/hands.ts';

describe('the chain of hands', () => {
  const party = (id: string) => ({ id, legalName: id, country: 'BE', role: 'forwarder' as const });
  const [maker, next, last] = [party('maker'), party('next'), party('last')];
  const [made, handedOver] = ['2026-05-12T08:00:00.000Z', '2026-05-13T08:00:00.000Z'];
  const toNext: readonly Hand[] = [
    { part: 'owned', party: maker, from: made, until: handedOver, step: 0 },
    { part: 'owns', party: next, from: handedOver, until: null, step: 3 },
  ];
  const short = (hands: readonly Hand[]) => hands.map(({ part, party, from }) => [part, party?.id, from]);

  it('stays what the trail tells as long as that is how it is', () => {
    expect(endedAsItIs(toNext, { owner: next, status: 'active' })).to.equal(toNext);
    const unnamed = toNext.map((hand) => ({ ...hand, party: null }));
    expect(endedAsItIs(unnamed, { owner: last, status: 'active' })).to.equal(unnamed);
    const closed: readonly Hand[] = [
      { part: 'owned', party: maker, from: made, until: handedOver, step: 0 },
      { part: 'closed', party: maker, from: handedOver, until: null, step: 3 },
    ];
    expect(endedAsItIs(closed, { owner: maker, status: 'closed' })).to.equal(closed);
  });

  it('ends with the present owner and no time where the trail ends before', () => {
    expect(short(endedAsItIs(toNext, { owner: last, status: 'active' }))).to.deep.equal([
      ['owned', 'maker', made],
      ['owned', 'next', handedOver],
      ['holds', 'last', null],
    ]);
  });

  it('says that it is over, where the trail does not', () => {
    const endOf = (status: 'closed' | 'revoked' | 'superseded', owner = next) =>
      short(endedAsItIs(toNext, { owner, status })).at(-1);
    expect(endOf('closed')).to.deep.equal(['ended', 'next', null]);
    expect(endOf('revoked', last)).to.deep.equal(['lapsed', 'last', null]);
    expect(endOf('superseded')).to.deep.equal(['lapsed', 'next', null]);
  });
});
