import type { RequestListener } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { App, HTTPReceiver, SocketModeReceiver, webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import { Agent, fetch } from 'undici';
import type { Messenger, OnConnection } from '../adapter.js';
import type { Bot } from '../bot.js';
import type { SpeakingSettings } from '../channel-mode.js';
import { createInFlight } from '../in-flight.js';
import { boltLogger, withoutTokens } from './bolt-logger.js';
import { EVENTS_PATH } from './event-endpoint.js';
import { createHomeTab } from './home-tab.js';
import { registerListeners } from './listeners.js';
import type { SlackMemory } from './parts.js';
import { createPostMessage } from './post-message.js';
import { createRespondWith } from './respond-with.js';
import { explainFault, slackFaultOf } from './slack-fault.js';
import { createSocketConnection } from './socket-connection.js';
import { requirePlausible, startErrorFor } from './start-error.js';
import { tellPerson } from './tell-person.js';
import { createTimeZones } from './time-zone.js';
import { seesJoins } from './welcome-people.js';

/** How the bot reaches Slack, and how Slack reaches the bot. */
export interface SlackSettings extends Partial<SpeakingSettings> {
  readonly botToken: string;
  /** Whether people who join are welcomed, also where nobody chose that. */
  readonly welcome?: boolean;
  /** Base of the Web API, with `/api/` at its end; Slack's own when absent. */
  readonly apiUrl?: string;
  readonly connection:
    | { readonly mode: 'socket'; readonly appToken: string }
    | { readonly mode: 'http'; readonly signingSecret: string };
  /** How long one call takes at most, and what is waited before it is tried again, in milliseconds; as usual when absent. */
  readonly times?: { readonly call?: number; readonly pause?: number };
}

/** One stay at Slack, from coming to leaving. */
export interface Session {
  open(): Promise<void>;
  /** Who takes what Slack sends by HTTP; nobody before it is open. */
  listener(): RequestListener | undefined;
  tell: Messenger['tell'];
  zoneOf: NonNullable<Messenger['zoneOf']>;
  close(): Promise<void>;
}

/** What a session is made of. */
export interface SessionParts {
  readonly settings: SlackSettings;
  readonly bot: Bot;
  readonly memory: SlackMemory;
  readonly onConnection: OnConnection;
  readonly log: Logger;
}

/** One call to Slack takes at most so long. */
const CALL_LIMIT_MILLIS = 10_000;

/**
 * A call that failed is tried twice more, within two seconds. When a server breaks down nobody knows whether it
 * had posted the message: an answer that comes twice is a smaller harm than none, but not ten times over.
 */
const ANSWER_RETRIES = { retries: 2, minTimeout: 500, factor: 2, unref: true };

/** Whoever starts the adapter, and the connection itself, try again in their own time. */
const NO_RETRIES = { retries: 0 };

/** How long a stop waits for answers that are being posted. */
const FINISH_LIMIT_MILLIS = 3_800;

/** Makes a session that is not open yet. */
export function createSession({ settings, bot, memory, onConnection, log }: SessionParts): Session {
  const { botToken, apiUrl, connection, times = {} } = settings;
  const { call: callLimit = CALL_LIMIT_MILLIS } = times;
  const closing = new AbortController();
  const closed = new AbortController();
  const inFlight = createInFlight();
  // Its own agent, so that leaving can end every call and every idle socket.
  const agent = new Agent({ connect: { timeout: callLimit }, headersTimeout: callLimit });
  const onClose: (() => Promise<void>)[] = [];
  let listener: RequestListener | undefined;
  let tell: Messenger['tell'] = async () => {
    throw new Error('Slack is not connected');
  };
  let zoneOf: Session['zoneOf'] = async () => undefined;

  // A new object for each client, for Bolt writes into what it is given. `headers` stays unset: a client writes
  // its token into them, and the next client would send that one.
  const clientOptions = (retryConfig: webApi.WebClientOptions['retryConfig'] & object) => ({
    ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
    retryConfig,
    timeout: callLimit,
    rejectRateLimitedCalls: true,
    fetch: fetchThrough(agent),
  });

  const identify = async () => {
    requirePlausible('SLACK_BOT_TOKEN', botToken);
    const logger = boltLogger(log, 'debug');
    const client = new webApi.WebClient(botToken, { ...clientOptions(NO_RETRIES), logger });
    try {
      return await client.auth.test();
    } catch (error) {
      throw startErrorFor(error, 'SLACK_BOT_TOKEN');
    }
  };

  const createApp = (receiver: HTTPReceiver | SocketModeReceiver, identity: webApi.AuthTestResponse) => {
    const { bot_id: botId, user_id: botUserId } = identity;
    const options: webApi.WebClientOptions = clientOptions(ANSWER_RETRIES);
    const app = new App({
      receiver,
      // Already asked: Bolt would ask again, and could not say what is wrong.
      authorize: async () => ({ botToken, ...(botId && { botId }), ...(botUserId && { botUserId }) }),
      clientOptions: options,
      convoStore: false,
      extendedErrorHandler: true,
      logger: boltLogger(log, 'as-said'),
    });
    // What its clients say of a fault, we say ourselves, in one line. Bolt gives them its own logger, so this comes after.
    options.logger = boltLogger(log, 'debug');
    app.error(async (failure: Failure) => reportFailure(log, failure));
    const { autoAnswerChannels = [], admins = [] } = settings;
    const speaking = { autoAnswerChannels, admins };
    const patience = { stopped: closed.signal, ...(times.pause !== undefined && { pause: times.pause }) };
    const post = createPostMessage(patience);
    // Bolt's own client has no token: it gives one to those of its listeners alone.
    const client = new webApi.WebClient(botToken, { ...options, logger: boltLogger(log, 'debug') });
    const timeZoneOf = createTimeZones(client);
    zoneOf = (person) => inFlight.track(timeZoneOf(person));
    tell = (...words) => inFlight.track(tellPerson(post, client, ...words));
    registerListeners({
      app,
      bot,
      memory,
      settings: speaking,
      inFlight,
      post,
      respondWith: createRespondWith(patience),
      patience,
      home: createHomeTab(bot, patience),
    });
  };

  const openSocket = async (appToken: string, identity: webApi.AuthTestResponse) => {
    requirePlausible('SLACK_APP_TOKEN', appToken);
    const receiver = new SocketModeReceiver({
      appToken,
      autoReconnectEnabled: false,
      installerOptions: { clientOptions: clientOptions(NO_RETRIES) },
      // The connection itself reports what becomes of it.
      logger: boltLogger(log, 'debug'),
      processEventErrorHandler: async ({ error }) => {
        log.warn(`could not take an event from Slack: ${withoutTokens(error.message)}`);
        return false;
      },
    });
    createApp(receiver, identity);
    const socket = createSocketConnection(receiver.client, onConnection, log);
    onClose.push(socket.close);
    try {
      await socket.open();
    } catch (error) {
      throw startErrorFor(error, 'SLACK_APP_TOKEN');
    }
  };

  return {
    open: async () => {
      const identity = await identify();
      if (settings.welcome && !seesJoins(identity)) log.warn(CANNOT_SEE_JOINS);
      closing.signal.throwIfAborted();
      if (connection.mode === 'socket') await openSocket(connection.appToken, identity);
      else {
        const { signingSecret } = connection;
        const receiver = new HTTPReceiver({ signingSecret, logger: boltLogger(log, 'as-said') });
        createApp(receiver, identity);
        listener = receiver.requestListener;
      }
      closing.signal.throwIfAborted();
      log.info(
        { user: identity.user, team: identity.team },
        connection.mode === 'socket' ? 'connected to Slack' : `listening to Slack at ${EVENTS_PATH}`,
      );
    },
    listener: () => listener,
    tell: (...words) => tell(...words),
    zoneOf: (person) => zoneOf(person),
    close: async () => {
      closing.abort();
      listener = undefined;
      const finished = Promise.race([
        inFlight.settled(),
        sleep(FINISH_LIMIT_MILLIS, undefined, { ref: false }),
      ]);
      await Promise.all([finished, ...onClose.map((close) => close())]);
      if (inFlight.count() > 0)
        log.warn(`stopped before ${inFlight.count()} answers could be posted to Slack`);
      closed.abort();
      await agent.destroy();
    },
  };
}

const CANNOT_SEE_JOINS =
  'Slack does not tell who joins, so nobody is welcomed there: print the manifest with “npm run -s slack:manifest -- --welcome”, paste it into the app’s settings and install the app again; everything else goes on';

/** What Bolt tells of a listener that failed. */
interface Failure {
  readonly error: Error;
  readonly body: object;
}

/** The one place where a fault on the way to Slack ends, as one line. */
function reportFailure(log: Logger, { error, body }: Failure): void {
  const about = { event: 'event_id' in body ? body.event_id : 'command' in body ? body.command : undefined };
  const cause = causeOf(error);
  const fault = slackFaultOf(cause);
  if (fault) log.warn(about, `could not answer on Slack: ${explainFault(fault)}`);
  else if (cause.name === 'AbortError') log.warn(about, 'stopped before an answer could be posted to Slack');
  else log.error({ ...about, err: cause }, 'could not handle what Slack sent');
}

/** Bolt wraps errors that are not of its kind. */
function causeOf(error: Error): Error {
  return 'original' in error && error.original instanceof Error ? error.original : error;
}

function fetchThrough(dispatcher: Agent): NonNullable<webApi.WebClientOptions['fetch']> {
  // Forms with files are the other kind of body, and we send none.
  return (url, { body, ...init } = {}) =>
    fetch(url, { ...init, ...(typeof body === 'string' && { body }), dispatcher });
}
