import { setTimeout as sleep } from 'node:timers/promises';
import { webApi } from '@slack/bolt';
import type { SlackMessage } from './render-reply.js';

/** Posts a message where everybody there sees it. */
export type PostMessage = (client: webApi.WebClient, where: Where, message: SlackMessage) => Promise<void>;

interface Where {
  readonly channel: string;
  readonly thread_ts?: string;
}

/** How often a message waits when Slack says that it comes too soon. */
const TURNS = 5;

/** A wait that is longer is given up: who asked has moved on. */
const LONGEST_WAIT_SECONDS = 60;

/**
 * Makes posting, one message after the other in each channel: Slack lets one a second into it, and a message
 * that is told to wait holds back those behind it, so that each comes once and in order.
 */
export function createPostMessage(stopped: AbortSignal): PostMessage {
  // channel -> its last message, posted or not
  const queues = new Map<string, Promise<void>>();

  return (client, where, message) => {
    const before = queues.get(where.channel) ?? Promise.resolve();
    const posted = before.catch(() => {}).then(() => post(client, where, message, stopped));
    const last = posted
      .catch(() => {})
      .finally(() => {
        if (queues.get(where.channel) === last) queues.delete(where.channel);
      });
    queues.set(where.channel, last);
    return posted;
  };
}

/** Posts a message; as plain text when Slack refuses its blocks. */
async function post(
  client: webApi.WebClient,
  where: Where,
  message: SlackMessage,
  stopped: AbortSignal,
): Promise<void> {
  try {
    await inTurn(() => client.chat.postMessage({ ...where, ...message }), stopped);
  } catch (error) {
    if (!refusesBlocks(error)) throw error;
    const { blocks, ...withoutBlocks } = message;
    await inTurn(() => client.chat.postMessage({ ...where, ...withoutBlocks }), stopped);
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
