import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ChatAdapter, Connection } from '../../../src/chat/adapter.js';
import type { Bot } from '../../../src/chat/bot.js';
import { createDiscordAdapter, type DiscordSettings } from '../../../src/chat/discord/adapter.js';
import { commandsFor } from '../../../src/chat/discord/commands.js';
import { createRemembering } from '../../../src/chat/remembering.js';
import type { Reply } from '../../../src/chat/reply.js';
import { parseMarkdown } from '../../../src/knowledge/parse-markdown.js';
import {
  APPLICATION_ID,
  askCommandOf,
  BOT_ID,
  BOT_USER,
  commandOf,
  DM_CHANNEL_ID,
  directMessageOf,
  GUILD_ID,
  guildMessageOf,
  nextId,
  PERMISSION,
  ROLE_ID,
  registeredCommandOf,
  userOf,
} from '../../servers/discord-payloads.js';
import { type DiscordServer, startDiscordServer, TOKEN, textsOf } from '../../servers/discord-server.js';
import { botThat } from '../fake-bot.js';
import { createLastingMemory } from '../lasting-memory.js';

const EPHEMERAL = 64;
const COMPONENTS_V2 = 32_768;

const POD: Reply = {
  kind: 'excerpt',
  passage: {
    title: 'Pods',
    heading: 'What is a Pod?',
    url: 'https://kubernetes.io/docs/concepts/workloads/pods/',
    blocks: parseMarkdown('A Pod is the *smallest* unit.').children,
    shortened: false,
    sources: [
      {
        title: 'Pods | Kubernetes',
        url: 'https://kubernetes.io/docs/concepts/workloads/pods/',
        license: 'CC BY 4.0',
      },
    ],
    checked: '2026-11-21',
  },
  related: [],
};

const COMMANDS_PATH = `/api/v10/applications/${APPLICATION_ID}/commands`;
const MENTION = `<@${BOT_ID}>`;

let server: DiscordServer;
let adapter: ChatAdapter | undefined;
let questions: string[];
let lines: string[];
let connections: Connection[];
const warnings: Error[] = [];
const onWarning = (warning: Error) => warnings.push(warning);

beforeEach(async () => {
  server = await startDiscordServer();
  adapter = undefined;
  questions = [];
  lines = [];
  connections = [];
  warnings.length = 0;
  process.on('warning', onWarning);
});

afterEach(async () => {
  await adapter?.stop();
  await server.close();
  process.off('warning', onWarning);
  expect(warnings).toEqual([]);
  const told = lines.filter((line) => JSON.parse(line).level >= 30).join('\n');
  expect(told).not.toContain('smallest');
  for (const question of questions.filter(Boolean)) expect(told).not.toContain(question);
  const [id = '', time = '', secret = ''] = TOKEN.split('.');
  for (const part of [id, time, secret, 'interaction-token']) expect(lines.join('\n')).not.toContain(part);
});

const bot = botThat(async ({ text }) => {
  questions.push(text);
  return POD;
});

function adapterFor(settings: Partial<DiscordSettings> = {}, startLimit?: number): ChatAdapter {
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  adapter = createDiscordAdapter(
    { token: TOKEN, apiUrl: server.apiUrl, requestsPerSecond: 50, ...settings },
    createRemembering(createLastingMemory(), log),
    log,
    (connection) => void connections.push(connection),
    startLimit,
  );
  return adapter;
}

async function connect(answering: Bot = bot): Promise<void> {
  await adapterFor().start(answering);
}

/** Waits until something holds. */
function until(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 10_000, interval: 10 });
}

/** Asks a last question and waits for its answer, after which earlier events have been looked at, too. */
async function everythingIsAnswered(): Promise<void> {
  // An answer may take two requests, so the second is answered after all before it.
  for (const id of [nextId(), nextId()]) {
    server.dispatch('MESSAGE_CREATE', directMessageOf({ id, content: 'the last question' }));
    await until(() => expect(server.posted.map(referenceOf)).toContain(id));
  }
}

function referenceOf(message: Readonly<Record<string, unknown>>): unknown {
  const { message_reference: reference } = message;
  return typeof reference === 'object' && reference !== null && 'message_id' in reference
    ? reference.message_id
    : undefined;
}

