import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { chamberIdOf, didOf, issues, profileHashOf } from '../../../server/organisations/profile.ts';

const ID = '0b7c9c1e-6a57-4f0e-9a2d-3f4b5c6d7e8f';

describe('profile of a chamber', () => {
  describe('chamberIdOf', () => {
    it('is the 16 bytes of the UUID', () => {
      expect(chamberIdOf(ID)).to.equal('0x0b7c9c1e6a574f0e9a2d3f4b5c6d7e8f');
      expect(chamberIdOf(ID.toUpperCase())).to.equal(chamberIdOf(ID));
    });
  });

  describe('didOf', () => {
    for (const [url, did] of [
      ['https://pouch.example', `did:web:pouch.example:chambers:${ID}`],
      ['http://127.0.0.1:8080', `did:web:127.0.0.1%3A8080:chambers:${ID}`],
      ['https://chambers.example/pouch', `did:web:chambers.example:pouch:chambers:${ID}`],
      ['http://[::1]:8080', `did:web:%5B%3A%3A1%5D%3A8080:chambers:${ID}`],
    ] as const) {
      it(`of ${url}`, () => {
        expect(didOf(url, ID)).to.equal(did);
      });
    }
  });

  describe('profileHashOf', () => {
    it('is the SHA-256 of the canonical JSON, whatever the order of the members', () => {
      const text = '{"country":"BE","did":"did:web:x","legalName":"Chamber of Émile"}';
      const expected = `0x${createHash('sha256').update(text, 'utf8').digest('hex')}`;
      expect(profileHashOf({ legalName: 'Chamber of Émile', country: 'BE', did: 'did:web:x' })).to.equal(
        expected,
      );
      expect(profileHashOf({ did: 'did:web:x', country: 'BE', legalName: 'Chamber of Émile' })).to.equal(
        expected,
      );
    });
  });

  describe('issues', () => {
    it('holds for chambers and the federation', () => {
      const all = ['federation', 'chamber', 'exporter', 'forwarder', 'importer', 'customs'] as const;
      expect(all.filter(issues)).to.deep.equal(['federation', 'chamber']);
    });
  });
});
