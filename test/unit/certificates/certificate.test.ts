import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { certificateStates } from '../../../core/certificate-states.ts';
import {
  type CertificateAct,
  type CertificateState,
  certificateActs,
  isInForce,
  mayBeIssued,
  stateAfter,
  wasIssued,
} from '../../../server/certificates/certificate.ts';
import { Problem } from '../../../server/http/problem.ts';

/** The whole table; what is not in it is forbidden. */
const allowed: readonly (readonly [CertificateState, CertificateAct, CertificateState])[] = [
  ['draft', 'update', 'draft'],
  ['draft', 'redirect', 'draft'],
  ['draft', 'submit', 'submitted'],
  ['draft', 'abandon', 'abandoned'],
  ['submitted', 'request_changes', 'changes_requested'],
  ['submitted', 'reject', 'not_issued'],
  ['submitted', 'issue', 'issued'],
  ['changes_requested', 'update', 'changes_requested'],
  ['changes_requested', 'redirect', 'draft'],
  ['changes_requested', 'submit', 'submitted'],
  ['changes_requested', 'reject', 'not_issued'],
  ['changes_requested', 'abandon', 'abandoned'],
  ['not_issued', 'update', 'draft'],
  ['not_issued', 'redirect', 'draft'],
  ['not_issued', 'abandon', 'abandoned'],
  ['issued', 'verify', 'verified'],
  ['issued', 'dispute', 'disputed'],
  ['issued', 'expire', 'expired'],
  ['issued', 'revoke', 'revoked'],
  ['issued', 'supersede', 'superseded'],
  ['verified', 'acquit', 'acquitted'],
  ['verified', 'expire', 'expired'],
  ['verified', 'revoke', 'revoked'],
  ['verified', 'supersede', 'superseded'],
  ['disputed', 'confirm', 'verified'],
  ['disputed', 'refuse', 'refused'],
  ['disputed', 'revoke', 'revoked'],
  ['disputed', 'supersede', 'superseded'],
];
const ends: readonly CertificateState[] = [
  'abandoned',
  'refused',
  'acquitted',
  'expired',
  'revoked',
  'superseded',
];
const before: readonly CertificateState[] = ['draft', 'submitted', 'changes_requested', 'not_issued'];

/** Undefined: it is refused. */
function attempt(state: CertificateState, act: CertificateAct): CertificateState | undefined {
  try {
    return stateAfter(state, act);
  } catch (error) {
    expect(error).to.be.instanceOf(Problem).with.property('code', 'wrong_state');
    return undefined;
  }
}

describe('certificate', () => {
  describe('stateAfter', () => {
    for (const state of certificateStates) {
      for (const act of certificateActs) {
        const next = allowed.find(([from, by]) => from === state && by === act)?.[2];
        it(`${act} of a certificate that is ${state}: ${next ?? 'refused'}`, () => {
          expect(attempt(state, act)).to.equal(next);
        });
      }
    }

    it('is as it is drawn', () => {
      const page = readFileSync(new URL('../../../docs/certificates.md', import.meta.url), 'utf8');
      const drawn = [...page.matchAll(/^ {2}(\w+) --> (\w+): (.+)$/gm)].flatMap(([, from, to, acts]) =>
        (acts ?? '').split(', ').map((act) => `${from} ${act.replace(' ', '_')} ${to}`),
      );
      // A draft that is written for another chamber is updated.
      const table = allowed
        .map(([from, act, to]) => `${from} ${act} ${to}`)
        .filter((line) => line !== 'draft redirect draft');
      expect(drawn.sort()).to.deep.equal(table.sort());
    });

    const acts = fc.array(fc.constantFrom(...certificateActs), { maxLength: 60 });
    /** The states that a certificate goes through; what is refused changes nothing. */
    const lifeOf = (tried: readonly CertificateAct[]): CertificateState[] => {
      const life: CertificateState[] = ['draft'];
      for (const act of tried) {
        const next = attempt(life.at(-1) ?? 'draft', act);
        if (next !== undefined) life.push(next);
      }
      return life;
    };

    it('never leads back from issued to an application, nor out of an end', () => {
      fc.assert(
        fc.property(acts, (tried) => {
          const life = lifeOf(tried);
          const issuedAt = life.indexOf('issued');
          const end = life.findIndex((state) => ends.includes(state));
          if (issuedAt >= 0)
            expect(life.slice(issuedAt).filter((state) => before.includes(state))).to.deep.equal([]);
          if (end >= 0) expect(life).to.have.length(end + 1);
          expect(life.filter((state) => state === 'issued').length).to.be.at.most(1);
        }),
      );
    });

    it('issues nothing that was not submitted, and ends nothing that is not in force', () => {
      fc.assert(
        fc.property(acts, (tried) => {
          const life = lifeOf(tried);
          for (const [index, state] of life.entries()) {
            const from = life[index - 1];
            if (state === 'issued') expect(from).to.equal('submitted');
            if (!ends.includes(state) || from === undefined) continue;
            if (state === 'abandoned') expect(before).to.include(from);
            else expect(isInForce(from)).to.equal(true);
          }
        }),
      );
    });

    it('knows from a state whether it was issued, and whether it may still be', () => {
      expect(certificateStates.filter(mayBeIssued)).to.deep.equal(before);
      fc.assert(
        fc.property(acts, (tried) => {
          const life = lifeOf(tried);
          for (const [index, state] of life.entries())
            expect(wasIssued(state)).to.equal(life.slice(0, index + 1).includes('issued'));
        }),
      );
    });

    it('reaches every state', () => {
      const reached = new Set<CertificateState>(['draft']);
      for (const state of reached) {
        for (const act of certificateActs) {
          const next = attempt(state, act);
          if (next !== undefined) reached.add(next);
        }
      }
      expect([...reached]).to.have.members([...certificateStates]);
    });
  });
});