function mention(text: string, more: object = {}) {
  return guildMessageOf({ content: `${MENTION} ${text}`, mentions: [BOT_USER], more });
}

function logged(level: number): string[] {
  return lines
    .map((line) => JSON.parse(line))
    .filter((line) => line.level === level)
    .map(({ msg }) => msg);
}

const requestsTo = (method: string, path: string | RegExp) =>
  server.requests.filter(
    (request) =>
      request.method === method &&
      (typeof path === 'string' ? request.path === path : path.test(request.path)),
  );

describe('logging in', () => {
  test('start() asks for no privileged intent', async () => {
    await connect();
    const [identify] = server.identifies;
    expect(identify?.intents).toBe((1 << 0) | (1 << 9) | (1 << 12));
    expect(server.requests.find(({ path }) => path.endsWith('/gateway/bot'))?.authorization).toBe(
      `Bot ${TOKEN}`,
    );
  });

  test('start() fails with advice when the token is wrong, and trying again does not help', async () => {
    const starting = adapterFor({ token: 'another.token.altogether' }).start(bot);
    await expect(starting).rejects.toMatchObject({
      name: 'AdapterError',
      mayPass: false,
      message: expect.stringContaining('DISCORD_TOKEN'),
    });
    expect(lines.join('\n')).not.toContain('altogether');
  });

  test('start() fails with advice when only the gateway refuses the token', async () => {
    server.habits.refusesWith = 4004;
    await expect(adapterFor().start(bot)).rejects.toMatchObject({
      mayPass: false,
      message: expect.stringContaining('DISCORD_TOKEN'),
    });
  });

  test('start() fails with advice when the intents are disallowed', async () => {
    server.habits.refusesWith = 4014;
    await expect(adapterFor().start(bot)).rejects.toMatchObject({
      mayPass: false,
      message: expect.stringContaining('turn on the Message Content Intent'),
    });
  });

  test('start() names the intent that is missing, and not the other that was granted', async () => {
    server.habits.serverMembers = true;
    const starting = adapterFor({ welcome: true, autoAnswerChannels: ['300000000000000001'] }).start(bot);
    await expect(starting).rejects.toMatchObject({
      mayPass: false,
      message: expect.stringContaining('turn on the Message Content Intent'),
    });
    expect(logged(40).join()).not.toContain('Server Members');
  });

  test.each(['', 'two words', 'a\nline'])('start() fails with advice for the token %j', async (token) => {
    await expect(adapterFor({ token }).start(bot)).rejects.toMatchObject({
      mayPass: false,
      message: expect.stringContaining('DISCORD_TOKEN'),
    });
  });

  test('start() may be called again once Discord can be reached', async () => {
    const { port } = server;
    await server.close();
    const discord = adapterFor();
    await expect(discord.start(bot)).rejects.toMatchObject({
      mayPass: true,
      message: expect.stringContaining('ECONNREFUSED'),
    });
    server = await startDiscordServer(port);
    await discord.start(bot);
    await everythingIsAnswered();
    expect(server.connections()).toBe(1);
  });

  test('start() may be called again after the gateway has failed, and leaves no second client behind', async () => {
    server.habits.handshakeStatus = 503;
    const discord = adapterFor();
    await expect(discord.start(bot)).rejects.toMatchObject({ mayPass: true });
    server.habits.handshakeStatus = undefined;
    await discord.start(bot);
    // discord.js tries again half a second after a failure.
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(server.identifies).toHaveLength(1);
    expect(server.connections()).toBe(1);
  });

  test.each([
    ['READY', { getsReady: false }],
    ['a greeting', { greets: false }],
    ['an answer to the handshake', { ignoresHandshake: true }],
  ])('start() gives up on a server that never sends %s', async (_, habits) => {
    Object.assign(server.habits, habits);
    await expect(adapterFor({}, 200).start(bot)).rejects.toMatchObject({
      name: 'AdapterError',
      mayPass: true,
    });
    Object.assign(server.habits, { getsReady: true, greets: true, ignoresHandshake: false });
    await until(() => expect(server.connections()).toBe(0));
    await connect();
    expect(server.connections()).toBe(1);
  });
});

