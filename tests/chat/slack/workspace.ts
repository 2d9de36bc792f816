import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { expect, vi } from 'vitest';
import type { AnswerId } from '../../../src/answers/answer.js';
import { createAnswerQuestion } from '../../../src/answers/answer-question.js';
import { createNamesCompany } from '../../../src/answers/names-company.js';
import type { Question } from '../../../src/answers/question.js';
import { createQuestionTerms } from '../../../src/answers/question-terms.js';
import { type Bot, type BotParts, createBot } from '../../../src/chat/bot.js';
import { createCatalogue } from '../../../src/chat/catalogue.js';
import type { Memory } from '../../../src/chat/memory.js';
import { createRemembering } from '../../../src/chat/remembering.js';
import { remindWalkers } from '../../../src/chat/remind-walkers.js';
import { notice } from '../../../src/chat/reply.js';
import {
  createSlackAdapter,
  type SlackAdapter,
  type SlackSettings,
} from '../../../src/chat/slack/adapter.js';
import { tellWaiting } from '../../../src/chat/tell-waiting.js';
import { welcomeNewcomers } from '../../../src/chat/welcome-newcomers.js';
import type { Track } from '../../../src/onboarding/track.js';
import { optionsFault } from '../../servers/block-kit.js';
import type { Element, Option } from '../../servers/slack-interactions.js';
import {
  APP_TOKEN,
  BOT_TOKEN,
  mention,
  SIGNING_SECRET,
  type SlackServer,
  sendAsSlack,
  slashCommand,
  startSlackServer,
} from '../../servers/slack-server.js';
import { createLastingMemory } from '../lasting-memory.js';
import { SMALL_KNOWLEDGE } from '../small-knowledge.js';
import { withTracks } from '../with-tracks.js';

/** A way in which Slack reaches the bot. */
export interface Way {
  readonly name: string;
  readonly connection: SlackSettings['connection'];
}

/** Both ways. */
export const WAYS: readonly Way[] = [
  { name: 'Socket Mode', connection: { mode: 'socket', appToken: APP_TOKEN } },
  { name: 'HTTP', connection: { mode: 'http', signingSecret: SIGNING_SECRET } },
];

/** What differs from a bot that is installed as usual and knows the small knowledge base. */
export interface WorkspaceOptions {
  /** The tracks that there are; none without a word. */
  readonly tracks?: readonly Track[];
  /** How newcomers are met; nobody is welcomed without a word. */
  readonly newcomers?: Partial<BotParts['newcomers']>;
  readonly connection?: SlackSettings['connection'];
  readonly settings?: Partial<SlackSettings>;
  readonly scopes?: readonly string[];
  readonly bot?: Partial<BotParts>;
  /** What lasts past a restart, where it is to be a real database. */
  readonly lasting?: Memory;
}

