import {
  type APIMessageTopLevelComponent,
  type InteractionReplyOptions,
  MessageFlags,
  type MessageReplyOptions,
} from 'discord.js';
import type { Reply } from '../reply.js';
import { isLayoutRefused, isPermissionMissing } from './discord-fault.js';
import { renderButtons } from './render-buttons.js';
import { renderReply, renderReplyAsEmbed, renderReplyAsText } from './render-reply.js';

/** A message as Discord takes it, wherever it is sent. */
export type Drawn = Pick<
  MessageReplyOptions & InteractionReplyOptions,
  'content' | 'components' | 'embeds' | 'allowedMentions'
> & {
  readonly flags?: MessageFlags.IsComponentsV2 | MessageFlags.SuppressEmbeds;
};

/** What is drawn besides the reply. */
export interface Drawing {
  /** Whether there is a button that posts it for everybody. */
  readonly canShare?: boolean;
  /** Small print above it. */
  readonly remark?: string;
}

/** Nothing pings, whatever a text holds. */
const NO_MENTIONS = { parse: [], repliedUser: false } as const;

/** Sends a reply as components; where those are refused as an embed, and where that is refused too as text. */
export async function deliver(
  reply: Reply,
  send: (drawn: Drawn) => Promise<unknown>,
  drawing: Drawing = {},
): Promise<void> {
  try {
    await send({
      components: componentsOf(reply, drawing),
      flags: MessageFlags.IsComponentsV2,
      allowedMentions: NO_MENTIONS,
    });
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

function componentsOf(reply: Reply, { canShare = false, remark }: Drawing): APIMessageTopLevelComponent[] {
  return [renderReply(reply, remark), ...renderButtons(reply, { canShare })];
}
