import type { webApi } from '@slack/bolt';
import type { Reply } from '../reply.js';
import { plain } from './mrkdwn.js';
import { context } from './pieces.js';
import type { PostMessage } from './post-message.js';
import { renderReply } from './render-reply.js';
import { slackFaultOf } from './slack-fault.js';

/** Sends somebody a direct message; a person's id in place of a channel's is their conversation with the bot. */
export async function tellPerson(
  post: PostMessage,
  client: webApi.WebClient,
  person: string,
  reply: Reply,
  remark: string,
): Promise<'told' | 'refused'> {
  const { blocks, ...message } = renderReply(reply);
  try {
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

/** What Slack says of people who left, are bots, or take no messages of an app. */
const TAKES_NONE: ReadonlySet<string> = new Set([
  'cannot_dm_bot',
  'channel_not_found',
  'messages_tab_disabled',
  'user_disabled',
  'user_not_found',
  'user_not_visible',
]);
