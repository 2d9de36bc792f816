import pino from 'pino';
import { expect, vi } from 'vitest';
import type { AnswerId } from '../../../src/answers/answer.js';
import { createAnswerQuestion } from '../../../src/answers/answer-question.js';
import { createNamesCompany } from '../../../src/answers/names-company.js';
import type { Question } from '../../../src/answers/question.js';
import { createQuestionTerms } from '../../../src/answers/question-terms.js';
import type { ChatAdapter, Messenger } from '../../../src/chat/adapter.js';
import { type Bot, type BotParts, createBot } from '../../../src/chat/bot.js';
import { createCatalogue } from '../../../src/chat/catalogue.js';
import { createDiscordAdapter, type DiscordSettings } from '../../../src/chat/discord/adapter.js';
import type { Memory } from '../../../src/chat/memory.js';
import { createRemembering } from '../../../src/chat/remembering.js';
import { remindWalkers } from '../../../src/chat/remind-walkers.js';
import { notice } from '../../../src/chat/reply.js';
import { tellWaiting } from '../../../src/chat/tell-waiting.js';
import { welcomeNewcomers } from '../../../src/chat/welcome-newcomers.js';
import type { Track } from '../../../src/onboarding/track.js';
import { BOT_ID, BOT_USER, directMessageOf, guildMessageOf, nextId } from '../../servers/discord-payloads.js';
import type { Json, Shown } from '../../servers/discord-rest.js';
import {
  componentsIn,
  type DiscordServer,
  type GatewayHabits,
  startDiscordServer,
  TOKEN,
} from '../../servers/discord-server.js';
import { createLastingMemory } from '../lasting-memory.js';
import { SMALL_KNOWLEDGE } from '../small-knowledge.js';
import { withTracks } from '../with-tracks.js';

/** What differs from a bot that is invited as usual and knows the small knowledge base. */
export interface GuildOptions {
  /** The tracks that there are; none without a word. */
  readonly tracks?: readonly Track[];
  /** How newcomers are met; nobody is welcomed without a word. */
  readonly newcomers?: Partial<BotParts['newcomers']>;
  /** How Discord behaves from the start on. */
  readonly habits?: Partial<GatewayHabits>;
  readonly settings?: Partial<DiscordSettings>;
  readonly permissions?: bigint;
  readonly parts?: Partial<BotParts>;
  /** What lasts past a restart, where it is to be a real database. */
  readonly lasting?: Memory;
  /** Changes what the bot does. */
  readonly bot?: (bot: Bot) => Bot;
}

/** A guild with the bot in it, which knows the small knowledge base. */
export interface Guild {
  readonly discord: DiscordServer;
  /** What lasts past a restart. */
  readonly lasting: Memory;
  /** What was asked of the knowledge base. */
  readonly questions: readonly Question[];
  /** Lines of the log that tell of a fault. */
  readonly warnings: readonly string[];
  /** The warnings so far, which are expected. */
  takeWarnings(): readonly string[];
  /** All that was logged, on every level. */
  log(): string;
  /** What people wrote. */
  message(payload: object): void;
  /** What people did with commands and buttons. */
  interact(payload: object): void;
  /** Waits for the next message of the bot, or the next change of one. */
  nextShown(act: () => void): Promise<Shown>;
  nextSuggested(act: () => void): Promise<readonly Json[]>;
  /** All messages of the bot, once what should not come had its time. */
  said(): Promise<readonly Shown[]>;
  /** Lets each of the bots look, all at once, whom there is something to tell. */
  tellWaiting(): Promise<void>;
  /** Lets each of the bots look, all at once, whom to welcome. */
  welcome(): Promise<void>;
  /** Lets each of the bots look, all at once, whom to remind, at some time. */
  remind(now: Date): Promise<void>;
  /** Ends the bot and starts another, which remembers what lasts. */
  restart(): Promise<void>;
  /** Another bot that shares the memory and the token. */
  join(): Promise<void>;
  close(): Promise<void>;
}

/** No look is ended before its time. */
const NEVER = new AbortController().signal;

/** Waits until something holds. */
export const until = (condition: () => void) => vi.waitFor(condition, { timeout: 8_000, interval: 5 });

