import { setTimeout as sleep } from 'node:timers/promises';
import { webApi } from '@slack/bolt';
import type { SlackMessage } from './render-reply.js';

/** How often a message waits for its turn when Slack says that it comes too soon. */
const TURNS = 3;

/** A wait that is longer is given up: who asked has moved on. */
const LONGEST_WAIT_SECONDS = 60;

/** Posts a message; as plain text when Slack refuses its blocks. */
export async function postMessage(
  client: webApi.WebClient,
  place: { readonly channel: string; readonly thread_ts?: string },
  message: SlackMessage,
  stopped: AbortSignal,
): Promise<void> {
  try {
    await inTurn(() => client.chat.postMessage({ ...place, ...message }), stopped);
  } catch (error) {
    if (!refusesBlocks(error)) throw error;
    const { blocks, ...withoutBlocks } = message;
    await inTurn(() => client.chat.postMessage({ ...place, ...withoutBlocks }), stopped);
  }
}

/**
 * Waits as long as Slack asks before trying again.
 *
 * Slack limits each channel by itself, but its client would hold back every message, and could not be stopped.
 */
async function inTurn(post: () => Promise<unknown>, stopped: AbortSignal): Promise<void> {
  for (let turn = 1; ; turn++) {
    try {
      await post();
      return;
    } catch (error) {
      if (!(error instanceof webApi.WebAPIRateLimitedError)) throw error;
      if (turn === TURNS || error.retryAfter > LONGEST_WAIT_SECONDS) throw error;
      await sleep(error.retryAfter * 1_000, undefined, { signal: stopped });
    }
  }
}

function refusesBlocks(error: unknown): boolean {
  return error instanceof webApi.WebAPIPlatformError && BLOCK_ERRORS.has(error.data.error);
}

const BLOCK_ERRORS: ReadonlySet<string> = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
]);