describe('registering the commands', () => {
  test('registers them where they are missing', async () => {
    await connect();
    const [put, ...more] = requestsTo('PUT', COMMANDS_PATH);
    expect(more).toEqual([]);
    expect(put?.body).toEqual(commandsFor({ applicationId: APPLICATION_ID }));
    expect(put?.body).toMatchObject([
      { type: 1, name: 'k8s', contexts: [0, 1, 2], integration_types: [0, 1] },
      { type: 3, name: 'Answer with Casebook', contexts: [0, 1, 2], integration_types: [0, 1] },
    ]);
  });

  test('leaves them alone where they are registered, with the fields that Discord adds', async () => {
    const known = commandsFor({ applicationId: APPLICATION_ID }).map((command) =>
      registeredCommandOf({ ...command }),
    );
    server.commands.set('global', known);
    await connect();
    expect(requestsTo('GET', COMMANDS_PATH)).toHaveLength(1);
    expect(requestsTo('PUT', /commands$/)).toEqual([]);
  });

  test('leaves them alone in a second start', async () => {
    await connect();
    await adapter?.stop();
    await connect();
    expect(requestsTo('PUT', /commands$/)).toHaveLength(1);
  });

  test('overwrites one that differs', async () => {
    const known = commandsFor({ applicationId: APPLICATION_ID }).map((command) =>
      registeredCommandOf({ ...command, description: 'An older text' }),
    );
    server.commands.set('global', known);
    await connect();
    expect(requestsTo('PUT', COMMANDS_PATH)).toHaveLength(1);
  });

  test('registers them in one guild only when there is a guild id, and once', async () => {
    const path = `/api/v10/applications/${APPLICATION_ID}/guilds/${GUILD_ID}/commands`;
    await adapterFor({ guildId: GUILD_ID, applicationId: APPLICATION_ID }).start(bot);
    await adapter?.stop();
    await adapterFor({ guildId: GUILD_ID }).start(bot);
    expect(requestsTo('PUT', path)).toHaveLength(1);
    expect(requestsTo('GET', COMMANDS_PATH)).toEqual([]);
    expect(server.commands.get('global')).toBeUndefined();
  });

  test('answers mentions even when the commands cannot be registered', async () => {
    await adapterFor({ guildId: '299999999999999999' }).start(bot);
    expect(logged(50)).toEqual([expect.stringContaining('DISCORD_GUILD_ID')]);
    await everythingIsAnswered();
  });
});

