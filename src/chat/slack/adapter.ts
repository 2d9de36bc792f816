import type { RequestListener } from 'node:http';
import type { Logger } from 'pino';
import type { ChatAdapter, Messenger, OnConnection } from '../adapter.js';
import { createEventEndpoint } from './event-endpoint.js';
import type { SlackMemory } from './parts.js';
import { createSession, type Session, type SlackSettings } from './session.js';

export type { SlackSettings } from './session.js';

/** Connects the bot to a Slack workspace. */
export interface SlackAdapter extends ChatAdapter, Messenger {
  readonly name: 'slack';
  /** Answers what Slack sends to `/slack/events`, when it sends by HTTP; to be served on the bot's own port. */
  readonly events?: RequestListener;
}

/** Makes the adapter; nothing is sent before it starts. */
export function createSlackAdapter(
  settings: SlackSettings,
  memory: SlackMemory,
  log: Logger,
  onConnection: OnConnection = () => {},
): SlackAdapter {
  let session: Session | undefined;

  const adapter: SlackAdapter = {
    name: 'slack',
    start: async (bot) => {
      const current = createSession({ settings, bot, memory, onConnection, log });
      session = current;
      try {
        await current.open();
      } catch (error) {
        // Whoever stopped it meanwhile knows why it is not connected.
        if (session !== current) return;
        session = undefined;
        await current.close();
        throw error;
      }
    },
    stop: async () => {
      const current = session;
      session = undefined;
      await current?.close();
    },
    tell: async (...words) => {
      if (session === undefined) throw new Error('Slack is not connected');
      return session.tell(...words);
    },
    zoneOf: async (person) => session?.zoneOf(person),
  };
  if (settings.connection.mode === 'socket') return adapter;
  return { ...adapter, events: createEventEndpoint(() => session?.listener()) };
}
