import type { Logger } from 'pino';
import type { ChatAdapter, Connection, Messenger } from '../chat/adapter.js';
import type { Memory } from '../chat/memory.js';
import { EVENTS_PATH } from '../chat/slack/event-endpoint.js';
import type { Mount } from '../chat/web/adapter.js';
import type { Config } from './config.js';

/** The platforms that tokens are set for, and what they serve on the bot's own port. */
export interface Platforms {
  readonly adapters: readonly (ChatAdapter & Messenger)[];
  readonly mounts: readonly Mount[];
}

/** Makes an adapter for each platform that is set up; the others' packages are not even loaded. */
export async function createAdapters(
  config: Config,
  memory: Memory,
  log: Logger,
  onConnection: (adapter: string, connection: Connection, reason?: string) => void,
): Promise<Platforms> {
  const adapters: (ChatAdapter & Messenger)[] = [];
  const mounts: Mount[] = [];
  if (config.slack) {
    const { createSlackAdapter } = await import('../chat/slack/adapter.js');
    const slack = createSlackAdapter(config.slack, memory, log.child({ adapter: 'slack' }), (...state) =>
      onConnection('slack', ...state),
    );
    adapters.push(slack);
    if (slack.events) mounts.push({ path: EVENTS_PATH, listener: slack.events });
  }
  if (config.discord) {
    const { createDiscordAdapter } = await import('../chat/discord/adapter.js');
    adapters.push(
      createDiscordAdapter(config.discord, memory, log.child({ adapter: 'discord' }), (...state) =>
        onConnection('discord', ...state),
      ),
    );
  }
  return { adapters, mounts };
}