describe('answering', () => {
  test('answers /k8s ask to the asker alone', async () => {
    await connect();
    server.dispatch('INTERACTION_CREATE', askCommandOf('What is a Pod?'));
    await until(() => expect(server.answers).toHaveLength(1));
    const [answer] = server.answers;
    expect(answer?.flags).toBe(EPHEMERAL | COMPONENTS_V2);
    expect(answer?.allowed_mentions).toEqual({ parse: [], replied_user: false });
    expect(textsOf(answer)).toContain('A Pod is the *smallest* unit.');
    expect(questions).toEqual(['What is a Pod?']);
  });

  test('answers /k8s ask where the bot is no member', async () => {
    await connect();
    const elsewhere = { guild_id: '288888888888888888', guild: undefined, channel: undefined };
    server.dispatch('INTERACTION_CREATE', askCommandOf('What is a Pod?', elsewhere));
    await until(() => expect(server.answers).toHaveLength(1));
  });

  test('has a polite word for commands that it does not know', async () => {
    await connect();
    server.dispatch('INTERACTION_CREATE', commandOf('weather', []));
    server.dispatch('INTERACTION_CREATE', commandOf('k8s', [{ type: 1, name: 'forecast', options: [] }]));
    await until(() => expect(server.answers).toHaveLength(2));
    for (const answer of server.answers) {
      expect(answer.flags).toBe(EPHEMERAL | COMPONENTS_V2);
      expect(textsOf(answer)).toContain('/k8s ask');
    }
    expect(questions).toEqual([]);
  });

  test('answers a mention once, in a thread of it, with a linked title and the source', async () => {
    await connect();
    const message = mention('what is a Pod?');
    server.dispatch('MESSAGE_CREATE', message);
    server.dispatch('MESSAGE_CREATE', message);
    await everythingIsAnswered();
    const [answer, ...more] = server.posted.filter((posted) => posted.channel_id !== DM_CHANNEL_ID);
    expect(more).toEqual([]);
    expect(answer?.channel_id).toBe(message.id);
    expect(answer).not.toHaveProperty('message_reference');
    expect(answer?.flags).toBe(COMPONENTS_V2);
    expect(answer?.allowed_mentions).toEqual({ parse: [], replied_user: false });
    expect(textsOf(answer)).toContain(
      '### [Pods › What is a Pod?](https://kubernetes.io/docs/concepts/workloads/pods/)',
    );
    expect(textsOf(answer)).toContain(
      '-# Source: [Pods \\| Kubernetes](https://kubernetes.io/docs/concepts/workloads/pods/) · CC BY 4.0 · checked 2026-11-21',
    );
    expect(questions).toContain('what is a Pod?');
  });

  test('answers an interaction that is delivered twice once', async () => {
    await connect();
    const command = askCommandOf('What is a Pod?');
    server.dispatch('INTERACTION_CREATE', command);
    server.dispatch('INTERACTION_CREATE', command);
    await everythingIsAnswered();
    expect(requestsTo('POST', /callback$/)).toHaveLength(1);
  });

  test('leaves alone what is not meant for it', async () => {
    await connect();
    const ignored = [
      guildMessageOf({ content: 'what is a Pod?' }),
      guildMessageOf({ content: '@everyone what is a Pod?', more: { mention_everyone: true } }),
      guildMessageOf({ content: `<@&${ROLE_ID}> what is a Pod?`, more: { mention_roles: [ROLE_ID] } }),
      guildMessageOf({ content: `\`${MENTION}\` names the bot` }),
      guildMessageOf({ content: 'a reply to the bot', mentions: [BOT_USER], more: { type: 19 } }),
      guildMessageOf({
        content: `${MENTION} from a bot`,
        mentions: [BOT_USER],
        author: userOf(nextId(), 'robot', { bot: true }),
      }),
      guildMessageOf({ content: `${MENTION} from itself`, mentions: [BOT_USER], author: BOT_USER }),
      mention('from a webhook', { webhook_id: nextId() }),
      mention('pinned a message', { type: 6 }),
      directMessageOf({ content: 'from itself', author: BOT_USER }),
    ];
    for (const message of ignored) server.dispatch('MESSAGE_CREATE', message);
    await everythingIsAnswered();
    expect(questions).toEqual(['the last question', 'the last question']);
  });

  test('answers direct messages from a channel that it has not seen', async () => {
    await connect();
    server.dispatch('MESSAGE_CREATE', directMessageOf({ content: 'what is a Pod?' }));
    await until(() => expect(server.posted).toHaveLength(1));
    expect(server.posted[0]?.channel_id).toBe(DM_CHANNEL_ID);
    expect(questions).toEqual(['what is a Pod?']);
  });

  test('answers in the channel when the message was deleted meanwhile', async () => {
    const slow = botThat(async () => {
      server.deleteMessage(message.id);
      return POD;
    });
    const message = mention('what is a Pod?');
    await connect(slow);
    server.dispatch('MESSAGE_CREATE', message);
    await until(() => expect(server.posted).toHaveLength(1));
  });

  test('answers in the channel when replies are refused', async () => {
    server.habits.permissions &= ~(PERMISSION.createThreads | PERMISSION.readHistory);
    await connect();
    server.dispatch('MESSAGE_CREATE', mention('what is a Pod?'));
    await until(() => expect(server.posted).toHaveLength(1));
    expect(server.posted[0]?.message_reference).toBeUndefined();
  });
});

