import { type Client, Events } from 'discord.js';
import type { Logger } from 'pino';
import { AdapterError, type ChatAdapter, type Messenger, type OnConnection } from '../adapter.js';
import type { Bot } from '../bot.js';
import type { SpeakingSettings } from '../channel-mode.js';
import { createInFlight } from '../in-flight.js';
import { type ClientSettings, createClient } from './client.js';
import { registerCommands } from './commands.js';
import { discordFaultOf } from './discord-fault.js';
import { createGateway, type Gateway } from './gateway.js';
import { listen, stopListening } from './listeners.js';
import { DISCORD, type DiscordMemory } from './parts.js';
import { isIntentRefused, requirePlausible, startErrorFor, startErrorForClose } from './start-error.js';
import { tellPersonOnce } from './tell-person.js';

/** What connects the bot to Discord. */
export interface DiscordSettings extends Omit<ClientSettings, 'seesJoins'>, Partial<SpeakingSettings> {
  readonly token: string;
  /** The application whose commands are registered; the token's own when absent. */
  readonly applicationId?: string;
  /** Whether people who join are welcomed, also where nobody chose that. */
  readonly welcome?: boolean;
  /** Registers the commands in this guild only, where they appear at once. */
  readonly guildId?: string;
}

/** Discord is ready within a few seconds; one that is not after this has forgotten about us. */
const START_LIMIT = 30_000;

/** Commands stay registered, so a start need not wait long for Discord to take them. */
const REGISTRATION_LIMIT = 10_000;

/** When to try again to register the commands, in milliseconds: an outage of Discord's passes. */
const REGISTRATION_PAUSES = [5_000, 30_000, 120_000, 600_000];

/** Answers take milliseconds; what is left is for Discord to take them. */
const ANSWERS_LIMIT = 3_500;

/** What the bot says first can wait for the next start; Discord may want it much later. */
const TELLING_LIMIT = 1_000;

/** A process is given a few seconds to stop. */
const STOP_LIMIT = 4_200;

const NOTHING_TO_STOP = async () => {};

/** Makes the adapter for Discord. */
export function createDiscordAdapter(
  settings: DiscordSettings,
  memory: DiscordMemory,
  log: Logger,
  onConnection: OnConnection = () => {},
  startLimit = START_LIMIT,
): ChatAdapter & Messenger {
  let stop = NOTHING_TO_STOP;
  let tell = notConnected;
  let isStopped = false;
  const open = async (bot: Bot, seesJoins: boolean) => {
    await stop();
    if (isStopped) throw stoppedEarly();
    const inFlight = createInFlight();
    const gateway = createGateway();
    const client = createClient({ ...settings, seesJoins }, gateway, log);
    const ending = new AbortController();
    tell = (person, reply, remark) =>
      inFlight.track(notLongPast(ending.signal, tellPersonOnce(client, person, reply, remark)));
    stop = async () => {
      stop = NOTHING_TO_STOP;
      tell = notConnected;
      ending.abort();
      stopListening(client);
      await atMost(ANSWERS_LIMIT, inFlight.settled());
      if (inFlight.count() > 0)
        log.warn(`stopped before ${inFlight.count()} answers could be sent to Discord`);
      await atMost(STOP_LIMIT - ANSWERS_LIMIT, disconnect(client, gateway));
    };

    const { autoAnswerChannels = [], admins = [] } = settings;
    listen(client, { bot, memory, settings: { autoAnswerChannels, admins }, inFlight, log });
    try {
      await logIn(client, settings.token, startLimit, ending.signal);
    } catch (error) {
      stopListening(client);
      await atMost(STOP_LIMIT, disconnect(client, gateway));
      throw startErrorFor(error);
    }
    followConnection(client, onConnection, log, seesJoins ? () => void reopen(bot) : undefined);
    await register(client, settings, ending.signal, log, REGISTRATION_PAUSES);
    if (ending.signal.aborted) throw stoppedEarly();
    log.info({ user: client.user?.tag, guilds: client.guilds.cache.size }, 'connected to Discord');
  };
  /** Goes on without being told who joins, where that right was taken away. */
  const reopen = async (bot: Bot) => {
    onConnection('waiting', CANNOT_SEE_JOINS);
    try {
      await open(bot, false);
      onConnection('connected');
      log.warn(CANNOT_SEE_JOINS);
    } catch (error) {
      if (isStopped) return;
      const { message } = error as Error;
      onConnection('failed', message);
      log.error(message);
    }
  };
  return {
    name: 'discord',
    start: async (bot) => {
      isStopped = false;
      requirePlausible(settings.token);
      const seesJoins = settings.welcome || (await memory.welcomes.isOnSomewhere(DISCORD));
      try {
        await open(bot, seesJoins);
      } catch (error) {
        if (!seesJoins || !isIntentRefused(error)) throw error;
        // Where it fails again, it was another right that was refused.
        await open(bot, false);
        log.warn(CANNOT_SEE_JOINS);
      }
    },
    stop: () => {
      isStopped = true;
      return stop();
    },
    tell: (...words) => tell(...words),
  };
}

