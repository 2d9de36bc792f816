import type { CommandInteraction } from 'discord.js';
import type { Logger } from 'pino';
import type { Bot } from '../bot.js';
import type { SpeakingSettings } from '../channel-mode.js';
import type { InFlight } from '../in-flight.js';
import type { ChannelMemory, EventMemory, WelcomeMemory } from '../memory.js';
import type { Wanting } from '../rate-limits.js';

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
  readonly welcomes: Pick<WelcomeMemory, 'isOnSomewhere'>;
}

/** The platform's name, in memory and log. */
export const DISCORD = 'discord';

/** What is said where somebody took the bot along into a server in which it is not. */
export const NO_MEMBER = 'I am not a member of this server, and can speak here in answer to commands only.';

/** Who uses a command, and in which channel; direct messages have no name for others. */
export function askerIn({ user, guildId, channel, channelId }: CommandInteraction): Wanting {
  const asker = { platform: DISCORD, asker: user.id };
  if (guildId === null) return asker;
  // A thread is a part of its channel.
  const id = channel?.isThread() ? (channel.parentId ?? channelId) : channelId;
  return { ...asker, channel: channelName(guildId, id) };
}

/** A channel with its server, as it is kept. */
export function channelName(guild: string, channel: string): string {
  return `${guild} ${channel}`;
}
