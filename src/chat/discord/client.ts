import {
  ChannelType,
  Client,
  Events,
  GatewayIntentBits,
  Options,
  Partials,
  RESTEvents,
  Routes,
  SnowflakeUtil,
} from 'discord.js';
import type { Logger } from 'pino';
import type { Gateway } from './gateway.js';
import { createMakeRequest } from './make-request.js';

/** An answer that would come later than this helps nobody, and a command can be answered for 15 minutes only. */
const LONGEST_WAIT = 10 * 60 * 1_000;

/** What is said first can be said later, and a step where it was asked for; two processes must not wait to say it. */
const LONGEST_WAIT_FOR_DIRECT_CHANNEL = 30 * 1_000;

/** Guilds in an outage never arrive; commands asked meanwhile expire after three seconds. */
const GUILDS_LIMIT = 5_000;

/** People and members who wrote last; nothing is looked up in them, the library fills them by itself. */
const PEOPLE_KEPT = 200;

const HOUR = 3_600;

/** Where Discord's REST API is, and how fast it may be called. */
export interface ClientSettings {
  /** Without its version; Discord's own when absent. */
  readonly apiUrl?: string;
  readonly requestsPerSecond: number;
  /** Channels in which messages are read that do not mention the bot: with one or more, that right is asked for. */
  readonly autoAnswerChannels?: readonly string[];
  /** Whether it is told who joins a server, to welcome them: that right is asked for then. */
  readonly seesJoins?: boolean;
}

/** What the client is told of: of messages only that they mention it and what is in them, unless it may read the others. */
export function intentsFor({
  autoAnswerChannels = [],
  seesJoins = false,
}: Pick<ClientSettings, 'autoAnswerChannels' | 'seesJoins'>): GatewayIntentBits[] {
  return [
    GatewayIntentBits.Guilds,
    GatewayIntentBits.GuildMessages,
    GatewayIntentBits.DirectMessages,
    ...(autoAnswerChannels.length > 0 ? [GatewayIntentBits.MessageContent] : []),
    ...(seesJoins ? [GatewayIntentBits.GuildMembers] : []),
  ];
}

/** Makes Discord's client: without privileged intents that nobody asked for, without mentions, and with caches that stay small. */
export function createClient(settings: ClientSettings, gateway: Gateway, log: Logger): Client {
  const client = new Client({
    intents: intentsFor(settings),
    // A direct message comes from a channel that was never announced; without this it would be dropped.
    partials: [Partials.Channel],
    allowedMentions: { parse: [], repliedUser: false },
    // A request that timed out is sent again; with the same nonce Discord does not post it twice.
    enforceNonce: true,
    // The answer to a message that was deleted meanwhile is posted without the reference.
    failIfNotExists: false,
    waitGuildTimeout: GUILDS_LIMIT,
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      ...NOT_CACHED,
      UserManager: { maxSize: PEOPLE_KEPT, keepOverLimit: (user) => user.id === user.client.user.id },
      GuildMemberManager: {
        // In each guild; nobody but the bot is looked up.
        maxSize: 1,
        keepOverLimit: (member) => member.id === member.client.user.id,
      },
    }),
    sweepers: {
      ...Options.DefaultSweeperSettings,
      users: { interval: HOUR, filter: () => (user) => user.id !== user.client.user.id },
      guildMembers: { interval: HOUR, filter: () => (member) => member.id !== member.client.user.id },
    },
    ws: { buildStrategy: gateway.buildStrategy },
    rest: {
      ...(settings.apiUrl !== undefined && { api: settings.apiUrl.replace(/\/+$/, '') }),
      makeRequest: createMakeRequest(log),
      globalRequestsPerSecond: settings.requestsPerSecond,
      rejectOnRateLimit: ({ retryAfter, route }) =>
        retryAfter > (route === Routes.userChannels() ? LONGEST_WAIT_FOR_DIRECT_CHANNEL : LONGEST_WAIT),
    },
  });
  forgetDirectChannels(client);
  passOnLogs(client, log);
  return client;
}

/** The library needs its guilds, channels, roles and overwrites; the bot needs nothing else. */
const NOT_CACHED = {
  ApplicationCommandManager: 0,
  AutoModerationRuleManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildInviteManager: 0,
  GuildScheduledEventManager: 0,
  GuildStickerManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadMemberManager: 0,
  VoiceStateManager: 0,
};

/** The library keeps each direct channel for ever, and makes one anew of any message: those that are quiet can go. */
function forgetDirectChannels(client: Client): void {
  client.on(Events.CacheSweep, () => {
    const anHourAgo = Date.now() - HOUR * 1_000;
    client.channels.cache.sweep(
      (channel) =>
        channel.type === ChannelType.DM &&
        SnowflakeUtil.timestampFrom(channel.lastMessageId ?? channel.id) < anHourAgo,
    );
  });
}

function passOnLogs(client: Client, log: Logger): void {
  client.on(Events.Debug, (text) => {
    // The client tells its token here, with only a part of it hidden.
    if (!text.startsWith('Provided token')) log.debug(text);
  });
  client.on(Events.Warn, (text) => log.warn(text));
  client.on(Events.Error, (error) => log.error({ error: error.message }, 'fault in the Discord client'));
  client.on(Events.ShardError, (error) =>
    log.warn({ error: error.message }, 'the connection to Discord has a fault'),
  );
  client.rest.on(RESTEvents.Debug, (text) => log.trace(withoutTokens(text)));
  // The library's own waiting too; what Discord asks for is told by who sends requests.
  client.rest.on(RESTEvents.RateLimited, ({ route, retryAfter, global }) =>
    log.debug({ route, retryAfter, global }, 'waiting between requests to Discord'),
  );
}

/** Addresses that answer an interaction hold a token. */
function withoutTokens(text: string): string {
  return text.replace(/(\/(?:interactions|webhooks)\/\d+\/)[^/\s]+/g, '$1…');
}