/** Opens a guild. */
export async function openGuild(options: GuildOptions = {}): Promise<Guild> {
  const { settings, permissions } = options;
  const discord = await startDiscordServer();
  discord.habits.messageContent = true;
  if (permissions !== undefined) discord.habits.permissions = permissions;
  Object.assign(discord.habits, options.habits);
  const lasting = options.lasting ?? createLastingMemory();
  const questions: Question[] = [];
  const lines: { readonly level: number; readonly msg: string }[] = [];
  const raw: string[] = [];
  const write = (line: string) => {
    raw.push(line);
    lines.push(JSON.parse(line));
  };
  const log = pino({ level: 'trace' }, { write });
  const running: { readonly adapter: ChatAdapter & Messenger; readonly bot: Bot }[] = [];
  const last = new Set<unknown>();
  let expected = 0;
  let ids = 0;

  const enter = async () => {
    const memory = createRemembering(lasting, log);
    const newId = (): AnswerId => `answer-${++ids}`;
    const answer = createAnswerQuestion(SMALL_KNOWLEDGE, newId, SMALL_KNOWLEDGE.search);
    const bot = createBot({
      answer: (question) => {
        questions.push(question);
        return answer(question);
      },
      catalogue: createCatalogue(SMALL_KNOWLEDGE.documents),
      namesCompany: createNamesCompany(SMALL_KNOWLEDGE, SMALL_KNOWLEDGE.search),
      questionTerms: createQuestionTerms(SMALL_KNOWLEDGE.search),
      gaps: async () => notice('gaps'),
      ...withTracks(options.tracks, options.newcomers),
      sourceUrlOf: () => undefined,
      memory,
      observe: () => {},
      log,
      ...options.parts,
    });
    const adapter = createDiscordAdapter(
      { token: TOKEN, apiUrl: discord.apiUrl, requestsPerSecond: 50, ...settings },
      memory,
      log,
    );
    running.push({ adapter, bot });
    await adapter.start(options.bot?.(bot) ?? bot);
  };

  const leave = async () => {
    for (const { adapter } of running.splice(0)) await adapter.stop();
  };

  const next = async <Each>(list: readonly Each[], act: () => void): Promise<Each> => {
    const before = list.length;
    act();
    await until(() => expect(list.length).toBeGreaterThan(before));
    return list[before] as Each;
  };

  type Messengers = ReadonlyMap<string, Messenger>;
  const eachLooks = async (look: (messengers: Messengers, bot: Bot) => Promise<void>) => {
    await Promise.all(running.map(({ adapter, bot }) => look(new Map([['discord', adapter]]), bot)));
  };
  const { tracks } = withTracks(options.tracks);

  const warnings = () => lines.filter(({ level }) => level >= 40).map(({ msg }) => msg);

  await enter();
  return {
    discord,
    lasting,
    questions,
    get warnings() {
      return warnings().slice(expected);
    },
    takeWarnings: () => {
      const taken = warnings().slice(expected);
      expected += taken.length;
      return taken;
    },
    log: () => raw.join(''),
    message: (payload) => discord.dispatch('MESSAGE_CREATE', payload),
    interact: (payload) => discord.dispatch('INTERACTION_CREATE', payload),
    nextShown: (act) => next(discord.shown, act),
    nextSuggested: (act) => next(discord.suggested, act),
    said: async () => {
      // An answer may take two requests, so the second greeting is answered after all before it.
      for (const id of [nextId(), nextId()]) {
        last.add(id);
        discord.dispatch('MESSAGE_CREATE', directMessageOf({ id, content: 'hello' }));
        await until(() => expect(discord.shown.map(referenceOf)).toContain(id));
      }
      return discord.shown.filter((shown) => !last.has(referenceOf(shown)));
    },
    tellWaiting: () =>
      eachLooks((messengers, bot) =>
        tellWaiting({ waiting: lasting.waiting, bot, messengers, alreadyTold: new Set(), log }, NEVER),
      ),
    welcome: () =>
      eachLooks((messengers, bot) => {
        const { welcomes } = lasting;
        const alreadyWelcomed = new Set<string>();
        return welcomeNewcomers({ welcomes, bot, tracks, messengers, alreadyWelcomed, pause: 0, log }, NEVER);
      }),
    remind: (now) =>
      eachLooks((messengers) => {
        const { walkers, progress } = lasting;
        return remindWalkers(
          { walkers, progress, tracks, messengers, days: 3, now: () => now, pause: 0, log },
          NEVER,
        );
      }),
    restart: async () => {
      await leave();
      await enter();
    },
    join: enter,
    close: async () => {
      await leave();
      await discord.close();
      expectNoPings(discord);
      // What people write is told to nobody who reads the log, and neither is a token.
      const told = lines.filter(({ level }) => level >= 30).map((line) => JSON.stringify(line));
      for (const { text } of questions) if (text.length > 5) expect(told.join('\n')).not.toContain(text);
      for (const part of [...TOKEN.split('.'), 'interaction-token'])
        expect(raw.join('\n')).not.toContain(part);
    },
  };
}

/** The message that one replies to. */
function referenceOf({ message_reference }: Shown): unknown {
  return (message_reference as Json | undefined)?.message_id;
}

/** Nobody is pinged, whatever a text holds: each message says so itself. */
function expectNoPings({ requests }: DiscordServer): void {
  for (const { method, path, body } of requests) {
    const isSaid = body?.type === 4 || body?.type === 7;
    const data = path.endsWith('/callback') ? (isSaid ? (body?.data as Json) : undefined) : body;
    const isMessage = /\/(?:messages|callback|@original)$|\/webhooks\/\d+\/[^/]+$/.test(path);
    if (method === 'GET' || !isMessage || data === undefined) continue;
    expect(data.allowed_mentions).toEqual({ parse: [], replied_user: false });
  }
}

/** A message that names the bot, in the channel. */
export function mentionOf(text: string, parts: Partial<Parameters<typeof guildMessageOf>[0]> = {}) {
  return guildMessageOf({ content: `<@${BOT_ID}> ${text}`, mentions: [BOT_USER], ...parts });
}

/** A button or an option of a select. */
export interface Pressable {
  readonly label: string;
  /** What comes back when it is chosen. */
  readonly value: string;
}

/** The buttons of a message. */
export function buttonsOf({ components }: Shown): readonly Pressable[] {
  return componentsIn(components)
    .filter(({ type }) => type === 2)
    .map(({ label, custom_id }) => ({ label: String(label), value: String(custom_id) }));
}

/** The button with a label. */
export function buttonNamed(shown: Shown, label: string): string {
  const found = buttonsOf(shown).find((each) => each.label === label);
  if (!found) throw new Error(`no button “${label}” among ${labelsOf(shown).join(', ')}`);
  return found.value;
}

/** The labels of all buttons. */
export function labelsOf(shown: Shown): string[] {
  return buttonsOf(shown).map(({ label }) => label);
}

/** The options of the select of a message. */
export function optionsOf({ components }: Shown): readonly Pressable[] {
  const select = componentsIn(components).find(({ type }) => type === 3);
  return (select?.options ?? []) as readonly Pressable[];
}
