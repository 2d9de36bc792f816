import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLooking, type Looking } from '../../src/app/looking.js';

const HOUR = 60 * 60 * 1_000;

let stopping: AbortController;
let lines: string[];
let looking: Looking | undefined;

beforeEach(() => {
  stopping = new AbortController();
  lines = [];
});
afterEach(async () => {
  stopping.abort();
  await looking?.stop();
});

function lookingThat(work: () => Promise<void>, pause = HOUR): Looking {
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  looking = createLooking({ what: 'whom to greet', work, pause, log }, stopping.signal);
  return looking;
}

test('it looks when it is called for, and else now and then', async () => {
  let count = 0;
  const { look } = lookingThat(async () => void count++, 50);
  expect(count).toBe(0);
  look();
  await sleep(1);
  expect(count).toBe(1);
  await vi.waitFor(() => expect(count).toBeGreaterThan(2));
});

test('one look is under way at a time, and what is called for meanwhile is one more', async () => {
  let [running, most, count] = [0, 0, 0];
  const { look } = lookingThat(async () => {
    most = Math.max(most, ++running);
    await sleep(20);
    running--;
    count++;
  });
  look();
  await sleep(5);
  for (let n = 0; n < 100; n++) look();
  await sleep(150);
  expect([most, count]).toEqual([1, 2]);
});

test('a look that fails is told in one line, and followed by others', async () => {
  let count = 0;
  const { look } = lookingThat(async () => {
    if (count++ === 0) throw new Error('database is locked');
  });
  look();
  await sleep(1);
  look();
  await sleep(1);
  expect(count).toBe(2);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('could not look whom to greet: database is locked; trying again later');
});

test('a stop waits for the look that is under way, and no other comes', async () => {
  let [count, isDone] = [0, false];
  const { look, stop } = lookingThat(async () => {
    count++;
    await sleep(30);
    isDone = true;
  }, 5);
  look();
  await sleep(10);
  look();
  stopping.abort();
  await stop();
  expect(isDone).toBe(true);
  look();
  await sleep(20);
  expect(count).toBe(1);
});
