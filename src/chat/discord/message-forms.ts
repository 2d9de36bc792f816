import { MessageFlags } from 'discord-api-types/v10';
import type { MessageForm } from '../message-form.js';
import { type Reply, shareButtonOf } from '../reply.js';
import { type Drawing, drawMessage } from './draw-message.js';

/** A reply in every form in which it is sent, for who looks at it without a server of theirs. */
export function messageForms(reply: Reply): readonly MessageForm[] {
  return [
    { kind: 'posted', json: sent(reply, {}) },
    { kind: 'private', json: sent(reply, { canShare: true }, MessageFlags.Ephemeral) },
    ...(shareButtonOf(reply)
      ? [{ kind: 'shared', json: sent(reply, { remark: `Shared by <@${SOMEBODY}>` }) } as const]
      : []),
  ];
}

/** Whoever shares it. */
const SOMEBODY = '100000000000000001';

/** A message under the names that Discord's interface has; the library writes them so. */
function sent(reply: Reply, drawing: Drawing, besides = 0): object {
  const { components, flags, allowedMentions } = drawMessage(reply, drawing);
  const { parse, repliedUser } = allowedMentions;
  return { flags: flags | besides, components, allowed_mentions: { parse, replied_user: repliedUser } };
}
