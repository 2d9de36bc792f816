import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Four a second: Slack lets an app post “several hundred messages per minute” in a workspace, and answers come first;
 * Discord blocks who opens many direct messages in no time. In milliseconds.
 */
const PAUSE = 250;

/** Waits between two people to whom the bot speaks first; not when it stops. */
export async function speakingPause(stopping: AbortSignal, millis = PAUSE): Promise<void> {
  await sleep(millis, undefined, { signal: stopping }).catch(() => {});
}
