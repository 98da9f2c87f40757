import { expect } from 'chai';
import fc from 'fast-check';
import { calendarOf } from '../../../server/desk/calendar.ts';
import { type Calendar, dayIn, dueAfter, isWorkingDay, startOf } from '../../../server/desk/working-days.ts';

const inBrussels: Calendar = {
  timeZone: 'Europe/Brussels',
  weekend: new Set([6, 7]),
  isHoliday: (day) => day === '2026-05-01',
};

describe('working days', () => {
  it('end with the n-th of them, at midnight there', () => {
    const due = (from: string, days: number) => dueAfter(new Date(from), days, inBrussels).toISOString();
    // A Wednesday afternoon: Thursday ends at 22:00 UTC in summer.
    expect(due('2026-04-29T14:00:00Z', 1)).to.equal('2026-04-30T22:00:00.000Z');
    // Friday is the first of May, then comes a weekend.
    expect(due('2026-04-29T14:00:00Z', 2)).to.equal('2026-05-04T22:00:00.000Z');
    // It is Friday there already.
    expect(due('2026-01-15T23:30:00Z', 1)).to.equal('2026-01-19T23:00:00.000Z');
  });

  it('begin with the day that it is there, also where the clock changes', () => {
    expect(startOf('2026-03-29', 'Europe/Brussels').toISOString()).to.equal('2026-03-28T23:00:00.000Z');
    expect(startOf('2026-03-30', 'Europe/Brussels').toISOString()).to.equal('2026-03-29T22:00:00.000Z');
    expect(startOf('2026-10-26', 'Europe/Brussels').toISOString()).to.equal('2026-10-25T23:00:00.000Z');
    expect(startOf('2026-07-01', 'Asia/Kolkata').toISOString()).to.equal('2026-06-30T18:30:00.000Z');
    expect(startOf('2026-07-01', 'America/New_York').toISOString()).to.equal('2026-07-01T04:00:00.000Z');
    expect(startOf('2026-07-01', 'UTC').toISOString()).to.equal('2026-07-01T00:00:00.000Z');
  });

  it('are as many as were asked for, and the last is one', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2028-01-01'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 30 }),
        (from, days) => {
          const due = dueAfter(from, days, inBrussels);
          let [count, day] = [0, dayIn(from, 'Europe/Brussels')];
          const last = dayIn(new Date(due.getTime() - 1), 'Europe/Brussels');
          while (day < last) {
            const next = new Date(day);
            next.setUTCDate(next.getUTCDate() + 1);
            day = next.toISOString().slice(0, 10);
            if (isWorkingDay(day, inBrussels)) count += 1;
          }
          expect(count).to.equal(days);
          expect(isWorkingDay(last, inBrussels)).to.equal(true);
        },
      ),
    );
  });

  describe('of a country', () => {
    it('are without its public holidays and its weekend', async () => {
      const [belgium, singapore, egypt] = await Promise.all(['BE', 'SG', 'EG'].map(calendarOf));
      if (belgium === undefined || singapore === undefined || egypt === undefined) throw new Error('none');
      expect(belgium.timeZone).to.equal('Europe/Brussels');
      expect(['2026-07-21', '2026-05-14', '2026-12-25'].map(belgium.isHoliday)).to.deep.equal([
        true,
        true,
        true,
      ]);
      expect(['2026-08-09', '2026-08-10', '2026-07-21'].map(singapore.isHoliday)).to.deep.equal([
        true,
        true,
        false,
      ]);
      expect([...egypt.weekend]).to.deep.equal([5, 6]);
    });

    it('that nobody knows are all but weekends', async () => {
      const calendar = await calendarOf('ZZ');
      expect(calendar.timeZone).to.equal('UTC');
      expect(calendar.isHoliday('2026-12-25')).to.equal(false);
      expect([...calendar.weekend]).to.deep.equal([6, 7]);
    });
  });
});
