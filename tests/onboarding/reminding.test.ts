import { describe, expect, test } from 'vitest';
import { begin, leaveStep, type Progress } from '../../src/onboarding/progress.js';
import { dueOf, isAboutTheHourOf, isDaytimeIn } from '../../src/onboarding/reminding.js';
import { smallTrack } from './small-track.js';

const HOUR = 60 * 60 * 1_000;
const DAY = 24 * HOUR;
const NOW = new Date('2026-11-21T12:00:00.000Z');
const QUIET_SINCE = daysAgo(3);

function daysAgo(days: number): Date {
  return new Date(NOW.getTime() - days * DAY);
}

const kept = (change: Partial<Progress>, version = 1) => ({
  version,
  progress: { ...begin(smallTrack(), daysAgo(5)), ...change },
});

const dueTrack = (...begun: Partial<Progress>[]) =>
  dueOf(
    begun.map((each) => kept(each)),
    QUIET_SINCE,
  )?.progress.track;

describe('somebody who left a track is due', () => {
  test('after the quiet days, and not a moment before', () => {
    expect(dueTrack({ track: 'a', movedAt: daysAgo(3) })).toBe('a');
    expect(dueTrack({ track: 'a', movedAt: new Date(QUIET_SINCE.getTime() + 1) })).toBeUndefined();
    expect(dueTrack()).toBeUndefined();
  });

  test('for the track that they moved in last', () => {
    expect(dueTrack({ track: 'a', movedAt: daysAgo(9) }, { track: 'b', movedAt: daysAgo(4) })).toBe('b');
  });

  test('for none while they move in another', () => {
    expect(
      dueTrack({ track: 'a', movedAt: daysAgo(9) }, { track: 'b', movedAt: daysAgo(1) }),
    ).toBeUndefined();
  });

  test('for none that they finished or stopped', () => {
    expect(dueTrack({ state: 'finished' }, { state: 'stopped' })).toBeUndefined();
    const finished = { track: 'a', movedAt: daysAgo(4), state: 'finished' } as const;
    expect(dueTrack(finished, { track: 'b', movedAt: daysAgo(9) })).toBe('b');
  });

  test('once more after as many days again, and then never', () => {
    const movedAt = daysAgo(10);
    expect(dueTrack({ track: 'a', movedAt, reminded: [daysAgo(2)] })).toBeUndefined();
    expect(dueTrack({ track: 'a', movedAt, reminded: [daysAgo(4)] })).toBe('a');
    expect(dueTrack({ track: 'a', movedAt, reminded: [daysAgo(7), daysAgo(4)] })).toBeUndefined();
  });

  test('twice at most, though they moved in between', () => {
    const reminded = [daysAgo(20), daysAgo(10)];
    expect(dueTrack({ track: 'a', movedAt: daysAgo(5), reminded })).toBeUndefined();
  });

  test('for the latest only: who was reminded of it often enough hears of no other', () => {
    const reminded = [daysAgo(7), daysAgo(4)];
    expect(
      dueTrack({ track: 'a', movedAt: daysAgo(30) }, { track: 'b', movedAt: daysAgo(10), reminded }),
    ).toBeUndefined();
  });

  test('and what they were reminded of goes on with them', () => {
    const before = { ...begin(smallTrack(), daysAgo(9)), reminded: [daysAgo(6)] };
    expect(leaveStep(smallTrack(), before, 'done', NOW).reminded).toEqual([daysAgo(6)]);
  });
});

describe('it is daytime', () => {
  test.each([
    ['Europe/Amsterdam', '2026-11-21T08:00:00Z', true],
    ['Europe/Amsterdam', '2026-11-21T07:59:59Z', false],
    ['Europe/Amsterdam', '2026-11-21T16:59:59Z', true],
    ['Europe/Amsterdam', '2026-11-21T17:00:00Z', false],
    // In summer an hour earlier.
    ['Europe/Amsterdam', '2026-07-21T07:00:00Z', true],
    ['Europe/Amsterdam', '2026-07-21T06:59:59Z', false],
    ['America/Los_Angeles', '2026-11-21T12:00:00Z', false],
    ['America/Los_Angeles', '2026-11-21T20:00:00Z', true],
    ['Asia/Kolkata', '2026-11-21T03:30:00Z', true],
    ['Asia/Kolkata', '2026-11-21T03:29:59Z', false],
    ['Pacific/Kiritimati', '2026-11-21T19:00:00Z', true],
    // Midnight is 0 o’clock, not 24.
    ['UTC', '2026-11-21T00:00:00Z', false],
  ])('in %s at %s: %s', (zone, time, isDay) => {
    expect(isDaytimeIn(zone, new Date(time))).toBe(isDay);
  });

  test.each(['', 'Mars/Olympus', 'Europe/Amsterdam; drop table'])('nobody knows whether, in “%s”', (zone) => {
    expect(isDaytimeIn(zone, NOW)).toBeUndefined();
  });
});

describe('it is about the hour of before', () => {
  test.each([
    [3 * DAY, true],
    [3 * DAY - HOUR, true],
    [3 * DAY + HOUR, true],
    [3 * DAY - HOUR - 1, false],
    [3 * DAY + HOUR + 1, false],
    [3 * DAY + 12 * HOUR, false],
    [0, true],
  ])('%d milliseconds later: %s', (later, isAbout) => {
    expect(isAboutTheHourOf(NOW, new Date(NOW.getTime() + later))).toBe(isAbout);
  });

  test('also over midnight', () => {
    expect(isAboutTheHourOf(new Date('2026-11-21T23:45:00Z'), new Date('2026-11-25T00:15:00Z'))).toBe(true);
  });
});
