import type { Logger } from 'pino';
import type { Bot } from '../bot.js';
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

/** Where the bot may speak without being asked, and who decides on it. */
export interface SpeakingSettings {
  /** Channels and forums in which it answers without being mentioned, unless something else was chosen there. */
  readonly autoAnswerChannels: readonly string[];
  /** Ids of people who decide besides those with Manage Channels. */
  readonly admins: readonly string[];
}

/** The platform's name, in memory and log. */
export const DISCORD = 'discord';
