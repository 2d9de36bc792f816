import type { InteractionReplyOptions, MessageReplyOptions } from 'discord.js';
import { type APIMessageTopLevelComponent, MessageFlags } from 'discord-api-types/v10';
import type { Reply } from '../reply.js';
import { renderButtons } from './render-buttons.js';
import { renderReply } from './render-reply.js';

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
export const NO_MENTIONS = { parse: [], repliedUser: false } as const;

/** Draws a reply as components: its container, and the rows of buttons below. */
export function drawMessage(reply: Reply, { canShare = false, remark }: Drawing = {}) {
  const components: APIMessageTopLevelComponent[] = [
    renderReply(reply, remark),
    ...renderButtons(reply, { canShare }),
  ];
  return { components, flags: MessageFlags.IsComponentsV2, allowedMentions: NO_MENTIONS } satisfies Drawn;
}
