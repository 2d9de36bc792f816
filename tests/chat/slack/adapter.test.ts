import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AdapterError, type Connection } from '../../../src/chat/adapter.js';
import type { Bot } from '../../../src/chat/bot.js';
import type { Memory } from '../../../src/chat/memory.js';
import { createRemembering } from '../../../src/chat/remembering.js';
import type { Reply } from '../../../src/chat/reply.js';
import {
  createSlackAdapter,
  type SlackAdapter,
  type SlackSettings,
} from '../../../src/chat/slack/adapter.js';
import { parseMarkdown } from '../../../src/knowledge/parse-markdown.js';
import {
  APP_TOKEN,
  BOT_ID,
  BOT_TOKEN,
  BOT_USER,
  directMessage,
  mention,
  SIGNING_SECRET,
  type SlackServer,
  sendAsSlack,
  slashCommand,
  startSlackServer,
} from '../../servers/slack-server.js';
import { botThat } from '../fake-bot.js';
import { createLastingMemory } from '../lasting-memory.js';

const SOURCE = {
  title: 'Pods',
  url: 'https://kubernetes.io/docs/concepts/workloads/pods/',
  license: 'CC BY 4.0',
};

const REPLY: Reply = {
  kind: 'excerpt',
  passage: {
    title: 'Pods',
    heading: 'What is a Pod?',
    url: SOURCE.url,
    blocks: parseMarkdown('A *Pod* is the smallest unit. It runs containers.').children,
    shortened: false,
    sources: [SOURCE],
    checked: '2026-11-21',
  },
  related: [],
};

let slack: SlackServer;
let web: Server | undefined;
let adapters: SlackAdapter[];
let questions: string[];
let connections: Connection[];
let logged: string[];
let bot: Bot;
let memory: Memory;

const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });

beforeEach(async () => {
  slack = await startSlackServer();
  adapters = [];
  questions = [];
  connections = [];
  logged = [];
  memory = createRemembering(createLastingMemory(), log);
  bot = botThat(async ({ text }) => {
    questions.push(text);
    return REPLY;
  });
});

afterEach(async () => {
  await Promise.all(adapters.map((adapter) => adapter.stop()));
  web?.closeAllConnections();
  web?.close();
  web = undefined;
  await slack.close();
  // Whatever happened in a test: no token and no question is ever in the log.
  for (const secret of [BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, 'What is a Pod']) {
    expect(logged.join('')).not.toContain(secret);
  }
});

const socketMode: SlackSettings['connection'] = { mode: 'socket', appToken: APP_TOKEN };
const httpMode: SlackSettings['connection'] = { mode: 'http', signingSecret: SIGNING_SECRET };

function adapterFor(changes: Partial<SlackSettings> = {}): SlackAdapter {
  const settings = { botToken: BOT_TOKEN, apiUrl: slack.apiUrl, connection: socketMode, ...changes };
  const adapter = createSlackAdapter(
    settings,
    memory,
    log,
    (connection) => void connections.push(connection),
  );
  adapters.push(adapter);
  return adapter;
}

