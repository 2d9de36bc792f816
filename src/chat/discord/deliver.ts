import {
  type APIMessageTopLevelComponent,
  type InteractionReplyOptions,
  MessageFlags,
  type MessageReplyOptions,
} from 'discord.js';
import type { Reply } from '../reply.js';
import { discordFaultOf, isLayoutRefused } from './discord-fault.js';
import { renderButtons } from './render-buttons.js';
import { renderReply, renderReplyAsEmbed } from './render-reply.js';

/** A message as Discord takes it, wherever it is sent. */
export type Drawn = Pick<
  MessageReplyOptions & InteractionReplyOptions,
  'components' | 'embeds' | 'allowedMentions'
> & {
  readonly flags?: MessageFlags.IsComponentsV2;
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

/** Sends a reply as components; as an embed, where those are refused. */
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
    const fault = discordFaultOf(error);
    if (!fault || !isLayoutRefused(fault)) throw error;
    await send({ embeds: [renderReplyAsEmbed(reply)], allowedMentions: NO_MENTIONS });
  }
}

function componentsOf(reply: Reply, { canShare = false, remark }: Drawing): APIMessageTopLevelComponent[] {
  return [renderReply(reply, remark), ...renderButtons(reply, { canShare })];
}
