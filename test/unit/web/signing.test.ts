import { expect } from 'chai';
import { toBase64Url, utf8 } from '../../../core/bytes.ts';
import { generateEs256Key, lowS, verifyEs256 } from '../../../core/es256.ts';
import { eventBody, prepareEvent } from '../../../core/event.ts';
import { Address, Digest, RecordId, SignerId } from '../../../core/ids.ts';
import type { JsonObject } from '../../../core/json.ts';
import { type EcPublicJwk, signerIdOfJwk } from '../../../core/signer.ts';
import {
  type Handover,
  handoversDigest,
  registryDomain,
  TYPES,
  walletDomain,
} from '../../../core/typed-data.ts';
import type { StatementToSign } from '../../../web/src/api/schema.ts';
import { type AskedAct, checkAct, newOwners } from '../../../web/src/keys/check-act.ts';
import { passkeyKeys } from '../../../web/src/keys/passkey-keys.ts';
import {
  NotWhatWasAsked,
  type ReadStatement,
  readStatement,
  type SignedFor,
} from '../../../web/src/keys/read-statement.ts';

const organisationId = 'b0a1f7d2-6c1e-4a57-9d6a-0f3f7c0f6a11';
const recipient = '1d3f0a64-93c5-4b3a-8a2c-7f9a0c4d2b22';
const handoverId = '7a6d1b1e-1c0a-4b55-8f50-3a5f0f2d9c33';
const now = new Date('2026-11-22T12:00:00.000Z');
const recordId = RecordId.parse(`0x${'ab'.repeat(32)}`);
const other = RecordId.parse(`0x${'cd'.repeat(32)}`);
const address = (digit: string) => Address.parse(`0x${digit.repeat(40)}`);
const signedFor: SignedFor = {
  chainId: 31_337,
  contracts: { recordRegistry: address('1') },
  verifiers: { es256: address('2'), webauthn: address('3'), rsa: address('4') },
};
const ids = { id: 'x', keyId: organisationId, holderId: organisationId };

