import type { RequestListener } from 'node:http';
import { App, HTTPReceiver, SocketModeReceiver, webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import { Agent, fetch } from 'undici';
import { AdapterError, type ChatAdapter } from '../adapter.js';
import type { Bot } from '../bot.js';
import { createInFlight } from '../in-flight.js';
import { boltLogger } from './bolt-logger.js';
import { createEventEndpoint, EVENTS_PATH } from './event-endpoint.js';
import { registerListeners } from './listeners.js';
import { createSeenEvents } from './seen-events.js';
import { explainFault, slackFaultOf } from './slack-fault.js';
import { createSocketConnection } from './socket-connection.js';

/** How the bot reaches Slack, and how Slack reaches the bot. */
export interface SlackSettings {
  readonly botToken: string;
  /** Base of the Web API, with `/api/` at its end; Slack's own when absent. */
  readonly apiUrl?: string;
  readonly connection:
    | { readonly mode: 'socket'; readonly appToken: string }
    | { readonly mode: 'http'; readonly signingSecret: string };
}

/** Connects the bot to a Slack workspace. */
export interface SlackAdapter extends ChatAdapter {
  readonly name: 'slack';
  /** Answers what Slack sends to `/slack/events`, when it sends by HTTP; to be served on the bot's own port. */
  readonly events?: RequestListener;
}

/** One call to Slack takes at most so long. */
const REQUEST_LIMIT_MILLIS = 10_000;

/**
 * A failed call is tried twice more, within two seconds. When a server breaks down in the middle, nobody knows
 * whether a message was posted: an answer that comes twice is a smaller harm than none, but not ten times over.
 */
const RETRIES = { retries: 2, minTimeout: 500, factor: 2, unref: true };

/** How long answers that are being posted may take once the bot is to stop. */
const FINISH_LIMIT_MILLIS = 2_500;

/** Makes the adapter; nothing is sent before it starts. */
export function createSlackAdapter(settings: SlackSettings, log: Logger): SlackAdapter {
  const seen = createSeenEvents();
  let session: Session | undefined;

  const adapter: SlackAdapter = {
    name: 'slack',
    start: async (bot) => {
      const current = createSession(settings, bot, seen, log);
      session = current;
      try {
        await current.open();
      } catch (error) {
        // Who stopped it meanwhile knows why it is not connected.
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
  };
  if (settings.connection.mode === 'socket') return adapter;
  return { ...adapter, events: createEventEndpoint(() => session?.events()) };
}
