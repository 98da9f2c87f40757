import { expect } from 'chai';
import { type CertificateAct, stateAfter } from '../../../server/certificates/certificate.ts';
import type { CertificateState } from '../../../server/database/tables.ts';
import { Problem } from '../../../server/http/problem.ts';

const states = ['draft', 'submitted', 'issued', 'not_issued', 'revoked', 'superseded'] as const;
const acts = ['update', 'submit', 'issue', 'reject', 'revoke', 'supersede'] as const;

/** The whole table; what is not in it is forbidden. */
const allowed: readonly (readonly [CertificateState, CertificateAct, CertificateState])[] = [
  ['draft', 'update', 'draft'],
  ['not_issued', 'update', 'draft'],
  ['draft', 'submit', 'submitted'],
  ['submitted', 'issue', 'issued'],
  ['submitted', 'reject', 'not_issued'],
  ['issued', 'revoke', 'revoked'],
  ['issued', 'supersede', 'superseded'],
];

describe('certificate', () => {
  describe('stateAfter', () => {
    for (const state of states) {
      for (const act of acts) {
        const next = allowed.find(([from, by]) => from === state && by === act)?.[2];
        it(`${act} of a certificate that is ${state}: ${next ?? 'refused'}`, () => {
          if (next !== undefined) expect(stateAfter(state, act)).to.equal(next);
          else
            expect(() => stateAfter(state, act))
              .to.throw(Problem)
              .with.property('code', 'wrong_state');
        });
      }
    }
  });
});