describe('when Discord is in trouble', () => {
  test('answers after a lost connection, and nothing twice', async () => {
    await connect();
    const early = mention('before');
    server.dispatch('MESSAGE_CREATE', early);
    await everythingIsAnswered();
    server.drop();
    server.dispatch('MESSAGE_CREATE', mention('while it was away'));
    server.dispatch('MESSAGE_CREATE', early);
    await until(() => expect(server.resumes).toHaveLength(1));
    await until(() => expect(questions).toContain('while it was away'));
    await everythingIsAnswered();
    expect(server.identifies).toHaveLength(1);
    expect(questions.filter((question) => question === 'before')).toHaveLength(1);
    expect(questions.filter((question) => question === 'while it was away')).toHaveLength(1);
    await until(() => expect(connections).toEqual(['waiting', 'connected']));
  });

  test('reconnects when it is asked to', async () => {
    await connect();
    server.askToReconnect();
    await until(() => expect(server.resumes).toHaveLength(1));
    await everythingIsAnswered();
  });

  test('begins a new session when the old one is gone', async () => {
    await connect();
    server.invalidateSession();
    await until(() => expect(server.identifies).toHaveLength(2));
    await everythingIsAnswered();
    expect(server.connections()).toBe(1);
  });

  test('goes on without being told who joins when that right is taken away', async () => {
    server.habits.serverMembers = true;
    await adapterFor({ welcome: true }).start(bot);
    server.habits.serverMembers = false;
    server.closeGateway(4014);
    await until(() => expect(connections).toEqual(['waiting', 'connected']));
    await everythingIsAnswered();
    expect(server.connections()).toBe(1);
    expect(logged(50)).toEqual([]);
  });

  test('says which right is missing when the other is taken away', async () => {
    Object.assign(server.habits, { serverMembers: true, messageContent: true });
    await adapterFor({ welcome: true, autoAnswerChannels: ['300000000000000001'] }).start(bot);
    server.habits.messageContent = false;
    server.closeGateway(4014);
    await until(() => expect(connections).toEqual(['waiting', 'failed']));
    expect(logged(50)).toEqual([expect.stringContaining('turn on the Message Content Intent')]);
    expect(logged(40).join()).not.toContain('Server Members');
  });

  test('ends when it is stopped just when a right is taken away', async () => {
    server.habits.serverMembers = true;
    await adapterFor({ welcome: true }).start(bot);
    server.habits.getsReady = false;
    server.closeGateway(4014);
    await until(() => expect(server.identifies).toHaveLength(2));
    await adapter?.stop();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(server.connections()).toBe(0);
    expect(connections).toEqual(['waiting']);
    expect(logged(50)).toEqual([]);
  });

  test('keeps the connection alive by its heartbeat', async () => {
    server.habits.heartbeatInterval = 40;
    await connect();
    await until(() => expect(server.heartbeats()).toBeGreaterThan(2));
    expect(server.connections()).toBe(1);
  });

  test('says so when Discord ends the connection for good', async () => {
    await connect();
    server.closeGateway(4004);
    await until(() => expect(logged(50)).toEqual([expect.stringContaining('DISCORD_TOKEN')]));
  });

  test('posts an answer once when Discord failed after taking it', async () => {
    await connect();
    server.fail({ method: 'POST', path: /messages$/, status: 502, times: 2, carriedOut: true });
    server.dispatch('MESSAGE_CREATE', mention('what is a Pod?'));
    await until(() => expect(requestsTo('POST', /messages$/).at(-1)?.status).toBe(200));
    expect(requestsTo('POST', /messages$/)).toHaveLength(3);
    expect(server.posted).toHaveLength(1);
  });

  test.each([
    ['before taking it', false, true],
    ['after taking it', true, true],
    ['in the middle of its answer', true, 'half'],
  ] as const)('posts an answer once when Discord closed the connection %s', async (_, carriedOut, cutOff) => {
    await connect();
    server.fail({ method: 'POST', path: /messages$/, cutOff, times: 2, carriedOut });
    server.dispatch('MESSAGE_CREATE', mention('what is a Pod?'));
    await until(() => expect(requestsTo('POST', /messages$/).at(-1)?.status).toBe(200));
    expect(requestsTo('POST', /messages$/).map(({ status }) => status)).toEqual([0, 0, 200]);
    expect(server.posted).toHaveLength(1);
    expect(logged(40)).toEqual([]);
  });

  test('answers a command when Discord closed the connection', async () => {
    await connect();
    server.fail({ method: 'POST', path: /callback$/, cutOff: true });
    server.dispatch('INTERACTION_CREATE', askCommandOf('What is a Pod?'));
    await until(() => expect(server.answers).toHaveLength(1));
    expect(logged(40)).toEqual([]);
  });

  test('waits as long as Discord asks to', async () => {
    await connect();
    server.fail({
      method: 'POST',
      path: /messages$/,
      status: 429,
      body: { message: 'You are being rate limited.', retry_after: 0.2, global: false },
      headers: { 'retry-after': '0.2', 'x-ratelimit-scope': 'user', 'x-ratelimit-bucket': 'abc' },
    });
    server.dispatch('MESSAGE_CREATE', mention('what is a Pod?'));
    await until(() => expect(server.posted).toHaveLength(1));
    expect(logged(40)).toEqual([expect.stringContaining('Discord asks to wait between requests')]);
  });

  test('tells in one line how long Discord lets many answers wait that share a limit', async () => {
    await connect();
    server.fail({
      method: 'POST',
      path: /callback$/,
      status: 429,
      body: { message: 'The resource is being rate limited.', retry_after: 0.3, global: false },
      headers: { 'retry-after': '0.3', 'x-ratelimit-scope': 'shared' },
      times: 3,
    });
    for (let n = 0; n < 3; n++) server.dispatch('INTERACTION_CREATE', askCommandOf('What is a Pod?'));
    await until(() => expect(server.answers).toHaveLength(3));
    expect(logged(40)).toEqual([expect.stringContaining('answers wait with it')]);
  });

  test('gives an answer up that Discord wants much later', async () => {
    await connect();
    server.fail({
      method: 'POST',
      path: /messages$/,
      status: 429,
      body: { message: 'You are being rate limited.', retry_after: 3_600, global: false },
      headers: { 'retry-after': '3600', 'x-ratelimit-scope': 'user' },
    });
    server.dispatch('MESSAGE_CREATE', mention('what is a Pod?'));
    await until(() => expect(logged(40)).toContainEqual(expect.stringContaining('too many requests')));
    expect(server.posted).toEqual([]);
  });

  test.each([
    ['of a message', 'MESSAGE_CREATE', () => mention('what is a Pod?'), /messages$/, () => server.posted],
    [
      'of a command',
      'INTERACTION_CREATE',
      () => askCommandOf('What is a Pod?'),
      /callback$/,
      () => server.answers,
    ],
  ])('sends an embed when the components %s are refused', async (_, type, event, path, sent) => {
    await connect();
    server.fail({ method: 'POST', path, status: 400, body: { code: 50035, errors: { components: {} } } });
    server.dispatch(type, event());
    await until(() => expect(sent()).toHaveLength(1));
    const [message] = sent();
    expect(message).toMatchObject({
      embeds: [{ title: 'Pods › What is a Pod?', description: expect.stringContaining('A Pod is the') }],
      allowed_mentions: { parse: [], replied_user: false },
    });
    expect(Number(message?.flags ?? 0) & COMPONENTS_V2).toBe(0);
  });

  test.each([
    ['too', 400, 50035],
    ['for want of a permission', 403, 50013],
  ])('sends plain text when the embed is refused %s', async (_, status, code) => {
    await connect();
    server.fail({
      method: 'POST',
      path: /messages$/,
      status: 400,
      body: { code: 50035, errors: { components: {} } },
    });
    server.fail({ method: 'POST', path: /messages$/, status, body: { code } });
    server.dispatch('MESSAGE_CREATE', mention('what is a Pod?'));
    await until(() => expect(server.posted).toHaveLength(1));
    const [message] = server.posted;
    expect(message?.content).toContain('### [Pods › What is a Pod?]');
    expect(message?.content).toContain('A Pod is the');
    expect(message?.content).toContain('-# Source:');
    expect(message).toMatchObject({ allowed_mentions: { parse: [], replied_user: false } });
    expect(message).not.toHaveProperty('embeds.0');
    expect(logged(40)).toEqual([]);
  });

  test.each([
    ['a missing permission', 403, 50013, 'Send Messages'],
    ['a channel it cannot see', 403, 50001, 'View Channel'],
    ['a channel that is gone', 404, 10003, 'channel is gone'],
    ['closed direct messages', 403, 50007, 'no direct messages'],
    ['trouble that lasts', 503, 0, 'HTTP status 503'],
  ])('tells of %s in one line and goes on', async (_, status, code, told) => {
    await connect();
    // In the thread, and as a reply; trouble is met by more attempts.
    const times = status === 503 ? 4 : 2;
    server.fail({ method: 'POST', path: /messages$/, status, body: { code }, times });
    server.dispatch('MESSAGE_CREATE', mention('what is a Pod?'));
    await until(() => expect(logged(40)).toEqual([expect.stringContaining(told)]));
    await everythingIsAnswered();
    expect(logged(50)).toEqual([]);
  });

  test.each([
    ['has expired', 404, 10062],
    ['was answered by another process', 400, 40060],
  ])('tells of a command that %s in one line and goes on', async (_, status, code) => {
    await connect();
    server.fail({ method: 'POST', path: /callback$/, status, body: { code } });
    server.dispatch('INTERACTION_CREATE', askCommandOf('What is a Pod?'));
    await until(() => expect(logged(40)).toEqual([expect.stringContaining('could not send an answer')]));
    expect(requestsTo('POST', /callback$/)).toHaveLength(1);
    await everythingIsAnswered();
  });
});

