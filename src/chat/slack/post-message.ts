import { randomUUID } from 'node:crypto';
import { webApi } from '@slack/bolt';
import { type Patience, patiently } from './patience.js';
import { plainTextOf } from './plain-message.js';
import type { SlackMessage } from './render-reply.js';

/** Posts a message where everybody there sees it. */
export type PostMessage = (client: webApi.WebClient, where: Where, message: SlackMessage) => Promise<void>;

interface Where {
  readonly channel: string;
  readonly thread_ts?: string;
}

/**
 * Makes posting, one message after the other in each channel: Slack lets one a second into it, and a message
 * that is told to wait holds back those behind it, so that each comes once and in order.
 */
export function createPostMessage(patience: Patience): PostMessage {
  // channel -> its last message, posted or not
  const queues = new Map<string, Promise<void>>();

  return (client, where, message) => {
    const before = queues.get(where.channel) ?? Promise.resolve();
    const posted = before.catch(() => {}).then(() => post(client, where, message, patience));
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
  { blocks, ...message }: SlackMessage,
  patience: Patience,
): Promise<void> {
  // By this name Slack can know a message again that is sent twice because its answer was lost.
  const name = { client_msg_id: randomUUID() };
  try {
    await patiently(() => client.chat.postMessage({ ...where, ...message, ...name, blocks }), patience);
  } catch (error) {
    if (!refusesBlocks(error)) throw error;
    const plain = { ...message, text: plainTextOf(blocks) || message.text };
    await patiently(() => client.chat.postMessage({ ...where, ...plain }), patience);
  }
}

function refusesBlocks(error: unknown): boolean {
  return error instanceof webApi.WebAPIPlatformError && BLOCK_ERRORS.has(error.data.error);
}

const BLOCK_ERRORS: ReadonlySet<string> = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'msg_too_long',
]);
