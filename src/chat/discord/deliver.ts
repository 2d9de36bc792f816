import { MessageFlags } from 'discord.js';
import type { Reply } from '../reply.js';
import { isLayoutRefused, isPermissionMissing } from './discord-fault.js';
import { type Drawing, type Drawn, drawMessage, NO_MENTIONS } from './draw-message.js';
import { renderReplyAsEmbed, renderReplyAsText } from './render-reply.js';

/** Sends a reply as components; where those are refused as an embed, and where that is refused too as text. */
export async function deliver(
  reply: Reply,
  send: (drawn: Drawn) => Promise<unknown>,
  drawing: Drawing = {},
): Promise<void> {
  try {
    await send(drawMessage(reply, drawing));
  } catch (error) {
    if (!isLayoutRefused(error)) throw error;
    await sendPlainly(reply, send, drawing);
  }
}

async function sendPlainly(
  reply: Reply,
  send: (drawn: Drawn) => Promise<unknown>,
  { remark }: Drawing,
): Promise<void> {
  try {
    await send({ embeds: [renderReplyAsEmbed(reply, remark)], allowedMentions: NO_MENTIONS });
  } catch (error) {
    if (!isLayoutRefused(error) && !isPermissionMissing(error)) throw error;
    // Addresses in a text would be drawn as previews; what was linked is meant to be read there, not here.
    const flags = MessageFlags.SuppressEmbeds;
    await send({ content: renderReplyAsText(reply, remark), flags, allowedMentions: NO_MENTIONS });
  }
}