describe('what the pages sign', () => {
  let jwk: EcPublicJwk;
  let signerId: SignerId;
  const stranger = SignerId.parse(`0x${'77'.repeat(24)}`);
  before(async () => {
    ({ jwk } = await generateEs256Key(false));
    signerId = signerIdOfJwk(jwk, signedFor.verifiers);
  });

  function event(type: string, data: JsonObject, more: { subject?: RecordId; time?: Date } = {}) {
    const { subject = recordId, time = now } = more;
    const body = eventBody({
      ...{ source: `urn:uuid:${organisationId}`, type: `org.openpouch.${type}`, subject, time, data },
    });
    const bytes = toBase64Url(utf8(prepareEvent(body, jwk)));
    return { ...ids, purpose: 'identity' as const, jwk, bytes, says: '', content: { ...body } };
  }

  function moving(changed: Partial<Handover> = {}): StatementToSign {
    const handover: Handover = {
      ...{ recordId, sequence: 0, from: signerId, to: stranger, deadline: 1_800_000_000 },
      content: Digest.parse(`0x${'0f'.repeat(32)}`),
      ...changed,
    };
    const domain = registryDomain(signedFor.chainId, signedFor.contracts.recordRegistry);
    const bytes = toBase64Url(Digest.bytes(handoversDigest(domain, [handover])));
    const typed = { domain: walletDomain(domain), types: { Handover: TYPES.Handover } };
    const content = { ...typed, primaryType: 'Handover', message: { ...handover } };
    return { ...ids, purpose: 'owner', jwk, bytes, says: '', content };
  }

  const whyOf = (work: () => unknown): string => {
    try {
      work();
    } catch (problem) {
      if (problem instanceof NotWhatWasAsked) return problem.why;
      throw problem;
    }
    return 'signed';
  };
  const check = (
    asked: Partial<AskedAct> & Pick<AskedAct, 'operation'>,
    statements: readonly StatementToSign[],
    signed: readonly ReadStatement[] = [],
  ) =>
    whyOf(() =>
      checkAct(
        { path: {}, body: undefined, organisationId, ...asked },
        statements.map((one) => readStatement(one, signedFor)),
        { signed, now },
      ),
    );

  describe('a statement', () => {
    it('is read from its bytes', () => {
      const read = readStatement(event('record.closed', { reason: 'surrendered' }), signedFor);
      expect(read).to.deep.include({ kind: 'event', type: 'record.closed', subject: recordId, signerId });
      expect(readStatement(moving(), signedFor)).to.deep.include({ kind: 'handover' });
    });

    it('is refused when its bytes are not what it says, for other contracts, by another header or purpose', () => {
      const one = event('record.closed', { reason: 'surrendered' });
      const read = (statement: StatementToSign) => whyOf(() => readStatement(statement, signedFor));
      const otherBytes = event('record.closed', { reason: 'acquitted' }).bytes;
      expect(read({ ...one, bytes: otherBytes })).to.equal('altered');
      expect(read({ ...one, content: { ...one.content, subject: other } })).to.equal('altered');
      expect(read({ ...one, bytes: `${one.bytes}AA` })).to.equal('unreadable');
      expect(read({ ...one, purpose: 'owner' })).to.equal('unreadable');
      expect(read({ ...one, bytes: toBase64Url(utf8('a text that is none of ours')) })).to.equal(
        'unreadable',
      );
      // Somebody else's key in the header.
      const foreign = { ...jwk, x: jwk.y, y: jwk.x };
      expect(read({ ...one, jwk: foreign })).to.equal('unreadable');
      const move = moving();
      expect(read({ ...move, bytes: moving({ to: signerId, from: stranger }).bytes })).to.equal('altered');
      expect(read({ ...move, purpose: 'identity' })).to.equal('unreadable');
      const elsewhere = { ...signedFor, chainId: 1 };
      expect(whyOf(() => readStatement(move, elsewhere))).to.equal('chain');
    });
  });

  describe('an act', () => {
    const offer = { operation: 'POST /records/{recordId}/handovers', path: { recordId } } as const;
    const offered = (to: string, records = [recordId]) =>
      event('handover.offered', { handoverId, to, records, expiresAt: '2026-12-01T00:00:00.000Z' });

    it('is signed as it was asked for', () => {
      expect(check({ ...offer, body: { to: recipient } }, [offered(recipient)])).to.equal('signed');
    });

    it('is refused with another party, record, act, organisation or time, and when it is not known', () => {
      const body = { to: recipient };
      expect(check({ ...offer, body }, [offered(organisationId)])).to.equal('other-words');
      expect(check({ ...offer, path: { recordId: other }, body }, [offered(recipient)])).to.equal(
        'other-words',
      );
      expect(check({ ...offer, body }, [event('record.closed', {})])).to.equal('other-act');
      const close = { operation: 'POST /records/{recordId}/closure', path: { recordId } } as const;
      const surrendered = (surrenderedTo: string) =>
        event('record.closed', { reason: 'surrendered', surrenderedTo });
      const toBank = { ...close, body: { reason: 'surrendered', surrenderedTo: 'A bank' } };
      expect(check(toBank, [surrendered('A bank')])).to.equal('signed');
      expect(check(toBank, [surrendered('Another')])).to.equal('other-words');
      expect(check({ ...offer, body }, [offered(recipient), event('record.closed', {})])).to.equal(
        'other-act',
      );
      expect(check({ ...offer, body, organisationId: recipient }, [offered(recipient)])).to.equal(
        'other-act',
      );
      expect(check({ ...offer, body }, [])).to.equal('other-act');
      expect(check({ operation: 'POST /webhooks' }, [offered(recipient)])).to.equal('other-act');
      const late = event(
        'handover.offered',
        { to: recipient },
        { time: new Date(now.getTime() + 16 * 60_000) },
      );
      expect(check({ ...offer, body }, [late])).to.equal('time');
    });

    it('hands over what was shown, and nothing that comes or goes otherwise', () => {
      const give = { operation: 'POST /handovers/{id}/signature', path: { id: handoverId } } as const;
      expect(check({ ...give, moving: [recordId] }, [moving()])).to.equal('signed');
      expect(check({ ...give, moving: [other] }, [moving()])).to.equal('other-words');
      expect(check({ ...give, moving: [recordId, other] }, [moving()])).to.equal('other-words');
      expect(check(give, [moving({ from: stranger, to: signerId })])).to.equal('other-act');
      expect(check(offer, [moving()])).to.equal('other-act');
    });

    it('takes onto the key that was named, in what was signed before', () => {
      const take = { operation: 'POST /handovers/{id}/acceptance', path: { id: handoverId } } as const;
      const accepted = event('handover.accepted', { handoverId, owner: signerId });
      expect(check(take, [accepted])).to.equal('signed');
      const before = [readStatement(accepted, signedFor)];
      const here = moving({ from: stranger, to: signerId });
      expect(check(take, [here], before)).to.equal('signed');
      expect(check(take, [moving({ recordId: other, from: stranger, to: signerId })], before)).to.equal(
        'other-words',
      );
      expect(check(take, [moving()], before)).to.equal('other-act');
      expect(check({ ...take, path: { id: recipient } }, [accepted])).to.equal('other-words');
      const asked = { ...take, body: undefined, organisationId };
      expect(newOwners(before, asked)).to.deep.equal([signerId]);
    });

    it('renews the key of the record that was asked for, and says so of nothing else', () => {
      const renew = { operation: 'POST /records/{recordId}/key-renewal', path: { recordId } } as const;
      const move = moving({ from: stranger, to: signerId });
      expect(check(renew, [move])).to.equal('signed');
      expect(check({ ...renew, path: { recordId: other } }, [move])).to.equal('other-words');
      const before = [readStatement(move, signedFor)];
      const said = (to: SignerId) =>
        event('record.key-renewed', { handovers: [{ ...(move.content['message'] as object), to }] });
      expect(check(renew, [said(signerId)], before)).to.equal('signed');
      expect(check(renew, [said(stranger)], before)).to.equal('other-words');
    });
  });

  describe('keys of a passkey', () => {
    const secret = () => new Uint8Array(32).fill(7);

    it('are the same for the same secret, others for another organisation, purpose and number', async () => {
      const [one, again, elsewhere] = await Promise.all([
        passkeyKeys(secret(), organisationId),
        passkeyKeys(secret(), organisationId),
        passkeyKeys(secret(), recipient),
      ]);
      const x = async (signer: Promise<{ jwk: EcPublicJwk }>) => (await signer).jwk.x;
      // Written down, and computed by another program: an enrolled passkey has to lead to these keys for ever.
      expect(await x(one.identity())).to.equal('FZdcyM0LEsCKDGY10FtPhfMIuF9BYVzKZ1XGL5Q_BqU');
      expect(await x(one.owner(0))).to.equal('iEk9iPENdOPuKWAEU6WO_R0igDzvLh8Y7rCGzyYSC28');
      expect(await x(again.identity())).to.equal(await x(one.identity()));
      const all = await Promise.all([
        ...[x(one.identity()), x(one.owner(0)), x(one.owner(1))],
        ...[x(elsewhere.identity()), x(elsewhere.owner(0))],
      ]);
      expect(new Set(all).size).to.equal(all.length);
    });

    it('sign', async () => {
      const signer = await (await passkeyKeys(secret(), organisationId)).owner(3);
      const message = utf8('signed by a key that is nowhere');
      const signature = await signer.sign(message);
      expect(await verifyEs256(signer.jwk, message, lowS(signature))).to.equal(true);
    });
  });
});
