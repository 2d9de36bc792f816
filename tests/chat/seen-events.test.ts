import { expect, test } from 'vitest';
import { createSeenEvents } from '../../src/chat/seen-events.js';

test('an event is new once, by any of its names', () => {
  const seen = createSeenEvents();
  expect(seen.isNew(['message 1', 'event 1'])).toBe(true);
  expect(seen.isNew(['message 1', 'event 2'])).toBe(false);
  expect(seen.isNew(['message 3', 'event 2'])).toBe(false);
  expect(seen.isNew(['message 4', 'event 4'])).toBe(true);
});

test('an event is forgotten after an hour', () => {
  let time = 0;
  const seen = createSeenEvents(() => time);
  seen.isNew(['a']);
  time = 59 * 60_000;
  expect(seen.isNew(['a'])).toBe(false);
  time = 61 * 60_000;
  expect(seen.isNew(['a'])).toBe(true);
});

test('the oldest events are forgotten when there are too many', () => {
  const seen = createSeenEvents(Date.now, 3);
  for (const name of ['a', 'b', 'c', 'd']) seen.isNew([name]);
  expect(seen.isNew(['d'])).toBe(false);
  expect(seen.isNew(['a'])).toBe(true);
});
