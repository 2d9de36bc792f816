import type { MessageForm } from '../message-form.js';
import { type Reply, shareButtonOf } from '../reply.js';
import { context } from './pieces.js';
import { shareButton } from './render-buttons.js';
import { renderReply, type SlackMessage } from './render-reply.js';
import { renderWindow } from './render-window.js';

/** How a message is shown that only the asker sees. */
export const PRIVATE = { response_type: 'ephemeral', replace_original: false } as const;

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

/** A reply in every form in which it is sent, for who looks at it without a workspace. */
export function messageForms(reply: Reply): readonly MessageForm[] {
  return [
    { kind: 'posted', json: renderReply(reply) },
    { kind: 'private', json: { ...PRIVATE, ...privateMessage(reply) } },
    ...(shareButtonOf(reply) ? [{ kind: 'shared', json: sharedMessage(SOMEBODY, reply) } as const] : []),
    { kind: 'window', json: renderWindow(reply, 'Casebook') },
  ];
}

/** Whoever shares it. */
const SOMEBODY = 'U012AB3CDE4';
