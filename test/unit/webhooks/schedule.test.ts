import { expect } from 'chai';
import { Webhook } from 'standardwebhooks';
import { nextDigest, nextHour } from '../../../server/notices/digest.ts';
import { letterPauseMs } from '../../../server/notices/letters.ts';
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
  it("writes digests when the reader's own clock shows the hour", async () => {
    const next = async (time: string, hour: number, timeZone: string | null, country = 'BE') =>
      (await nextDigest(new Date(time), { hour, timeZone, country })).toISOString();
    expect(await next('2026-03-04T05:59:59.999Z', 6, 'UTC')).to.equal('2026-03-04T06:00:00.000Z');
    expect(await next('2026-03-04T06:00:00.000Z', 6, 'UTC')).to.equal('2026-03-05T06:00:00.000Z');
    expect(await next('2026-03-04T12:00:00Z', 7, 'Asia/Kolkata')).to.equal('2026-03-05T01:30:00.000Z');
    // Of whoever chose no time zone, that of the country; of one that is no more, UTC.
    expect(await next('2026-07-01T00:00:00Z', 7, null)).to.equal('2026-07-01T05:00:00.000Z');
    expect(await next('2026-07-01T00:00:00Z', 7, null, 'SG')).to.equal('2026-07-01T23:00:00.000Z');
    expect(await next('2026-07-01T00:00:00Z', 7, 'Europe/Atlantis')).to.equal('2026-07-01T07:00:00.000Z');
  });
  it('writes one on each day there, also where the clock is changed', () => {
    const changes = {
      'Europe/Brussels': ['2026-03-26', '2026-10-22'],
      'America/New_York': ['2026-03-05', '2026-10-29'],
      'Australia/Lord_Howe': ['2026-04-02', '2026-10-01'],
      'America/Santiago': ['2026-04-01', '2026-09-03'],
    };
    for (const [timeZone, weeks] of Object.entries(changes)) {
      const shown = new Intl.DateTimeFormat('en-CA', {
        ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', hourCycle: 'h23' },
      });
      for (const hour of [0, 1, 2, 3, 7]) {
        const [days, late] = [new Set<string>(), [] as number[]];
        for (const week of weeks) {
          let time = new Date(week);
          for (let count = 0; count < 6; count += 1) {
            time = nextHour(time, hour, timeZone);
            const [day = '', at] = shown.format(time).split(', ');
            days.add(day);
            if (Number(at) !== hour) late.push(Number(at));
          }
        }
        expect(days.size, `${timeZone} ${hour}`).to.equal(12);
        // The hour that is left out in one night: it comes when the clock goes on.
        expect(late, `${timeZone} ${hour}`).to.satisfy(
          (hours: number[]) => hours.length < 2 && hours.every((at) => at === hour + 1),
        );
      }
    }
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
