import { setTimeout as sleep } from 'node:timers/promises';
import { webApi } from '@slack/bolt';
import { slackFaultOf } from './slack-fault.js';

/** Who asked waits no longer than this, and Slack never asks for more in earnest; in milliseconds. */
const PATIENCE = 10 * 60 * 1_000;

/** A trouble of Slack's own is tried again so often, after pauses of one second and two. */
const TRIES = 3;

/** What is waited when Slack says "later" and not how long, in milliseconds. */
const USUAL_WAIT = 1_000;

/**
 * Does something on Slack, again when Slack asks to wait or has a trouble of its own that it tells of; then nothing
 * was done, so nothing is done twice.
 */
export async function patiently<Result>(
  work: () => Promise<Result>,
  { stopped, afterLostAnswers = false }: Patience,
): Promise<Result> {
  const begin = performance.now();
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      const wait = waitAfter(error, tries, afterLostAnswers);
      if (wait === undefined || performance.now() - begin + wait > PATIENCE) throw error;
      await sleep(wait, undefined, { signal: stopped });
    }
  }
}

/** How long something is worth trying. */
export interface Patience {
  /** Says that the time to finish is over. */
  readonly stopped: AbortSignal;
  /** Whether it may be done twice, when nobody knows if it was done once. */
  readonly afterLostAnswers?: boolean;
}

/** How long to wait before the next try; nothing when there is no use in one. */
function waitAfter(error: unknown, tries: number, afterLostAnswers: boolean): number | undefined {
  if (error instanceof webApi.WebAPIRateLimitedError) return error.retryAfter * 1_000;
  const fault = slackFaultOf(error);
  if (fault?.code === 'ratelimited') return USUAL_WAIT * tries;
  const isWorthTrying = afterLostAnswers || error instanceof webApi.WebAPIPlatformError;
  return fault?.kind === 'unreachable' && isWorthTrying && tries < TRIES ? USUAL_WAIT * tries : undefined;
}