/** A workspace with the bot in it, which knows the small knowledge base. */
export interface Workspace {
  readonly slack: SlackServer;
  /** What lasts past a restart. */
  readonly lasting: Memory;
  /** What was asked of the knowledge base. */
  readonly questions: readonly Question[];
  readonly warnings: readonly string[];
  /** The whole lines of the log, from warnings on. */
  readonly logged: readonly string[];
  /** The warnings so far, which are expected. */
  takeWarnings(): readonly string[];
  /** Sends an event, to one of the bots when there are several. */
  sendEvent(payload: object, retry?: number, to?: number): Promise<void>;
  /** Types `/k8s` and what is behind it. */
  command(text: string, changes?: Readonly<Record<string, string>>): Promise<void>;
  /** Sends what a person did; gives what the bot says to it at once. */
  interact(payload: object): Promise<object>;
  /** Waits for the next answer to `/k8s` or to a button that comes through a `response_url`. */
  nextResponse(act: () => Promise<unknown>): Promise<Posted>;
  nextMessage(act: () => Promise<unknown>): Promise<Posted>;
  nextView(act: () => Promise<unknown>): Promise<SlackServer['views']['changes'][number]>;
  /** Asks something whose answer is the last to come, so that what should not come had its time. */
  askLast(): Promise<void>;
  /** Lets each of the bots look, all at once, whom there is something to tell. */
  tellWaiting(): Promise<void>;
  /** Lets each of the bots look, all at once, whom to welcome. */
  welcome(): Promise<void>;
  /** Lets each of the bots look, all at once, whom to remind at a time. */
  remind(now: Date): Promise<void>;
  /** Another bot that shares the memory, in the same workspace. */
  join(): Promise<void>;
  /** Ends the bot and starts another, which remembers what lasts. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** A message as it came to Slack. */
export type Posted = Readonly<Record<string, unknown>>;

const NEVER = new AbortController().signal;

/** Waits until something holds. */
export const until = (condition: () => void) => vi.waitFor(condition, { timeout: 8_000, interval: 10 });

/** Opens a workspace. */
export async function openWorkspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const { connection = WAYS[0]?.connection as SlackSettings['connection'], settings, scopes } = options;
  const slack = await startSlackServer(scopes ? { scopes } : {});
  const lasting = options.lasting ?? createLastingMemory();
  const questions: Question[] = [];
  const warnings: string[] = [];
  const logged: string[] = [];
  const log = pino(
    { level: 'warn' },
    {
      write: (line: string) => {
        logged.push(line);
        warnings.push(String(JSON.parse(line).msg));
      },
    },
  );
  const running: { adapter: SlackAdapter; bot: Bot; web?: Server; url?: string }[] = [];
  let ids = 0;