async function serve({ events }: SlackAdapter): Promise<string> {
  web = createServer(events);
  await new Promise<void>((resolve) => web?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(web.address() as AddressInfo).port}/slack/events`;
}

const until = (condition: () => void) => vi.waitFor(condition, { timeout: 8_000, interval: 10 });

/** Asks something whose answer is the last thing to come, so that what should not come had its time. */
async function askLast(ask: (payload: object) => unknown): Promise<void> {
  await ask(mention('the last one', { channel: 'C0LAST' }));
  await until(() => expect(slack.messages.at(-1)).toMatchObject({ channel: 'C0LAST' }));
}

interface Way {
  readonly name: string;
  readonly connection: SlackSettings['connection'];
}

const ways: readonly Way[] = [
  { name: 'Socket Mode', connection: socketMode },
  { name: 'HTTP', connection: httpMode },
];

describe.each(ways)('over $name, the Slack adapter', ({ connection }) => {
  let sendEvent: (payload: object, retry?: number) => Promise<void>;
  let sendCommand: (form: Record<string, string>) => Promise<void>;
  let adapter: SlackAdapter;

  beforeEach(async () => {
    adapter = adapterFor({ connection });
    await adapter.start(bot);
    if (connection.mode === 'socket') {
      sendEvent = async (payload, retry) => {
        const id = slack.deliver('events_api', payload, retry);
        await until(() => expect(slack.acknowledgements.map((ack) => ack.envelopeId)).toContain(id));
      };
      sendCommand = async (form) => {
        const id = slack.deliver('slash_commands', form);
        await until(() => expect(slack.acknowledgements.map((ack) => ack.envelopeId)).toContain(id));
      };
    } else {
      const url = await serve(adapter);
      sendEvent = async (json, retry) => {
        const headers = { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_timeout' };
        const response = await sendAsSlack(url, { json }, retry === undefined ? {} : { headers });
        expect(response.status).toBe(200);
      };
      sendCommand = async (form) => {
        const response = await sendAsSlack(url, { form });
        expect(response.status).toBe(200);
        expect(await response.text()).toBe('');
      };
    }
  });

  test('answers a mention in its thread, with the title as link and the source', async () => {
    await sendEvent(mention('What is a Pod?', { ts: '1780.1' }));
    await until(() => expect(slack.messages).toHaveLength(1));
    expect(questions).toEqual(['What is a Pod?']);
    const [message] = slack.messages;
    expect(message).toMatchObject({
      channel: 'C0GENERAL',
      thread_ts: '1780.1',
      unfurl_links: 'false',
      unfurl_media: 'false',
    });
    const blocks = JSON.stringify(message?.blocks);
    expect(blocks).toContain(`*<${SOURCE.url}|Pods › What is a Pod?>*`);
    expect(blocks).toContain('A _Pod_ is the smallest unit.');
    expect(blocks).toContain(`Source: <${SOURCE.url}|Pods> · CC BY 4.0 · checked 2026-11-21`);
  });

  test('answers within the thread that the mention is part of', async () => {
    await sendEvent(mention('What is a Pod?', { thread_ts: '1700.5' }));
    await until(() => expect(slack.messages[0]).toMatchObject({ thread_ts: '1700.5' }));
  });

  test('answers a direct message, one with a file too', async () => {
    await sendEvent(directMessage('What is a Pod?', { ts: '1780.2' }));
    await sendEvent(directMessage('and this?', { subtype: 'file_share', ts: '1780.3', thread_ts: '1780.2' }));
    await until(() => expect(slack.messages).toHaveLength(2));
    expect(slack.messages).toMatchObject([
      { channel: 'D0DIRECT', thread_ts: '1780.2' },
      { channel: 'D0DIRECT', thread_ts: '1780.2' },
    ]);
    expect(questions).toEqual(['What is a Pod?', 'and this?']);
  });

  test('answers /k8s to the asker alone', async () => {
    await sendCommand(slashCommand('What is a Pod?', slack.responseUrl));
    await until(() => expect(slack.responses).toHaveLength(1));
    expect(slack.responses[0]).toMatchObject({ response_type: 'ephemeral' });
    expect(JSON.stringify(slack.responses[0])).toContain(SOURCE.url);
    expect(slack.messages).toEqual([]);
    expect(questions).toEqual(['What is a Pod?']);
  });

  test('acknowledges /k8s before the answer is there', async () => {
    let finish = () => {};
    bot.reply = () =>
      new Promise((resolve) => {
        finish = () => resolve(REPLY);
      });
    await sendCommand(slashCommand('slow', slack.responseUrl));
    expect(slack.responses).toEqual([]);
    finish();
    await until(() => expect(slack.responses).toHaveLength(1));
  });

  test('answers an event that comes again only once, even while it is being answered', async () => {
    const release = slack.hold('chat.postMessage');
    const event = mention('What is a Pod?');
    await sendEvent(event);
    await sendEvent(event, 1);
    release();
    await until(() => expect(slack.messages).toHaveLength(1));
    await sendEvent(event, 2);
    await askLast(sendEvent);
    expect(slack.messages).toHaveLength(2);
  });

  test('answers a message that comes as two events only once', async () => {
    await sendEvent(directMessage('What is a Pod?', { channel: 'D1', ts: '1790.1' }));
    await sendEvent(mention('What is a Pod?', { channel: 'D1', ts: '1790.1' }));
    await askLast(sendEvent);
    expect(slack.messages).toHaveLength(2);
  });

  test('leaves bots, itself, changed messages and other channels alone', async () => {
    await sendEvent(mention('hello', { bot_id: 'B0OTHER' }));
    await sendEvent(mention('hello', { subtype: 'bot_message', user: undefined }));
    await sendEvent(mention('hello', { user: BOT_USER }));
    await sendEvent(directMessage('hello', { bot_id: BOT_ID, user: BOT_USER }));
    await sendEvent(directMessage('hello', { user: 'USLACKBOT' }));
    await sendEvent(
      directMessage('', { subtype: 'message_changed', user: undefined, message: { text: 'x' } }),
    );
    await sendEvent(directMessage('', { subtype: 'message_deleted', user: undefined }));
    await sendEvent(directMessage('hello', { channel: 'C0GENERAL', channel_type: 'channel' }));
    await askLast(sendEvent);
    expect(questions).toEqual(['the last one']);
    expect(slack.messages).toHaveLength(1);
  });

  test('stops only after the answer that is under way', async () => {
    const release = slack.hold('chat.postMessage');
    await sendEvent(mention('What is a Pod?'));
    await until(() => expect(slack.calls.at(-1)?.method).toBe('chat.postMessage'));
    const stopped = adapter.stop();
    release();
    await stopped;
    expect(slack.messages).toHaveLength(1);
    expect(slack.openSockets()).toBe(0);
  });

  test('stops in time though Slack never answers', async () => {
    const release = slack.hold('chat.postMessage');
    await sendEvent(mention('What is a Pod?'));
    await until(() => expect(slack.calls.at(-1)?.method).toBe('chat.postMessage'));
    const begin = performance.now();
    await adapter.stop();
    expect(performance.now() - begin).toBeLessThan(4_500);
    release();
  });

  test('sends an answer as plain text when Slack refuses its blocks', async () => {
    slack.fail('chat.postMessage', { error: 'invalid_blocks' });
    await sendEvent(mention('What is a Pod?'));
    await until(() => expect(slack.messages).toHaveLength(1));
    expect(slack.messages[0]?.blocks).toBeUndefined();
    const text = String(slack.messages[0]?.text);
    expect(text).toContain(`*<${SOURCE.url}|Pods › What is a Pod?>*`);
    expect(text).toContain('A _Pod_ is the smallest unit.');
    expect(text).toContain(`Source: <${SOURCE.url}|Pods>`);
  });

  test('waits as long as Slack asks', async () => {
    slack.fail('chat.postMessage', { status: 429, headers: { 'retry-after': '1' } });
    const begin = performance.now();
    await sendEvent(mention('What is a Pod?'));
    await until(() => expect(slack.messages).toHaveLength(1));
    expect(performance.now() - begin).toBeGreaterThanOrEqual(950);
  });

  test('does not let one channel’s limit hold back another', async () => {
    slack.fail('chat.postMessage', { status: 429, headers: { 'retry-after': '30' } });
    await sendEvent(mention('What is a Pod?'));
    await until(() => expect(slack.calls.at(-1)?.method).toBe('chat.postMessage'));
    await sendEvent(mention('another', { channel: 'C1' }));
    await until(() => expect(slack.messages).toMatchObject([{ channel: 'C1' }]));
    await adapter.stop();
  });

  test('posts after a short breakdown of Slack', async () => {
    slack.fail('chat.postMessage', { status: 503 });
    await sendEvent(mention('What is a Pod?'));
    await until(() => expect(slack.messages).toHaveLength(1));
  });

  test.each([
    ['channel_not_found', 'invite the bot'],
    ['not_in_channel', 'invite it'],
    ['is_archived', 'archived'],
    ['some_new_error', 'some_new_error'],
  ])('says in one line that Slack refused an answer (%s), and goes on', async (error, words) => {
    slack.fail('chat.postMessage', { error });
    await sendEvent(mention('What is a Pod?'));
    await until(() => expect(warnings()).toHaveLength(1));
    expect(warnings()[0]).toContain(`could not answer on Slack: Slack refused it (${error})`);
    expect(warnings()[0]).toContain(words);
    await askLast(sendEvent);
    expect(warnings()).toHaveLength(1);
  });

  test('says in one line that a command’s time is over', async () => {
    slack.fail('response_url', { error: 'used_url' });
    await sendCommand(slashCommand('What is a Pod?', slack.responseUrl));
    await until(() => expect(warnings()).toHaveLength(1));
    expect(warnings()[0]).toContain('the time in which a command can be answered is over');
  });
});

function warnings(): string[] {
  return logged
    .map((line) => JSON.parse(line))
    .flatMap(({ level, msg }) => (level >= 40 ? [String(msg)] : []));
}

describe('in Socket Mode, the Slack adapter', () => {
  test('connects again when Slack asks for it, and answers', async () => {
    await adapterFor().start(bot);
    slack.requestReconnect();
    await until(() => expect(slack.socketsSeen()).toBe(2));
    await until(() => expect(slack.openSockets()).toBe(1));
    slack.deliver('events_api', mention('What is a Pod?'));
    await until(() => expect(slack.messages).toHaveLength(1));
  });

  test('connects again when the connection is lost, though Slack is away for a while', async () => {
    await adapterFor().start(bot);
    slack.fail('apps.connections.open', { status: 503 });
    slack.fail('apps.connections.open', { error: 'internal_error' });
    slack.cutSockets();
    await until(() => expect(slack.socketsSeen()).toBe(2));
    slack.deliver('events_api', mention('What is a Pod?'));
    await until(() => expect(slack.messages).toHaveLength(1));
    expect(connections).toEqual(['waiting', 'connected']);
  });

  test('tells that the app token was refused while it connects again', async () => {
    await adapterFor().start(bot);
    slack.fail('apps.connections.open', { error: 'invalid_auth' });
    slack.cutSockets();
    await until(() => expect(connections).toEqual(['waiting', 'failed', 'connected']));
    expect(warnings().join()).toContain('Slack refused SLACK_APP_TOKEN (invalid_auth)');
  });

  test('connects again when Slack was gone altogether', async () => {
    await adapterFor().start(bot);
    const { port } = slack;
    await slack.close();
    await until(() => expect(warnings().join()).toContain('cannot connect to Slack again yet'));
    slack = await startSlackServer({ port });
    await until(() => expect(slack.openSockets()).toBe(1));
    slack.deliver('events_api', mention('What is a Pod?'));
    await until(() => expect(slack.messages).toHaveLength(1));
  });

  test('answers an event that comes again over the next connection only once', async () => {
    await adapterFor().start(bot);
    const event = mention('What is a Pod?');
    slack.deliver('events_api', event);
    await until(() => expect(slack.messages).toHaveLength(1));
    slack.cutSockets();
    await until(() => expect(slack.socketsSeen()).toBe(2));
    slack.deliver('events_api', event, 1);
    await askLast((payload) => slack.deliver('events_api', payload));
    expect(slack.messages).toHaveLength(2);
  });

  test('stops while it waits to connect again', async () => {
    const adapter = adapterFor();
    await adapter.start(bot);
    slack.fail('apps.connections.open', { status: 503 }, 100);
    slack.cutSockets();
    await until(() => expect(slack.calls.at(-1)?.method).toBe('apps.connections.open'));
    await adapter.stop();
    expect(slack.openSockets()).toBe(0);
  });

  test('stops though Slack does not say goodbye', async () => {
    const adapter = adapterFor();
    await adapter.start(bot);
    slack.freezeSockets();
    const begin = performance.now();
    await adapter.stop();
    expect(performance.now() - begin).toBeLessThan(4_500);
  });

  test('names the app token when Slack refuses it', async () => {
    const adapter = adapterFor({ connection: { mode: 'socket', appToken: 'xapp-wrong' } });
    const error = await failureOf(adapter.start(bot));
    expect(error.message).toMatch(/^Slack refused SLACK_APP_TOKEN \(invalid_auth\): turn on Socket Mode/);
    expect(error.mayPass).toBe(false);
    expect(warnings()).toEqual([]);
  });

  test('does not wait for ever for a greeting', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      slack.fail('hello', { error: 'silent' });
      const started = failureOf(adapterFor().start(bot));
      await vi.waitFor(() => expect(slack.openSockets()).toBe(1));
      await vi.advanceTimersByTimeAsync(10_000);
      expect((await started).mayPass).toBe(true);
      expect(slack.socketsSeen()).toBe(1);
    } finally {
      vi.useRealTimers();
    }
  });

  test('stops while it connects', async () => {
    for (const method of ['auth.test', 'apps.connections.open']) {
      const release = slack.hold(method);
      const adapter = adapterFor();
      const started = adapter.start(bot);
      await until(() => expect(slack.calls.at(-1)?.method).toBe(method));
      await adapter.stop();
      release();
      await started;
    }
    slack.fail('hello', { error: 'silent' });
    const adapter = adapterFor();
    const started = adapter.start(bot);
    await until(() => expect(slack.openSockets()).toBe(1));
    await adapter.stop();
    await started;
    await until(() => expect(slack.openSockets()).toBe(0));
  });
});

describe('over HTTP, the Slack adapter', () => {
  test.each([
    ['with another secret', { secret: 'another secret' }],
    ['from six minutes ago', { timestamp: Math.floor(Date.now() / 1_000) - 360 }],
    ['from six minutes ahead', { timestamp: Math.floor(Date.now() / 1_000) + 360 }],
    ['from no time at all', { headers: { 'x-slack-request-timestamp': 'now' } }],
    ['without a signature', { headers: { 'x-slack-signature': '' } }],
  ])('refuses a request %s', async (_, changes) => {
    const adapter = adapterFor({ connection: httpMode });
    await adapter.start(bot);
    const url = await serve(adapter);
    const response = await sendAsSlack(url, { json: mention('What is a Pod?') }, changes);
    expect(response.status).toBe(401);
    await askLast((json) => sendAsSlack(url, { json }));
    expect(questions).toEqual(['the last one']);
  });

  test('passes Slack’s test of the address', async () => {
    const adapter = adapterFor({ connection: httpMode });
    await adapter.start(bot);
    const json = { token: 'deprecated', challenge: 'a challenge', type: 'url_verification' };
    const response = await sendAsSlack(await serve(adapter), { json });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ challenge: 'a challenge' });
  });

  test('takes a form that names its character set', async () => {
    const adapter = adapterFor({ connection: httpMode });
    await adapter.start(bot);
    const form = slashCommand('What is a Pod?', slack.responseUrl);
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
    expect((await sendAsSlack(await serve(adapter), { form }, { headers })).status).toBe(200);
    await until(() => expect(slack.responses).toHaveLength(1));
  });

  test('serves nothing but POST /slack/events', async () => {
    const adapter = adapterFor({ connection: httpMode });
    await adapter.start(bot);
    const url = await serve(adapter);
    expect((await fetch(url)).status).toBe(405);
    expect((await sendAsSlack(url.replace('events', 'install'), { json: {} })).status).toBe(404);
  });

  test('asks Slack to come again later before it has started and after it has stopped', async () => {
    const adapter = adapterFor({ connection: httpMode });
    const url = await serve(adapter);
    expect((await sendAsSlack(url, { json: mention('What is a Pod?') })).status).toBe(503);
    await adapter.start(bot);
    await adapter.stop();
    expect((await sendAsSlack(url, { json: mention('What is a Pod?') })).status).toBe(503);
    expect(questions).toEqual([]);
  });

  test('takes no requests in Socket Mode', () => {
    expect(adapterFor().events).toBeUndefined();
  });
});

describe.each(ways)('over $name, starting', ({ connection }) => {
  test('names the bot token when Slack refuses it', async () => {
    const error = await failureOf(adapterFor({ connection, botToken: 'xoxb-wrong' }).start(bot));
    expect(error.message).toBe(
      'Slack refused SLACK_BOT_TOKEN (invalid_auth): copy the Bot User OAuth Token (xoxb-…) from your app’s Install App page',
    );
    expect(error.mayPass).toBe(false);
    expect(slack.calls.map(({ method }) => method)).toEqual(['auth.test']);
  });

  test('names a bot token with a line break, and does not show it', async () => {
    const error = await failureOf(adapterFor({ connection, botToken: `${BOT_TOKEN}\n` }).start(bot));
    expect(error.message).toMatch(/^SLACK_BOT_TOKEN is empty or holds a space or line break/);
    expect(error.message).not.toContain(BOT_TOKEN);
    expect(slack.calls).toEqual([]);
  });

  test('fails for now while Slack is down, and works later', async () => {
    const { port } = slack;
    await slack.close();
    const adapter = adapterFor({ connection });
    const error = await failureOf(adapter.start(bot));
    expect(error.message).toMatch(/^Cannot reach Slack \(connect ECONNREFUSED 127.0.0.1:\d+\)/);
    expect(error.mayPass).toBe(true);
    slack = await startSlackServer({ port });
    await adapter.start(bot);
    expect(slack.openSockets()).toBe(connection.mode === 'socket' ? 1 : 0);
    await adapter.stop();
    expect(slack.openSockets()).toBe(0);
  });

  test('fails for now when Slack has trouble', async () => {
    slack.fail('auth.test', { status: 500 });
    expect((await failureOf(adapterFor({ connection }).start(bot))).mayPass).toBe(true);
    slack.fail('auth.test', { error: 'internal_error' });
    expect((await failureOf(adapterFor({ connection }).start(bot))).mayPass).toBe(true);
    slack.fail('auth.test', { status: 429, headers: { 'retry-after': '30' } });
    expect((await failureOf(adapterFor({ connection }).start(bot))).mayPass).toBe(true);
  });

  test('works again after a stop, and a stop without a start does nothing', async () => {
    const adapter = adapterFor({ connection });
    await adapter.stop();
    await adapter.start(bot);
    await adapter.stop();
    await adapter.start(bot);
    expect(slack.openSockets()).toBe(connection.mode === 'socket' ? 1 : 0);
  });
});

async function failureOf(started: Promise<void>): Promise<AdapterError> {
  const error: unknown = await started.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AdapterError)) throw new Error(`not an AdapterError: ${String(error)}`);
  return error;
}
