import type { ChannelMemory, ChannelMode } from './memory.js';

/** Where the bot may speak without being asked, and who decides on it. */
export interface SpeakingSettings {
  /** Channels in which it answers without being mentioned, unless something else was chosen there. */
  readonly autoAnswerChannels: readonly string[];
  /** Ids of people who decide besides those whom the platform lets manage channels. */
  readonly admins: readonly string[];
}

/** When the bot speaks in a channel: what was chosen there, or else what the settings say. */
export async function channelModeOf(
  memory: ChannelMemory,
  platform: string,
  /** Its name in memory, and the platform's id of it, which settings name it by. */
  { name, id }: { readonly name: string; readonly id: string },
  { autoAnswerChannels }: SpeakingSettings,
): Promise<ChannelMode> {
  return (await memory.modeOf(platform, name)) ?? (autoAnswerChannels.includes(id) ? 'on' : 'mentions');
}

/** What each mode means, in words. */
export const CHANNEL_MODE_WORDS = {
  on: 'In this channel I answer questions that I am sure of, once in a thread, and whenever I am mentioned.',
  mentions: 'In this channel I answer when I am mentioned.',
  off: 'In this channel I say nothing, even when I am mentioned. Commands go on.',
} satisfies Record<ChannelMode, string>;

/** What is said in a direct message, which has no mode. */
export const NO_MODE_HERE = 'In a direct message I answer everything; there is nothing to choose.';
