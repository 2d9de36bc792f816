import { expect, test } from 'vitest';
import { createInFlight } from '../../src/chat/in-flight.js';

test('settled() waits for work that has begun, also for work that begins while it waits, and for failures', async () => {
  const inFlight = createInFlight();
  const ended: string[] = [];
  const pause = () => new Promise((resolve) => setImmediate(resolve));
  const second = async () => {
    await pause();
    ended.push('second');
  };
  inFlight.track(
    pause().then(() => {
      ended.push('first');
      inFlight.track(second());
    }),
  );
  inFlight.track(Promise.reject(new Error('failed'))).catch(() => ended.push('failed'));
  await inFlight.settled();
  expect(ended.sort()).toEqual(['failed', 'first', 'second']);
});
