import type { webApi } from '@slack/bolt';
import type { Reply } from '../reply.js';
import { plain } from './mrkdwn.js';
import { context } from './pieces.js';
import type { PostMessage } from './post-message.js';
import { renderReply } from './render-reply.js';
import { slackFaultOf } from './slack-fault.js';

/**
 * Sends somebody a direct message; a person's id in place of a channel's is their conversation with the bot. One that
 * may have been sent is not sent again.
 */
export async function tellPerson(
  post: PostMessage,
  client: webApi.WebClient,
  person: string,
  reply: Reply,
  remark: string,
  isRepeat = false,
): Promise<'told' | 'refused'> {
  const { blocks, ...message } = renderReply(reply);
  try {
    if (isRepeat && (await mayStandThere(client, person, message.text))) return 'told';
    await post(
      client,
      { channel: person },
      { ...message, blocks: [...(remark ? context(plain(remark)) : []), ...blocks] },
    );
    return 'told';
  } catch (error) {
    if (TAKES_NONE.has(slackFaultOf(error)?.code ?? '')) return 'refused';
    throw error;
  }
}

/** Messages that are looked at: more than somebody writes to a bot that they just met. */
const LOOKED_BACK = 20;

/** Whether a message stands in somebody's conversation with the bot; also where the bot may not look. */
async function mayStandThere(client: webApi.WebClient, person: string, text: string): Promise<boolean> {
  try {
    const { channel } = await client.conversations.open({ users: person });
    const { messages = [] } = await client.conversations.history({
      channel: channel?.id ?? '',
      limit: LOOKED_BACK,
    });
    return messages.some((message) => message.bot_id !== undefined && message.text === text);
  } catch (error) {
    // Better not at all than twice.
    if (slackFaultOf(error)?.code === 'missing_scope') return true;
    throw error;
  }
}

/** What Slack says of people who left, are bots, or take no messages of an app. */
const TAKES_NONE: ReadonlySet<string> = new Set([
  'cannot_dm_bot',
  'channel_not_found',
  'messages_tab_disabled',
  'user_disabled',
  'user_not_found',
  'user_not_visible',
]);
