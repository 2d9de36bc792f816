import { setTimeout as sleep } from 'node:timers/promises';
import { webApi } from '@slack/bolt';
import { slackFaultOf } from './slack-fault.js';

/** Who asked waits no longer than this, and Slack never asks for more in earnest; in milliseconds. */
const PATIENCE = 10 * 60 * 1_000;

/** A trouble of Slack's own is tried again so often, after pauses of one second and two. */
const TRIES = 3;

/** What is waited at least before the next try, in milliseconds; with each try more, unless Slack says how long. */
const PAUSE = 1_000;

/**
 * Does something on Slack, again when Slack asks to wait or has a trouble of its own that it tells of; then nothing
 * was done, so nothing is done twice.
 */
export async function patiently<Result>(work: () => Promise<Result>, patience: Patience): Promise<Result> {
  const begin = performance.now();
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      const wait = waitAfter(error, tries, patience);
      if (wait === undefined || performance.now() - begin + wait > PATIENCE) throw error;
      await sleep(wait, undefined, { signal: patience.stopped });
    }
  }
}

/** How long something is worth trying. */
export interface Patience {
  /** Says that the time to finish is over. */
  readonly stopped: AbortSignal;
  /** Whether it may be done twice, when nobody knows if it was done once. */
  readonly afterLostAnswers?: boolean;
  /** What is waited before the second try, in milliseconds; a second when absent. */
  readonly pause?: number;
}

/** How long to wait before the next try; nothing when there is no use in one. */
function waitAfter(
  error: unknown,
  tries: number,
  { afterLostAnswers = false, pause = PAUSE }: Patience,
): number | undefined {
  // Whoever is told to wait no time at all would ask for ever.
  if (error instanceof webApi.WebAPIRateLimitedError) return Math.max(error.retryAfter * 1_000, pause);
  const fault = slackFaultOf(error);
  const saidNo = error instanceof webApi.WebAPIPlatformError || fault?.code === 'ratelimited';
  const isWorthTrying = (afterLostAnswers || saidNo) && tries < TRIES;
  return fault?.kind === 'unreachable' && isWorthTrying ? pause * tries : undefined;
}
