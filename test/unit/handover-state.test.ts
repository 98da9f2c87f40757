import { expect } from 'chai';
import { stateAt } from '../../server/handovers/handover.ts';

const now = new Date('2026-05-12T12:00:00.000Z');
const owner = 'the owner';
const offer = { state: 'offered' as const, from: owner, expiresAt: new Date('2026-05-12T12:00:00.001Z') };
const record = { status: 'active' as const, ownerOrganisationId: owner };

describe('handover > stateAt', () => {
  it('is offered until its last millisecond', () => {
    expect(stateAt(offer, [record, record], now)).to.equal('offered');
    expect(stateAt({ ...offer, expiresAt: now }, [record], now)).to.equal('expired');
  });

  it('is void when any of its records was closed, revoked or handed over', () => {
    for (const changed of [
      { ...record, status: 'closed' as const },
      { ...record, status: 'revoked' as const },
      { ...record, status: 'superseded' as const },
      { ...record, ownerOrganisationId: 'another' },
    ]) {
      expect(stateAt(offer, [record, changed], now)).to.equal('void');
    }
  });

  it('stays what it was once answered', () => {
    for (const state of ['accepted', 'rejected', 'withdrawn', 'expired', 'void'] as const) {
      expect(stateAt({ ...offer, state, expiresAt: now }, [], now)).to.equal(state);
    }
  });
});
