import { expect, test } from 'vitest';
import { daysIn, daysLater, parseDay, spanOf } from '../../src/feedback/days.js';

test.each(['2026-11-21', '2024-02-29', '2000-01-01'])('%s is a day', (day) => {
  expect(parseDay(day)).toBe(day);
});

test.each(['', '2026-02-29', '2026-13-01', '2026-1-1', '1999-12-31', '+010000-01-01', '2026-11-21T00:00'])(
  '%s is none',
  (text) => {
    expect(parseDay(text)).toBeUndefined();
  },
);

test('days are counted over the ends of months and years, and leap days', () => {
  expect(daysLater('2026-12-31', 1)).toBe('2027-01-01');
  expect(daysLater('2024-03-01', -1)).toBe('2024-02-29');
  expect(daysIn('2026-12-30', '2027-01-01')).toEqual(['2026-12-30', '2026-12-31', '2027-01-01']);
  expect(daysIn('2026-12-30', '2026-12-29')).toEqual([]);
});

test('a span has its last day in it', () => {
  expect(spanOf('2026-11-20', '2026-11-20')).toEqual({
    from: new Date('2026-11-20T00:00:00Z'),
    to: new Date('2026-11-21T00:00:00Z'),
  });
});
