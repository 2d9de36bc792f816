import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Four a second: Slack lets an app post “several hundred messages per minute” in a workspace, and answers come first;
 * Discord blocks who opens many direct messages in no time. In milliseconds.
 */
const PAUSE = 250;

/** Waits until it is time to speak to the next, who was not asked, after one began at a time; not when it stops. */
export async function speakingPause(began: number, stopping: AbortSignal, millis = PAUSE): Promise<void> {
  const left = began + millis - performance.now();
  if (left > 0) await sleep(left, undefined, { signal: stopping }).catch(() => {});
}