describe('stopping', () => {
  test('stop() finishes an answer in flight', async () => {
    let finish = (_: Reply) => {};
    let begun = false;
    await connect(
      botThat(() => {
        begun = true;
        return new Promise((resolve) => {
          finish = resolve;
        });
      }),
    );
    server.dispatch('MESSAGE_CREATE', mention('what is a Pod?'));
    await until(() => expect(begun).toBe(true));
    const stopping = adapter?.stop();
    server.dispatch('MESSAGE_CREATE', mention('too late'));
    finish(POD);
    await stopping;
    expect(server.posted).toHaveLength(1);
    expect(server.connections()).toBe(0);
  });

  test('stop() does not wait for ever', async () => {
    let begun = false;
    await connect(
      botThat(() => {
        begun = true;
        return new Promise(() => {});
      }),
    );
    server.dispatch('MESSAGE_CREATE', mention('what is a Pod?'));
    await until(() => expect(begun).toBe(true));
    const begin = performance.now();
    await adapter?.stop();
    expect(performance.now() - begin).toBeLessThan(4_700);
    expect(server.connections()).toBe(0);
  });

  test('stop() does nothing before start(), and nothing more the second time', async () => {
    const discord = adapterFor();
    await discord.stop();
    await discord.start(bot);
    await discord.stop();
    await discord.stop();
    expect(server.connections()).toBe(0);
  });

  test('stop() ends a start() that is under way', async () => {
    server.habits.getsReady = false;
    const discord = adapterFor();
    const starting = expect(discord.start(bot)).rejects.toMatchObject({ name: 'AdapterError' });
    await until(() => expect(server.identifies).toHaveLength(1));
    await discord.stop();
    await starting;
    expect(server.connections()).toBe(0);
  });

  test('stop() leaves nothing behind that connects again', async () => {
    await connect();
    server.drop();
    await until(() => expect(logged(30)).toContain('the connection to Discord ended; connecting again'));
    await adapter?.stop();
    // discord.js connects again half a second after a loss.
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(server.connections()).toBe(0);
    expect(server.resumes).toEqual([]);
  });

  test('stop() survives a handshake that nobody answers', async () => {
    server.habits.ignoresHandshake = true;
    const discord = adapterFor();
    const starting = expect(discord.start(bot)).rejects.toMatchObject({ name: 'AdapterError' });
    await until(() => expect(requestsTo('GET', /gateway\/bot$/)).toHaveLength(1));
    await discord.stop();
    await starting;
    // The handshake fails only now, and must not end the process nor be tried again.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(server.connections()).toBe(0);
  });
});
