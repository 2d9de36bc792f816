import type { Reply } from '../reply.js';
import { context } from './pieces.js';
import { shareButton } from './render-buttons.js';
import { renderReply, type SlackMessage } from './render-reply.js';

/** A reply for the asker alone; one that can be rated can be shared, in a thread where one is given. */
export function privateMessage(reply: Reply, thread?: string): SlackMessage {
  const { blocks, ...message } = renderReply(reply);
  return { ...message, blocks: [...blocks, ...shareButton(reply, thread)] };
}

/** A reply for everybody, that somebody shared. */
export function sharedMessage(user: string, reply: Reply): SlackMessage {
  const { blocks, ...message } = renderReply(reply);
  return { ...message, blocks: [...context(`Shared by <@${user}>`), ...blocks] };
}
