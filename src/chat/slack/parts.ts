import type { App } from '@slack/bolt';
import type { Bot } from '../bot.js';
import type { SpeakingSettings } from '../channel-mode.js';
import type { InFlight } from '../in-flight.js';
import type { ChannelMemory, EventMemory } from '../memory.js';
import type { Wanting } from '../rate-limits.js';
import type { HomeTab } from './home-tab.js';
import type { Patience } from './patience.js';
import type { PostMessage } from './post-message.js';
import type { RespondWith } from './respond-with.js';

/** What every listener works with. */
export interface ListenerParts {
  readonly app: App;
  readonly bot: Bot;
  readonly memory: SlackMemory;
  readonly settings: SpeakingSettings;
  readonly inFlight: InFlight;
  readonly post: PostMessage;
  readonly respondWith: RespondWith;
  readonly patience: Patience;
  readonly home: HomeTab;
}

/** What of the bot's memory Slack needs itself. */
export interface SlackMemory {
  readonly events: EventMemory;
  readonly channels: ChannelMemory;
}

/** The platform's name, in memory and log. */
export const SLACK = 'slack';

/** A channel of a workspace: ids of channels are unique within one only. */
export function channelName(team: string | undefined, channel: string): string {
  return `${team ?? '-'} ${channel}`;
}

/** Where a command or a shortcut is used. */
export interface SlackChannel {
  readonly id: string;
  readonly name?: string | undefined;
}

/** Who uses a command or a window, and in which channel; direct messages of two or more have no name for others. */
export function askerIn(user: string, team?: string, channel?: SlackChannel): Wanting {
  const isAmongOthers =
    channel !== undefined && !channel.id.startsWith('D') && !channel.name?.startsWith('mpdm-');
  return {
    platform: SLACK,
    asker: user,
    ...(isAmongOthers && { channel: channelName(team, channel.id) }),
  };
}
