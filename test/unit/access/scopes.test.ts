import { expect } from 'chai';
import { scopes, scopesOfRole } from '../../../server/access/scopes.ts';

describe('scopesOfRole', () => {
  const rolesWith = (scope: (typeof scopes)[number]) =>
    Object.entries(scopesOfRole).flatMap(([role, held]) => (held.includes(scope) ? [role] : []));

  it('lets chambers alone issue, and exporters alone apply', () => {
    expect(rolesWith('certificate:issue')).to.deep.equal(['chamber']);
    expect(rolesWith('certificate:apply')).to.deep.equal(['exporter']);
  });

  it('lets the federation and chambers alone register organisations', () => {
    expect(rolesWith('organisation:register')).to.deep.equal(['federation', 'chamber']);
  });

  it('lets only those hand over who trade', () => {
    expect(rolesWith('record:handover')).to.deep.equal(['exporter', 'forwarder', 'importer']);
  });

  it('gives each scope to somebody', () => {
    for (const scope of scopes) expect(rolesWith(scope), scope).to.not.deep.equal([]);
  });
});
