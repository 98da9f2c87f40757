import { expect } from 'chai';
import { Webhook } from 'standardwebhooks';
import { letterPauseMs, nextDigestAfter } from '../../../server/notices/letters.ts';
import { wants } from '../../../server/webhooks/outgoing.ts';
import { pauseAfter } from '../../../server/webhooks/sender.ts';
import { newSigningSecret, webhookHeaders } from '../../../server/webhooks/signature.ts';

const hour = 3_600_000;

describe('times of notices', () => {
  it('tries a webhook again for three days, ever more rarely, and then no more', () => {
    const pauses = Array.from({ length: 9 }, (_, n) => pauseAfter(n + 1, 0.5) ?? 0);
    expect(pauses[0]).to.equal(5_000);
    expect(pauses).to.deep.equal([...pauses].sort((a, b) => a - b));
    const together = pauses.reduce((sum, one) => sum + one, 0);
    expect(together / hour).to.be.within(72, 96);
    expect(pauseAfter(10, 0.5)).to.equal(undefined);
  });
  it('spreads the attempts by a tenth', () => {
    expect([pauseAfter(2, 0), pauseAfter(2, 1)]).to.deep.equal([270_000, 330_000]);
  });
  it('tries a letter again within the hour', () => {
    expect([1, 2, 3, 20].map(letterPauseMs)).to.deep.equal([30_000, 60_000, 120_000, hour]);
  });
  it('writes digests at six in the morning', () => {
    const next = (time: string) => nextDigestAfter(new Date(time)).toISOString();
    expect(next('2026-03-04T05:59:59.999Z')).to.equal('2026-03-04T06:00:00.000Z');
    expect(next('2026-03-04T06:00:00.000Z')).to.equal('2026-03-05T06:00:00.000Z');
  });
});

describe('webhooks', () => {
  it('are signed as the published library verifies them', () => {
    const secret = newSigningSecret();
    const message = { id: 'msg', at: new Date(), body: '{"é":1}' };
    const headers = webhookHeaders(message, [newSigningSecret(), secret]);
    expect(new Webhook(secret).verify(message.body, headers)).to.deep.equal({ é: 1 });
    expect(() => new Webhook(secret).verify('{"é":2}', headers)).to.throw();
  });
  it('want a kind, one type, or everything', () => {
    const type = 'org.openpouch.handover.offered';
    expect(
      [[], ['handover'], ['handover.offered'], ['share', 'handover']].map((types) => wants(types, type)),
    ).to.deep.equal([true, true, true, true]);
    expect([['hand'], ['handover.off'], ['share']].map((types) => wants(types, type))).to.deep.equal([
      false,
      false,
      false,
    ]);
  });
});