  const enter = async () => {
    const memory = createRemembering(lasting, log);
    const answer = createAnswerQuestion(
      SMALL_KNOWLEDGE,
      (): AnswerId => `answer-${++ids}`,
      SMALL_KNOWLEDGE.search,
    );
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
      ...options.bot,
    });
    const adapter = createSlackAdapter(
      { botToken: BOT_TOKEN, apiUrl: slack.apiUrl, connection, ...settings },
      memory,
      log,
    );
    await adapter.start(bot);
    if (connection.mode === 'socket') return void running.push({ adapter, bot });
    const web = createServer(adapter.events);
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(web.address() as AddressInfo).port}/slack/events`;
    running.push({ adapter, bot, web, url });
  };

  const leave = async () => {
    for (const { adapter, web } of running.splice(0)) {
      await adapter.stop();
      web?.closeAllConnections();
      web?.close();
    }
  };

  /** Hands something to the bot, and gives what it says to it at once. */
  const hand = async (
    type: Parameters<SlackServer['deliver']>[0],
    content: { readonly json: object } | { readonly form: Readonly<Record<string, string>> },
    payload: object,
    retry?: number,
    to = 0,
  ): Promise<object> => {
    const url = running[to]?.url;
    if (url === undefined) {
      const id = slack.deliver(type, payload, retry, to);
      const said = () => slack.acknowledgements.find(({ envelopeId }) => envelopeId === id);
      await until(() => expect(said()).toBeDefined());
      return (said()?.payload ?? {}) as object;
    }
    const headers = { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_timeout' };
    const response = await sendAsSlack(url, content, retry === undefined ? {} : { headers });
    expect(response.status).toBe(200);
    const text = await response.text();
    return text === '' ? {} : JSON.parse(text);
  };

  const next = async <Each>(list: readonly Each[], act: () => Promise<unknown>): Promise<Each> => {
    const before = list.length;
    await act();
    await until(() => expect(list.length).toBeGreaterThan(before));
    return list[before] as Each;
  };

  const tracks = async () => options.tracks ?? [];
  const eachLooks = async (look: (messengers: Map<string, SlackAdapter>, bot: Bot) => Promise<void>) => {
    await Promise.all(running.map(({ adapter, bot }) => look(new Map([['slack', adapter]]), bot)));
  };

  await enter();
  const workspace: Workspace = {
    slack,
    lasting,
    questions,
    warnings,
    logged,
    takeWarnings: () => warnings.splice(0),
    sendEvent: async (json, retry, to) => void (await hand('events_api', { json }, json, retry, to)),
    command: async (text, changes) => {
      const form = slashCommand(text, slack.responseUrl, changes);
      expect(await hand('slash_commands', { form }, form)).toEqual({});
    },
    interact: async (payload) => {
      const said = await hand('interactive', { form: { payload: JSON.stringify(payload) } }, payload);
      const {
        options: offered,
        response_action,
        view,
      } = said as {
        options?: unknown;
        response_action?: string;
        view?: unknown;
      };
      if (offered !== undefined) expect(optionsFault(offered)).toBeUndefined();
      const { view: sent } = payload as { view?: { id: string } };
      if (response_action === 'update' && sent) slack.views.acknowledged(sent.id, view);
      return said;
    },
    nextResponse: (act) => next(slack.responses, act),
    nextMessage: (act) => next(slack.messages, act),
    nextView: (act) => next(slack.views.changes, act),
    askLast: async () => {
      await workspace.sendEvent(mention('hello', { channel: 'C0LAST' }));
      await until(() => expect(slack.messages.at(-1)).toMatchObject({ channel: 'C0LAST' }));
    },
    tellWaiting: () =>
      eachLooks((messengers, bot) =>
        tellWaiting({ waiting: lasting.waiting, bot, messengers, alreadyTold: new Set(), log }, NEVER),
      ),
    welcome: () =>
      eachLooks((messengers, bot) => {
        const { welcomes } = lasting;
        return welcomeNewcomers(
          { welcomes, bot, tracks, messengers, alreadyWelcomed: new Set(), pause: 0, log },
          NEVER,
        );
      }),
    remind: (now) =>
      eachLooks((messengers) => {
        const { walkers, progress } = lasting;
        return remindWalkers(
          { walkers, progress, tracks, messengers, days: 3, now: () => now, pause: 0, log },
          NEVER,
        );
      }),
    join: enter,
    restart: async () => {
      await leave();
      await enter();
    },
    close: async () => {
      await leave();
      await slack.close();
    },
  };
  return workspace;
}

/** Everything in a message or view that can be used, with the block that it stands in. */
export function elementsOf(shown: object): readonly Element[] {
  return blocksOf(shown).flatMap((block) => {
    const {
      block_id = 'b1',
      accessory,
      element,
      elements = [],
    } = block as {
      block_id?: string;
      accessory?: Element;
      element?: Element;
      elements?: readonly Element[];
    };
    return [accessory, element, ...elements]
      .filter((each) => each !== undefined && 'action_id' in each)
      .map((each) => ({ ...(each as Element), block_id }));
  });
}

function blocksOf(shown: object): readonly object[] {
  const { blocks } = ('view' in shown ? shown.view : shown) as { blocks?: readonly object[] };
  return blocks ?? [];
}

/** The button with a label. */
export function buttonNamed(shown: object, label: string): Element {
  const found = elementsOf(shown).find((element) => labelOf(element) === label);
  if (!found) throw new Error(`no button “${label}” among ${labelsOf(shown).join(', ')}`);
  return found;
}

/** The labels of all buttons. */
export function labelsOf(shown: object): string[] {
  return elementsOf(shown).flatMap((element) => labelOf(element) ?? []);
}

/** What stands on a button. */
export function labelOf({ text }: Element): string | undefined {
  return typeof text === 'object' && text !== null && 'text' in text ? String(text.text) : undefined;
}

/** Something that can be used, by the beginning of its name. */
export function elementCalled(shown: object, name: string): Element {
  const found = elementsOf(shown).find(({ action_id }) => action_id.startsWith(name));
  if (!found) throw new Error(`nothing called ${name}`);
  return found;
}

/** All that is to be read in a message or view. */
export function wordsOf(shown: object): string {
  return blocksOf(shown)
    .flatMap((block) => {
      const { text, elements = [] } = block as { text?: { text: string }; elements?: readonly object[] };
      const small = elements.flatMap((each) =>
        'text' in each && typeof each.text === 'string' ? each.text : [],
      );
      return [...(text ? [text.text] : []), ...small];
    })
    .join('\n');
}

/** An option by what stands on it. */
export function optionNamed(options: readonly Option[], label: string): Option {
  const found = options.find(({ text }) => text.text === label);
  if (!found)
    throw new Error(`no option “${label}” among ${options.map(({ text }) => text.text).join(', ')}`);
  return found;
}
