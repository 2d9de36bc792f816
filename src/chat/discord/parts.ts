import type { CommandInteraction } from 'discord.js';
import type { Logger } from 'pino';
import type { Asked, Bot } from '../bot.js';
import type { SpeakingSettings } from '../channel-mode.js';
import type { InFlight } from '../in-flight.js';
import type { ChannelMemory, EventMemory } from '../memory.js';

/** What every listener works with. */
export interface ListenerParts {
  readonly bot: Bot;
  readonly memory: DiscordMemory;
  readonly settings: SpeakingSettings;
  readonly inFlight: InFlight;
  readonly log: Logger;
}

/** What of the bot's memory Discord needs itself. */
export interface DiscordMemory {
  readonly events: EventMemory;
  readonly channels: ChannelMemory;
}

/** The platform's name, in memory and log. */
export const DISCORD = 'discord';

/** Who uses a command, and in which channel; direct messages have no name for others. */
export function askerIn({
  user,
  guildId,
  channelId,
}: Pick<CommandInteraction, 'user' | 'guildId' | 'channelId'>): Pick<
  Asked,
  'platform' | 'asker' | 'channel'
> {
  return { platform: DISCORD, asker: user.id, ...(guildId !== null && { channel: channelId }) };
}
