import { expect } from 'chai';
import { jurisdictionsOf, keptUntil, lawTerms, parseTerms } from '../../../server/retention/terms.ts';

describe('terms of retention', () => {
  const recordedAt = new Date('2025-03-01T12:00:00Z');
  const rules = (...countries: string[]) => ({
    jurisdictions: jurisdictionsOf(countries),
    own: [],
    endedAt: null,
  });
  const until = (type: string, ...countries: string[]) =>
    keptUntil({ type, recordedAt }, rules(...countries))?.until;

  it('take the longest that fits, from the end of the year', () => {
    expect(until('380', 'AT')).to.equal('2028-12-31');
    expect(until('380', 'AT', 'NL')).to.equal('2032-12-31');
    expect(until('380', 'DE')).to.equal('2033-12-31');
    expect(until('861', 'DE')).to.equal('2035-12-31');
    expect(until('380', 'SG')).to.equal(undefined);
  });

  it('run from the end of the record where that was later', () => {
    const endedAt = new Date('2027-12-31T23:59:59Z');
    expect(keptUntil({ type: '380', recordedAt }, { ...rules('AT'), endedAt })?.until).to.equal('2030-12-31');
  });

  it('take an own term where it is longer, of its type alone', () => {
    const own = [{ organisationId: 'us', type: '271', years: 20 }];
    const kept = (type: string) => keptUntil({ type, recordedAt }, { ...rules('BE'), own });
    expect(kept('271')).to.deep.include({ until: '2045-12-31', law: null });
    expect(kept('380')).to.deep.include({ until: '2035-12-31', own: null });
  });

  it('count from when they came into force', () => {
    const before = { type: '380', recordedAt: new Date('2022-12-31T12:00:00Z') };
    expect(keptUntil(before, rules('BE'))?.law?.code).to.equal('union_customs');
  });

  it('name their source, and are refused without', () => {
    for (const { source } of lawTerms) expect(source).to.match(/Article|§/);
    const [{ source: _, ...nameless }] = [...lawTerms] as [(typeof lawTerms)[number]];
    expect(() => parseTerms(JSON.stringify([nameless]))).to.throw('source');
  });
});