const CANNOT_SEE_JOINS =
  'Discord does not tell who joins, so nobody is welcomed there: turn on the Server Members Intent on the application’s Bot page in the developer portal, and start again; everything else goes on';

const notConnected: Messenger['tell'] = async () => {
  throw new Error('Discord is not connected');
};

/** Waits for work, but not long past the end. */
async function notLongPast<Result>(ending: AbortSignal, work: Promise<Result>): Promise<Result> {
  const done = new AbortController();
  const tooLate = new Promise<never>((_, reject) => {
    const fail = () => setTimeout(() => reject(new Error('Discord is disconnected')), TELLING_LIMIT).unref();
    ending.addEventListener('abort', fail, { once: true, signal: done.signal });
  });
  return Promise.race([work, tooLate]).finally(() => done.abort());
}

/** Tells of every loss and return of the connection, each once however many attempts lie between. */
function followConnection(
  client: Client,
  onConnection: OnConnection,
  log: Logger,
  onIntentRefused: (() => void) | undefined,
): void {
  let isConnected = true;
  const lost = () => {
    if (!isConnected) return;
    isConnected = false;
    onConnection('waiting', 'The connection to Discord ended; connecting again');
    log.info('the connection to Discord ended; connecting again');
  };
  const back = () => {
    if (isConnected) return;
    isConnected = true;
    onConnection('connected');
    log.info('connected to Discord again');
  };
  client.on(Events.ShardReconnecting, lost);
  client.on(Events.ShardResume, back);
  client.on(Events.ShardReady, back);
  client.on(Events.ShardDisconnect, ({ code }) => {
    const error = startErrorForClose(code);
    if (onIntentRefused && isIntentRefused(error)) return onIntentRefused();
    const { message } = error;
    onConnection('failed', message);
    log.error(message);
  });
}

/** Resolves when Discord has told the client who it is and where. */
async function logIn(client: Client, token: string, limit: number, ending: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const ready = new Promise<void>((resolve, reject) => {
    const tooLate = `Discord did not get ready within ${limit / 1_000} seconds; check this machine’s connection`;
    timer = setTimeout(() => reject(new AdapterError(tooLate, { mayPass: true })), limit);
    ending.addEventListener('abort', () => reject(stoppedEarly()), { once: true });
    client.once(Events.ShardDisconnect, ({ code }) => reject(startErrorForClose(code)));
    client.once(Events.ClientReady, () => resolve());
    client.login(token).catch(reject);
  });
  await ready.finally(() => clearTimeout(timer));
}

function stoppedEarly(): AdapterError {
  return new AdapterError('stopped before Discord was ready', { mayPass: false });
}

async function disconnect(client: Client, gateway: Gateway): Promise<void> {
  // The client announces this even when it has no such intention.
  client.removeAllListeners(Events.ShardReconnecting);
  await gateway.end(client);
}

/** Without its commands the bot still answers mentions and direct messages, so a failure is told, and tried again later. */
async function register(
  client: Client,
  settings: DiscordSettings,
  ending: AbortSignal,
  log: Logger,
  [pause, ...pauses]: readonly number[],
): Promise<void> {
  const applicationId = settings.applicationId ?? client.application?.id;
  if (applicationId === undefined) return;
  const { guildId } = settings;
  try {
    const limit = AbortSignal.any([ending, AbortSignal.timeout(REGISTRATION_LIMIT)]);
    const outcome = await registerCommands(client.rest, { applicationId, guildId }, limit);
    log.info(
      { guild: guildId },
      outcome === 'kept' ? 'the commands are registered' : 'registered the commands',
    );
  } catch (error) {
    if (ending.aborted) return;
    const fault = discordFaultOf(error);
    if (fault?.kind === 'refused' || pause === undefined) {
      log.error(
        { guild: guildId, code: fault?.code, status: fault?.status },
        'could not register the commands; check DISCORD_APPLICATION_ID and DISCORD_GUILD_ID, and that the bot was invited with applications.commands',
      );
      return;
    }
    log.warn(
      `could not register the commands yet (${fault?.reason ?? String(error)}); trying again in ${pause / 1_000} s`,
    );
    const again = setTimeout(() => void register(client, settings, ending, log, pauses), pause).unref();
    ending.addEventListener('abort', () => clearTimeout(again), { once: true });
  }
}

/** Waits for work, but no longer than some time. */
async function atMost(millis: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, millis);
  });
  await Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
